import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** The asks of an issue, the first few of them. `settles`: what sources say in its talks and answers of how they ended: solved, or still open. Units: ms since 1970. */
export type IssueAsks = { readonly issue: number; readonly customer: number; readonly interaction: number; readonly home: number; readonly channel: string; readonly asks: readonly (readonly [atMs: number, endsMs: number])[]; readonly settles: readonly (readonly [atMs: number, isSettled: boolean])[] };

/** Issues that began in a period with their asks, the latest so many. */
export function asksOfIssues(database: Queryable, from: Date, until: Date, most: number): Promise<IssueAsks[]> {
  return database.rows<IssueAsks>(sql`
    select i.number as issue, i.customer, f.interaction, (f.body ->> 'home')::bigint as home, f.body ->> 'channel' as channel,
      (select json_agg(json_build_array(a.body -> 'atMs', a.body -> 'endsMs') order by a.at, a.interaction) from (select body, at, interaction from journeys.contact c where c.issue = i.number and c.role = 'ask' order by at, interaction limit 8) a) as asks,
      coalesce((select json_agg(json_build_array(s.body -> 'atMs', s.body -> 'settled') order by s.at, s.interaction) from (select body, at, interaction from journeys.contact c where c.issue = i.number and c.role in ('ask', 'reply') and c.body ? 'settled' order by at, interaction limit 16) s), '[]') as settles
    from (select number, customer, began_at from journeys.issue where merged_into is null and began_at >= ${from} and began_at < ${until} order by began_at desc, number desc limit ${most}) i
    cross join lateral (select interaction, body from journeys.contact c where c.issue = i.number and c.role = 'ask' order by at, interaction limit 1) f`);
}
