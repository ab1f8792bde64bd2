import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { CUSTOMER, CUSTOS } from './change-case.ts';

/** Of cases that opened by themselves, by their keys: those with which somebody of the staff did anything. */
export async function touchedCases(database: Queryable, keys: readonly string[]): Promise<Set<string>> {
  const rows = await database.rows<{ key: string }>(sql`
    select c.key from cases.case c
    where c.key = any(${keys}::text[]) and exists (select 1 from cases.event e where e.case_number = c.number and e.by not in (${CUSTOS}, ${CUSTOMER}))`);
  return new Set(rows.map(({ key }) => key));
}
