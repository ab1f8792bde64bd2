import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';

/** How a case ended as far as it tells of a first contact. `resolvedAt`: when staff first said that it is solved; `saidAt`, `solved`: the customer's first word on it, null where they said none; an answer that they changed counts as it stands. */
export type CaseEnding = { readonly interactions: readonly number[]; readonly resolvedAt: Date | null; readonly saidAt: Date | null; readonly solved: boolean | null };

/** Endings of cases that were opened since a moment, once for each issue that was taken as one. That they came again, which Custos notes by itself, is no word of theirs on it. */
export function caseEndings(database: Queryable, from: Date): Promise<CaseEnding[]> {
  return database.rows<CaseEnding>(sql`
    select array_agg(distinct k.interaction) as interactions, e.resolved_at as "resolvedAt", e.said_at as "saidAt", e.solved
    from (
      select case_number, min(at) filter (where kind = 'resolved') as resolved_at, min(at) filter (where kind = 'customer-said') as said_at, (array_agg((body ->> 'solved')::boolean order by place) filter (where kind = 'customer-said'))[1] as solved
      from cases.event o where (kind = 'resolved' or (kind = 'customer-said' and by <> 'custos' and not exists (select 1 from cases.event l where l.case_number = o.case_number and l.place > o.place and l.kind = 'customer-said' and l.body ->> 'interaction' = o.body ->> 'interaction'))) and case_number in (select case_number from cases.event where place = 1 and at >= ${from}) group by case_number
    ) e join cases.contact k on k.case_number = e.case_number
    group by e.case_number, k.matter, e.resolved_at, e.said_at, e.solved`);
}
