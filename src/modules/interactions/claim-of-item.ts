import { IDENTITY_TRAITS } from './contract.ts';
import type { ClaimInput } from '../identity/contract.ts';
import type { AcceptedItem, CheckedInteraction } from './checked-interaction.ts';
import { numbersWritten } from './said/named-numbers.ts';
import { spokenParts, type Spoken } from './said/spoken-parts.ts';
import { isTalk } from './said/talk-facts.ts';

const RECOGNISING: ReadonlySet<string> = new Set(IDENTITY_TRAITS);

/** Step 2: what an interaction says about who it was. Traits that say nothing about who somebody is stay with the interaction. */
export function claimOfItem(item: AcceptedItem): ClaimInput {
  const { checked } = item;
  const traits: Record<string, string> = {};
  for (const [name, value] of Object.entries(checked.traits)) {
    if (RECOGNISING.has(name) && value !== null && value !== '') traits[name] = String(value).trim();
  }
  return { source: checked.source, brand: checked.brand, identifiers: checked.identifiers, traits, session: checked.session, occurredMs: checked.occurredMs, evidence: item.number, ...ordersOf(checked) };
}

/** Of what is written down of a talk, the beginning says which order it is about. Units: characters. */
const READ_FOR_NUMBERS = 20_000;
const MOST_NUMBERS = 10;

/**
 * Orders about which somebody came to talk with us: those that the source says it is about; else numbers that stand in the title or in the customer's words, any of which may be one.
 * Shape: nothing for what we send, for what is said before everybody (anybody can name an order there), and where nobody talks.
 */
export function ordersOf(told: Spoken & Pick<CheckedInteraction, 'subjects'>): Pick<ClaimInput, 'about' | 'named'> {
  if (told.direction !== 'in' || !isTalk(told.channel, told.direction)) return {};
  const about = [...new Set(told.subjects.flatMap(({ type, id }) => (type === 'order' ? id : [])))];
  if (about.length > 0) return { about };
  const named = numbersWritten([told.title ?? '', ...spokenParts(told).map(({ text }) => text)].join('\n').slice(0, READ_FOR_NUMBERS)).slice(0, MOST_NUMBERS);
  return named.length === 0 ? {} : { named };
}
