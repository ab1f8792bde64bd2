import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';

/** One question that was asked of a language model, without what it was. Units: characters of the texts; tokens as the model said or as they were reckoned; ms. */
export type ModelCall = { readonly askedBy: string; readonly purpose: string; readonly topic: string; readonly model: string; readonly host: string; readonly texts: number; readonly characters: number; readonly tokens: number; readonly tookMs: number; readonly outcome: string };

/** Keeps that a model was asked. */
export async function insertModelCall(database: Queryable, atMs: number, one: ModelCall): Promise<void> {
  await database.run(sql`
    insert into voice.model_call (at, asked_by, purpose, topic, model, host, texts, characters, tokens, took_ms, outcome)
    values (to_timestamp(${atMs} / 1000.0), ${one.askedBy}, ${one.purpose}, ${one.topic}, ${one.model}, ${one.host}, ${one.texts}, ${one.characters}, ${one.tokens}, ${Math.round(one.tookMs)}, ${one.outcome})`);
}

/** Tokens since a moment, over every model. Units: ms since 1970. */
export async function tokensSince(database: Queryable, sinceMs: number): Promise<number> {
  const [row] = await database.rows<{ tokens: number }>(sql`select coalesce(sum(tokens), 0)::bigint as tokens from voice.model_call where at >= to_timestamp(${sinceMs} / 1000.0)`);
  return Number(row?.tokens ?? 0);
}
