import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import type { Identity } from '../identity/index.ts';
import { spokenParts } from '../interactions/contract.ts';
import type { Interactions } from '../interactions/index.ts';
import type { Contact } from './case-store.ts';

/** What customers do on their own page to say how a case stands: their word, also without words. */
export const CUSTOMERS_WORD_KIND = 'case-answered';

/** Channels on which somebody turns to the company, also where their words are not kept. */
const TURNED_TO: ReadonlySet<string> = new Set(['call', 'chat', 'bot', 'email', 'sms', 'letter', 'ticket', 'store', 'social']);

type Said = Awaited<ReturnType<Interactions['saidBy']>>[number];

/** An interaction that a case is about. `wroteMs`: when the customer turned to the company in it; null: they did not. `hasWords`: what they said is kept. Units: ms since 1970. */
export type KnownContact = Contact & { readonly wroteMs: number | null; readonly hasWords: boolean; readonly office: string | null; readonly language: string | null };

/** What is known of interactions, by their public ids, in the order asked. Errors: `invalid` for one that is unknown, and for one that nobody known had. */
export async function knownContacts(interactions: Pick<Interactions, 'saidBy'>, ids: readonly string[]): Promise<KnownContact[]> {
  const numbers = [...new Set(ids.map((id) => parsePublicId('interaction', id)))];
  const found = new Map((await interactions.saidBy(numbers)).map((said) => [parsePublicId('interaction', said.item.id), said]));
  return numbers.map((number) => {
    const said = found.get(number);
    if (said === undefined) throw new AppError('invalid', 'interaction-unknown', 'One of these interactions is not known. It may have been erased, or is still being recorded: try again in a moment.');
    if (said.node === 0) throw new AppError('invalid', 'interaction-of-nobody', 'Nothing tells whose this interaction is, so that nobody could be told how it ends.');
    return knownContact(said);
  });
}

/** What is known of an interaction that is read already, of somebody who is known. */
export function knownContact({ item, node }: Said): KnownContact {
  const hasWords = spokenParts(item).length > 0;
  const turnedTo = hasWords || (item.direction === 'in' && (TURNED_TO.has(item.channel) || item.kind === CUSTOMERS_WORD_KIND));
  return { interaction: parsePublicId('interaction', item.id), node, wroteMs: turnedTo ? Date.parse(item.occurredAt) : null, hasWords, office: item.office, language: item.language };
}

/** Makes sure that claims are of one customer. Errors: `conflict`. */
export async function assertOneCustomer(identity: Pick<Identity, 'customerOfNodes'>, nodes: readonly number[]): Promise<void> {
  const customers = await identity.customerOfNodes(nodes);
  if (nodes.some((node) => !customers.has(node)) || new Set(customers.values()).size > 1) throw new AppError('conflict', 'not-one-customer', 'These are not of one customer. If they are one person, join them on their page first.');
}
