import { IDENTITY_TRAITS } from './contract.ts';
import type { ClaimInput } from '../identity/contract.ts';
import type { AcceptedItem } from './checked-interaction.ts';

const RECOGNISING: ReadonlySet<string> = new Set(IDENTITY_TRAITS);

/** Step 2: what an interaction says about who it was. Traits that say nothing about who somebody is stay with the interaction. */
export function claimOfItem(item: AcceptedItem): ClaimInput {
  const { checked } = item;
  const traits: Record<string, string> = {};
  for (const [name, value] of Object.entries(checked.traits)) {
    if (RECOGNISING.has(name) && value !== null && value !== '') traits[name] = String(value).trim();
  }
  return { source: checked.source, brand: checked.brand, identifiers: checked.identifiers, traits, session: checked.session, occurredMs: checked.occurredMs, evidence: item.number };
}
