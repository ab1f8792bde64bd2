import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** The case of which somebody said that what was promised can't be kept, and which has waited longest for being made good. Shape: null when there is none. */
export async function oldestBrokenCase(database: Queryable): Promise<{ readonly number: number; readonly node: number; readonly about: string; readonly since: Date } | null> {
  return (await database.rows<{ number: number; node: number; about: string; since: Date }>(sql`select number, node, about, since from cases.case where ended_at is null and state = 'broken' order by since, number limit 1`))[0] ?? null;
}
