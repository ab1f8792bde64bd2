import type { SaidInteraction } from '../../interactions/contract.ts';
import type { StaffFact } from '../reading/staff/staff-fact.ts';
import { joinWords } from './joined-words.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { ReadFields } from './stored-reading.ts';

/** What was read in one interaction. Shape: `fields` of the customer's words, null where there are none or they could not be read; `facts` in those of the company, places in its joined words. */
export type SaidRead = { readonly fields: ReadFields | null; readonly facts: readonly StaffFact[] };

/** Whether there is anything to read: words of the customer or of the company. */
export function hasWords({ parts, staff }: SaidInteraction): boolean {
  return parts.length > 0 || staff !== undefined;
}

/** Reads what customers say whole, and facts alone in what the company says. Shape: in the order of what was said. Errors: as the pool. */
export async function readSaid(pool: Pick<ReaderPool, 'read' | 'ask'>, said: readonly SaidInteraction[]): Promise<SaidRead[]> {
  const spoken = said.filter(({ parts }) => parts.length > 0);
  const answered = said.filter(({ staff }) => staff !== undefined);
  const [fields, facts] = await Promise.all([
    spoken.length === 0 ? [] : pool.read(spoken.map(({ parts }) => joinWords(parts).text)),
    answered.length === 0 ? [] : pool.ask<readonly StaffFact[]>({ of: 'staff' }, answered.map(({ staff }) => joinWords(staff ?? []).text)),
  ]);
  const fieldsOf = new Map(spoken.map((one, at) => [one, fields[at] ?? null]));
  const factsOf = new Map(answered.map((one, at) => [one, facts[at] ?? []]));
  return said.map((one) => ({ fields: fieldsOf.get(one) ?? null, facts: factsOf.get(one) ?? [] }));
}
