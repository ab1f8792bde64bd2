import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** What is said about two contacts, the lower number first. `stoodTogether`: of a drawn pair. `undoes`: the word that it takes back. */
export type NewWord = { readonly a: number; readonly b: number; readonly together: boolean; readonly stoodTogether: boolean | null; readonly undoes?: number };

/** What was said about two contacts. */
export type WordRow = { readonly number: number; readonly a: number; readonly b: number; readonly together: boolean; readonly saidBy: string; readonly saidAt: Date; readonly undoneAt: Date | null };

/** Keeps words. Shape: their numbers. */
export async function keepWords(tx: Transaction, words: readonly NewWord[], by: string): Promise<number[]> {
  const rows = await tx.rows<{ number: number }>(sql`
    insert into journeys.word (a, b, together, stood_together, undoes, said_by)
    select a, b, together, stood, undoes, ${by} from unnest(${words.map(({ a }) => a)}::bigint[], ${words.map(({ b }) => b)}::bigint[], ${words.map(({ together }) => together)}::boolean[], ${words.map(({ stoodTogether }) => stoodTogether)}::boolean[], ${words.map(({ undoes }) => undoes ?? null)}::bigint[]) as w (a, b, together, stood, undoes)
    returning number`);
  return rows.map(({ number }) => number);
}

/** Words, held until the transaction ends, so that nobody takes them back twice. Shape: without those that take others back. */
export async function wordsByNumber(tx: Transaction, numbers: readonly number[]): Promise<{ readonly number: number; readonly a: number; readonly b: number; readonly together: boolean; readonly undone: boolean }[]> {
  // A statement of its own: what somebody else took back while this one waited is seen by the next.
  await tx.run(sql`select number from journeys.word where number = any(${numbers}::bigint[]) order by number for update`);
  return tx.rows(sql`
    select number, a, b, together, exists (select 1 from journeys.word u where u.undoes = w.number) as undone from journeys.word w where number = any(${numbers}::bigint[]) and undoes is null order by number`);
}

/** What was said about any of these contacts, the latest first. */
export function wordsOfContacts(database: Queryable, interactions: readonly number[]): Promise<WordRow[]> {
  return database.rows<WordRow>(sql`
    select w.number, w.a, w.b, w.together, w.said_by as "saidBy", w.said_at as "saidAt", (select min(u.said_at) from journeys.word u where u.undoes = w.number) as "undoneAt"
    from journeys.word w where w.undoes is null and (w.a = any(${interactions}::bigint[]) or w.b = any(${interactions}::bigint[])) order by w.number desc`);
}
