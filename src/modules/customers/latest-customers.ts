import { AppError } from '../../kernel/app-error.ts';
import { isoUtc } from '../../kernel/instant.ts';
import type { CustomerKind } from '../identity/contract.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';

const STEP = 400;
/** Rounds of looking before a page is given as it is: a company may have a million visitors between two customers. */
const ROUNDS = 12;

/** Customers of a kind by their latest interaction, newest first; with a channel, by their latest there. `after` is the cursor of the previous page: a moment. */
export async function latestCustomers(deps: { readonly identity: Identity; readonly interactions: Interactions }, kind: CustomerKind, channel: string | null, after: string | null, limit: number): Promise<{ customers: number[]; next: string | null }> {
  let beforeMs = after === null ? 8.64e15 / 1_000 : Number.parseInt(after, 36);
  if (!Number.isFinite(beforeMs)) throw new AppError('invalid', 'cursor-malformed', 'Take the cursor from `next` of the previous page.');
  const customers: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const homes = await deps.interactions.latestHomes(beforeMs, STEP, channel);
    const owners = await deps.identity.kindsOf(homes.map((row) => Number(row.home)));
    for (const row of homes) {
      beforeMs = Date.parse(isoUtc(row.lastAt));
      const owner = owners.get(Number(row.home));
      if (owner === undefined || owner.kind !== kind || customers.includes(owner.customer)) continue;
      customers.push(owner.customer);
      if (customers.length === limit) return { customers, next: beforeMs.toString(36) };
    }
    if (homes.length < STEP) return { customers, next: null };
  }
  return { customers, next: beforeMs.toString(36) };
}
