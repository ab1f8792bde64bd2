import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionRecorded } from '../../interactions/contract.ts';
import type { Address } from './may-contact.ts';
import { addWords, replaceWords } from './consent-store.ts';

/** The normal form of an identifier; null when it says nothing. */
export type NormalForm = (type: string, value: string) => Address | null;

/** `surveys` and `survey` are research: who said no to the one said no to the other; and so with quotes. */
const SAME_PURPOSE: Readonly<Record<string, string>> = { survey: 'research', surveys: 'research', quote: 'quotes', quoting: 'quotes', testimonial: 'quotes', testimonials: 'quotes' };

/** A purpose by the one word that is kept for it. */
export function purposeWord(purpose: string): string {
  return SAME_PURPOSE[purpose] ?? purpose;
}

/** Keeps what recorded interactions say on consent. A corrected interaction replaces its earlier words, which stay as proof of what was said. */
export async function receiveConsents(tx: Transaction, events: readonly OutboxEvent[], normalForm: NormalForm): Promise<void> {
  const told = latestRevisions(events as readonly InteractionRecorded[]);
  const revised = told.filter(({ revision }) => revision > 1);
  if (revised.length > 0) await replaceWords(tx, revised);
  const words = told.flatMap(({ number, node, revision, said }) => (node === 0 || said?.consents === undefined ? [] : said.consents.map(({ atMs, about, purpose, ...word }, place) => ({
    ...word, purpose: purposeWord(purpose), node, about: about === null ? null : normalForm(about.type, about.value), saidMs: atMs, source: said.source, interaction: number, revision, place, key: said.key, by: null, note: null,
  }))));
  if (words.length > 0) await addWords(tx, words);
}
