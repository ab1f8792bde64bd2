import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { WORD_BUCKETS } from './threads/contact-words.ts';
import type { ThreadModel } from './threads/thread-model.ts';

/** A model as it is kept. What is known of words is in hundredths, because nothing depends on more. */
type StoredModel = Omit<ThreadModel, 'words' | 'returning' | 'returningTopics'> & { readonly words: readonly number[]; readonly returning: readonly number[]; readonly returningFrom: number; readonly returningTopics: readonly string[] };

function numbersOf(hundredths: readonly number[]): Float32Array {
  const numbers = new Float32Array(WORD_BUCKETS);
  hundredths.forEach((one, at) => { numbers[at] = one / 100; });
  return numbers;
}

const hundredths = (numbers: Float32Array): number[] => [...numbers].map((one) => Math.round(one * 100));

/** What a model was learnt from, and when. */
export type ModelMade = { readonly number: number; readonly madeAt: Date; readonly contacts: number; readonly customers: number };

/** The model by which contacts are put together now. Shape: null before the first was learnt. */
export async function latestModel(database: Queryable): Promise<(ModelMade & { readonly model: ThreadModel }) | null> {
  const [row] = await database.rows<ModelMade & { readonly body: StoredModel }>(sql`select number, made_at as "madeAt", contacts, customers, body from journeys.thread_model order by number desc limit 1`);
  if (row === undefined) return null;
  const { body: { returningFrom, returningTopics, words, returning, ...body }, ...made } = row;
  return { ...made, model: { ...body, words: numbersOf(words), returning: { odds: numbersOf(returning), from: returningFrom }, returningTopics: new Set(returningTopics) } };
}

/** Keeps a model. Shape: its number. */
export async function keepModel(database: Queryable, model: ThreadModel, from: { readonly contacts: number; readonly customers: number }): Promise<number> {
  const body: StoredModel = { ...model, words: hundredths(model.words), returning: hundredths(model.returning.odds), returningFrom: model.returning.from, returningTopics: [...model.returningTopics] };
  const [row] = await database.rows<{ number: number }>(sql`insert into journeys.thread_model (contacts, customers, body) values (${from.contacts}, ${from.customers}, ${JSON.stringify(body)}::jsonb) returning number`);
  return row?.number ?? 0;
}

/** How many contacts there are to learn from. */
export async function contactCount(database: Queryable): Promise<number> {
  return (await database.rows<{ count: number }>(sql`select count(*)::int as count from journeys.contact`))[0]?.count ?? 0;
}
