import type { Transaction } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { Erased } from './accept-interactions.ts';
import type { AcceptedItem } from './checked-interaction.ts';
import { claimOfItem } from './claim-of-item.ts';
import { keyOf } from './content-key.ts';
import { looseClaim } from './erase-interactions.ts';
import { countRefusedNames, erasedNames } from './erase-store.ts';

/** Tells acceptance which items are of people who were erased, so that their sender hears of it. Cost: one small question a second as long as nobody was. */
export function refuseErased({ identity }: { readonly identity: Identity }): Erased {
  return {
    mayBe: identity.mayAnybodyBeErased,
    among: (tx, items) => {
      const claims = items.map(({ checked, body }) => (checked === null ? looseClaim(JSON.parse(body)) : { identifiers: checked.identifiers, traits: {} }));
      return erasedPlaces(identity, tx, claims, () => items.map(({ key }) => key), false);
    },
  };
}

/** Leaves out what was accepted before its person was erased. Invariant: nobody is erased between this and the end of the transaction. */
export async function withoutErased(identity: Identity, tx: Transaction, items: readonly AcceptedItem[]): Promise<readonly AcceptedItem[]> {
  const erased = await erasedPlaces(identity, tx, items.map(claimOfItem), () => items.map(({ checked }) => keyOf(checked.source, checked.id)), true);
  return erased.size === 0 ? items : items.filter((_, at) => !erased.has(at));
}

async function erasedPlaces(identity: Identity, tx: Transaction, claims: Parameters<Identity['suppressedAmong']>[1], keys: () => readonly (string | null)[], isLast: boolean): Promise<ReadonlySet<number>> {
  const places = new Set(await identity.suppressedAmong(tx, claims, { isLast, isCounted: true }));
  if (!identity.wasAnybodyErased()) return places;
  const names = keys();
  const named = await erasedNames(tx, names.filter((key) => key !== null));
  const again = names.flatMap((key, at) => (key !== null && named.has(key) && !places.has(at) ? [{ key, at }] : []));
  if (again.length > 0) await countRefusedNames(tx, again.map(({ key }) => key));
  for (const { at } of again) places.add(at);
  return places;
}
