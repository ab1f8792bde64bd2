import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** One line of the audit log. Invariant: `who` and `about` are public ids (`who` also nobody or custos). Units: `atMs` ms since 1970. */
export type AuditLine = { readonly atMs: number; readonly who: string; readonly what: string; readonly about: string | null; readonly outcome: 'allowed' | 'refused' };

/** Adds lines to the audit log in this order. */
export async function appendAudit(database: Queryable, lines: readonly AuditLine[]): Promise<void> {
  await database.run(sql`insert into people.audit (at, who, what, about, outcome)
    select to_timestamp(l.at_ms / 1000.0), l.who, l.what, l.about, l.outcome
    from unnest(${lines.map(({ atMs }) => atMs)}::float8[], ${lines.map(({ who }) => who)}::text[], ${lines.map(({ what }) => what)}::text[], ${lines.map(({ about }) => about)}::text[], ${lines.map(({ outcome }) => outcome)}::text[])
      with ordinality as l (at_ms, who, what, about, outcome, place) order by l.place`);
}
