import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { LabelQuality } from './contract.ts';

/** Model files that are kept to go back to. */
const KEPT = 10;

/** One time that models learnt from corrections. `madeOf`: corrections learnt from by question, those held out, and texts that come with Custos. */
export type Learning = {
  readonly number: number; readonly state: 'learning' | 'done' | 'failed'; readonly askedBy: string; readonly begunAt: Date; readonly endedAt: Date | null; readonly problem: string | null;
  readonly madeFor: string | null; readonly hasModel: boolean; readonly madeOf: MadeOf; readonly quality: readonly LabelQuality[];
};

/** What a model was made of. Shape: counts of corrections by question. */
export type MadeOf = { readonly taughtTexts?: number; readonly heldOut?: number; readonly questions?: Readonly<Record<string, number>>; readonly leftOut?: Readonly<Record<string, number>> };

const COLUMNS = sql`number, state, asked_by as "askedBy", begun_at as "begunAt", ended_at as "endedAt", problem, made_for as "madeFor", model is not null as "hasModel", made_of as "madeOf", quality`;

/** Begins to learn; whatever a stop broke off has failed. Answers its number. Call it with the lock of learning held. */
export async function beginLearning(database: Queryable, askedBy: string): Promise<number> {
  await database.run(sql`update voice.learning set state = 'failed', ended_at = now(), problem = 'Custos stopped meanwhile.' where state = 'learning'`);
  const [row] = await database.rows<{ number: number }>(sql`insert into voice.learning (state, asked_by) values ('learning', ${askedBy}) returning number`);
  return row?.number ?? 0;
}

/** Keeps what was learnt, and lets go of files of long ago that nobody reads by. */
export async function endLearning(tx: Transaction, number: number, { model, madeFor, madeOf, quality }: { readonly model: Uint8Array; readonly madeFor: string; readonly madeOf: MadeOf; readonly quality: readonly LabelQuality[] }): Promise<void> {
  await tx.run(sql`update voice.learning set state = 'done', ended_at = now(), model = decode(${Buffer.from(model).toString('base64')}, 'base64'), made_for = ${madeFor}, made_of = ${JSON.stringify(madeOf)}::jsonb, quality = ${JSON.stringify(quality)}::jsonb where number = ${number}`);
  await tx.run(sql`update voice.learning set model = null where model is not null and number not in (select number from voice.learning where model is not null order by number desc limit ${KEPT}) and number not in (select learning from voice.chosen_learning where learning is not null)`);
}

/** Notes that nothing was learnt, and why. */
export async function failLearning(database: Queryable, number: number, problem: string): Promise<void> {
  await database.run(sql`update voice.learning set state = 'failed', ended_at = now(), problem = ${problem} where number = ${number}`);
}

/** Every time that was learnt, the latest first. */
export function learnings(database: Queryable, limit = 50): Promise<Learning[]> {
  return database.rows<Learning>(sql`select ${COLUMNS} from voice.learning order by number desc limit ${limit}`);
}

/** The model file of a learning that fits these rules of reading; null when it does not, or is not kept any more. */
export async function learntModel(database: Queryable, number: number, madeFor: string): Promise<Uint8Array | null> {
  const [row] = await database.rows<{ model: string }>(sql`select encode(model, 'base64') as model from voice.learning where number = ${number} and made_for = ${madeFor} and model is not null`);
  return row === undefined ? null : new Uint8Array(Buffer.from(row.model, 'base64'));
}

/** Which learning's model reads; null: none. */
export async function chosenLearning(database: Queryable): Promise<number | null> {
  return (await database.rows<{ learning: number | null }>(sql`select learning from voice.chosen_learning`))[0]?.learning ?? null;
}

/** Chooses which learning's model reads. */
export async function chooseLearning(tx: Transaction, learning: number | null, by: string): Promise<void> {
  await tx.run(sql`insert into voice.chosen_learning (learning, chosen_by) values (${learning}, ${by}) on conflict (is_only) do update set learning = excluded.learning, chosen_by = excluded.chosen_by, chosen_at = now()`);
}
