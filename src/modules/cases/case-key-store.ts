import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** The case that something opened by itself, by its key. Shape: null when it opened none, or that went with its customer. */
export async function caseOfKey(database: Queryable, key: string): Promise<number | null> {
  const [row] = await database.rows<{ number: number }>(sql`select number from cases.case where key = ${key}`);
  return row?.number ?? null;
}
