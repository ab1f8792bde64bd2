import { createHash } from 'node:crypto';
import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { Prediction } from './predict-score.ts';

/** A prediction with the months of its texts, how many texts and answers by channel there were, and by which version of the score; left out by versions that did not keep it. */
export type MadePrediction = Prediction & { readonly version?: number; readonly from: string; readonly until: string; readonly beyondMost: number; readonly answeredByChannel: Readonly<Record<string, number>> };
export type StoredPrediction = { readonly madeAt: Date; readonly tookMs: number; readonly prediction: MadePrediction };

/** A question may name somebody: its key is not kept. */
const named = (score: string): string => createHash('sha256').update(score).digest('hex');

/** The latest prediction of a score. Shape: null when there never was one. */
export async function predictionOf(database: Queryable, score: string): Promise<StoredPrediction | null> {
  const [row] = await database.rows<StoredPrediction>(sql`select made_at as "madeAt", took_ms as "tookMs", prediction from voice.predicted_score where score = ${named(score)} order by made_at desc limit 1`);
  return row ?? null;
}

/** The prediction of a score that was shown at a moment. Shape: null when there was none yet. */
export async function predictionAt(database: Queryable, score: string, at: Date): Promise<StoredPrediction | null> {
  const [row] = await database.rows<StoredPrediction>(sql`
    select made_at as "madeAt", took_ms as "tookMs", prediction from voice.predicted_score
    where score = ${named(score)} and made_at + took_ms * interval '1 millisecond' <= ${at} order by made_at desc limit 1`);
  return row ?? null;
}

/** Keeps a prediction; those before it stay as they were shown. */
export async function keepPrediction(tx: Transaction, score: string, { madeAt, tookMs, prediction }: StoredPrediction): Promise<void> {
  await tx.run(sql`
    insert into voice.predicted_score (score, made_at, took_ms, prediction) values (${named(score)}, ${madeAt.toISOString()}::timestamptz, ${Math.round(tookMs)}, ${JSON.stringify(prediction)}::jsonb)
    on conflict (score, made_at) do update set took_ms = excluded.took_ms, prediction = excluded.prediction`);
}
