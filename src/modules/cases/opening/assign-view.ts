import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';

/** Open cases of these queues that nobody ever had, the most urgent and longest waiting first. */
export async function neverHeld(database: Queryable, queues: readonly string[], most: number): Promise<{ readonly number: number; readonly queue: string }[]> {
  return database.rows(sql`
    select number, queue from cases.case c where ended_at is null and owner is null and queue = any(${queues}::text[])
      and not exists (select 1 from cases.event e where e.case_number = c.number and e.kind in ('taken', 'assigned', 'handed-over', 'returned'))
    order by priority, since, number limit ${most}`);
}

/** How many open cases each owner has. */
export async function heldByOwner(database: Queryable): Promise<{ readonly owner: string; readonly open: number }[]> {
  return database.rows(sql`select owner, count(*)::int as open from cases.case where ended_at is null and owner is not null group by owner`);
}
