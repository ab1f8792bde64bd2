import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** The asks of an issue, the first few of them. `settled`: what the source says of how the first ended; null where it says nothing. Units: ms since 1970. */
export type IssueAsks = { readonly issue: number; readonly customer: number; readonly interaction: number; readonly home: number; readonly channel: string; readonly settled: boolean | null; readonly asks: readonly (readonly [atMs: number, endsMs: number])[] };

/** Issues that began in a period with their asks, the latest so many. */
export function asksOfIssues(database: Queryable, from: Date, until: Date, most: number): Promise<IssueAsks[]> {
  return database.rows<IssueAsks>(sql`
    select i.number as issue, i.customer, f.interaction, (f.body ->> 'home')::bigint as home, f.body ->> 'channel' as channel, (f.body ->> 'settled')::boolean as settled,
      (select json_agg(json_build_array(a.body -> 'atMs', a.body -> 'endsMs') order by a.at, a.interaction) from (select body, at, interaction from journeys.contact c where c.issue = i.number and c.role = 'ask' order by at, interaction limit 8) a) as asks
    from (select number, customer, began_at from journeys.issue where merged_into is null and began_at >= ${from} and began_at < ${until} order by began_at desc, number desc limit ${most}) i
    cross join lateral (select interaction, body from journeys.contact c where c.issue = i.number and c.role = 'ask' order by at, interaction limit 1) f`);
}
