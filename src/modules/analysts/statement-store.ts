import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** One statement that was asked. `shape`: without texts, long numbers and free names. `outcome`: answered, or the code of its refusal. Units: `tookMs` ms. */
export type AskedStatement = { readonly askedBy: string; readonly shape: string; readonly views: readonly string[]; readonly isMasked: boolean; readonly format: string; readonly outcome: string; readonly rows: number; readonly tookMs: number };

/** Keeps what was asked. Answers its number. */
export async function insertStatement(database: Queryable, atMs: number, one: AskedStatement): Promise<number> {
  const [row] = await database.rows<{ number: number }>(sql`
    insert into analysts.statement (at, asked_by, shape, views, is_masked, format, outcome, rows, took_ms)
    values (to_timestamp(${atMs} / 1000.0), ${one.askedBy}, ${one.shape}, ${[...one.views]}::text[], ${one.isMasked}, ${one.format}, ${one.outcome}, ${one.rows}, ${Math.round(one.tookMs)}) returning number`);
  return Number(row?.number ?? 0);
}

/** What was asked last. Shape: the latest first. */
export async function latestStatements(database: Queryable, limit: number): Promise<(AskedStatement & { readonly number: number; readonly at: Date })[]> {
  return database.rows(sql`select number, at, asked_by as "askedBy", shape, views, is_masked as "isMasked", format, outcome, rows, took_ms as "tookMs" from analysts.statement order by number desc limit ${limit}`);
}
