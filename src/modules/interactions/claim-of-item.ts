import { IDENTITY_TRAITS } from './contract.ts';
import type { ClaimInput } from '../identity/contract.ts';
import type { AcceptedItem, CheckedInteraction } from './checked-interaction.ts';
import { isTalk } from './said/talk-facts.ts';

const RECOGNISING: ReadonlySet<string> = new Set(IDENTITY_TRAITS);

/** Step 2: what an interaction says about who it was. Traits that say nothing about who somebody is stay with the interaction. */
export function claimOfItem(item: AcceptedItem): ClaimInput {
  const { checked } = item;
  const traits: Record<string, string> = {};
  for (const [name, value] of Object.entries(checked.traits)) {
    if (RECOGNISING.has(name) && value !== null && value !== '') traits[name] = String(value).trim();
  }
  const about = ordersAskedAbout(checked);
  return { source: checked.source, brand: checked.brand, identifiers: checked.identifiers, traits, session: checked.session, occurredMs: checked.occurredMs, evidence: item.number, ...(about.length === 0 ? {} : { about }) };
}

/** Orders about which somebody came to talk with us. Shape: empty for what we send, what is said before everybody (anybody can name an order there), and where nobody talks. */
export function ordersAskedAbout({ channel, direction, subjects }: Pick<CheckedInteraction, 'channel' | 'direction'> & { readonly subjects: readonly { readonly type: string; readonly id: string }[] }): string[] {
  return direction === 'in' && isTalk(channel, direction) ? [...new Set(subjects.flatMap(({ type, id }) => (type === 'order' ? id : [])))] : [];
}
