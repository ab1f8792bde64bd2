import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** A case in which a customer should have heard from us. */
export type OverdueCase = { readonly number: number; readonly node: number; readonly dueAt: Date };

/** Open cases in which an answer or the next word has been due since before a moment, the longest overdue first. Units: ms since 1970. */
export function casesUnanswered(database: Queryable, beforeMs: number, most: number): Promise<OverdueCase[]> {
  return database.rows<OverdueCase>(sql`select number, node, due_at as "dueAt" from cases.case where ended_at is null and due_clock in ('first-answer', 'next-update') and due_at < ${new Date(beforeMs).toISOString()}::timestamptz order by due_at limit ${most}`);
}
