import { sql } from '../../platform/pg/sql.ts';
import type { PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { ClusterSums, JudgedPairs } from './issue-figures.ts';
import { BREAK_CODES, type BreakCode } from './threads/contract.ts';
import type { Contact } from './threads/contact.ts';

/** An issue as it is shown. `node`: of one of its contacts, for who it is. */
export type IssueRow = {
  readonly number: number; readonly customer: number; readonly node: number; readonly beganAt: Date; readonly lastAt: Date; readonly lastAskAt: Date; readonly lastSaidAt: Date; readonly contacts: number; readonly asks: number; readonly people: number;
  readonly channels: readonly string[]; readonly unanswered: boolean; readonly orders: readonly string[] | null; readonly products: readonly string[] | null; readonly title: string | null; readonly breaks: readonly BreakCode[];
};

const COLUMNS = sql`i.number, i.customer, i.began_at as "beganAt", i.last_at as "lastAt", i.last_ask_at as "lastAskAt", coalesce((select max(c.at) from journeys.contact c where c.issue = i.number and c.role <> 'reply'), i.last_ask_at) as "lastSaidAt", i.contacts, i.asks, i.people, i.channels, i.unanswered, i.breaks,
  (select max(c.node) from journeys.contact c where c.issue = i.number) as node,
  (select array_agg(distinct o) from journeys.contact c cross join lateral jsonb_array_elements_text(c.body -> 'orders') o where c.issue = i.number) as orders,
  (select array_agg(distinct p) from journeys.contact c cross join lateral jsonb_array_elements_text(c.body -> 'products') p where c.issue = i.number) as products,
  (select c.body ->> 'subject' from journeys.contact c where c.issue = i.number and c.role <> 'reply' and c.body ->> 'subject' is not null order by c.at, c.interaction limit 1) as title`;

/** The issues of a customer, the last asked about first. `claims`: a relation of whose they are. */
export function issuesOfClaims(database: Queryable, claims: PgStatement, most: number): Promise<IssueRow[]> {
  return database.rows<IssueRow>(sql`
    select ${COLUMNS} from journeys.issue i
    where i.merged_into is null and i.number in (select issue from journeys.contact where issue is not null and node in (${claims}))
    order by i.last_ask_at desc, i.number desc limit ${most}`);
}

/** One issue; a number that was taken into another answers with that one. Shape: null when there is none. */
export async function issueByNumber(database: Queryable, number: number): Promise<IssueRow | null> {
  const [row] = await database.rows<IssueRow>(sql`
    with recursive present as (select number, merged_into from journeys.issue where number = ${number} union all select i.number, i.merged_into from journeys.issue i join present p on i.number = p.merged_into)
    select ${COLUMNS} from journeys.issue i where i.number in (select number from present where merged_into is null)`);
  return row ?? null;
}

/** Issues last asked about in a period, the most often asked first. `least`: asks. */
export function issuesAsked(database: Queryable, asked: { readonly from: Date; readonly until: Date; readonly least: number; readonly isUnanswered: boolean; readonly limit: number }): Promise<IssueRow[]> {
  return database.rows<IssueRow>(sql`
    select ${COLUMNS} from journeys.issue i
    where i.merged_into is null and i.last_ask_at >= ${asked.from} and i.last_ask_at < ${asked.until} and i.asks >= ${asked.least} and (not ${asked.isUnanswered}::boolean or i.unanswered)
    order by i.asks desc, i.last_ask_at desc, i.number desc limit ${asked.limit}`);
}

/** Issues last asked about in a period, of the customers who asked most often in all of theirs, those first. `least`: asks in all; `limit`: customers. */
export function issuesOfAskers(database: Queryable, asked: { readonly from: Date; readonly until: Date; readonly least: number; readonly limit: number }): Promise<IssueRow[]> {
  const within = sql`i.merged_into is null and i.last_ask_at >= ${asked.from} and i.last_ask_at < ${asked.until}`;
  return database.rows<IssueRow>(sql`
    select ${COLUMNS} from journeys.issue i
    join (select i.customer, sum(i.asks) as asks, max(i.last_ask_at) as last from journeys.issue i where ${within} group by i.customer having sum(i.asks) >= ${asked.least} order by 2 desc, 3 desc limit ${asked.limit}) askers using (customer)
    where ${within} order by askers.asks desc, askers.last desc, i.number desc`);
}

/** A contact as it lies in an issue. Units: bits. */
export type ContactRow = { readonly body: Contact; readonly node: number; readonly bits: number | null; readonly byPerson: boolean };

/** The contacts of an issue in the order in which they happened. */
export function contactsOfIssue(database: Queryable, number: number): Promise<ContactRow[]> {
  return database.rows<ContactRow>(sql`select body, node, bits, by_person as "byPerson" from journeys.contact where issue = ${number} order by at, interaction`);
}

/** Sums over issues that began in a period. Shape: those asked again of issues alone whose last ask lies before a moment; one for each code of what should not have been. */
export async function issueSums(database: Queryable, from: Date, until: Date, ripeBefore: Date): Promise<{ readonly asks: ClusterSums; readonly people: ClusterSums; readonly unanswered: ClusterSums; readonly again: ClusterSums; readonly breaks: readonly { readonly code: BreakCode; readonly sums: ClusterSums }[] }> {
  const rows = await database.rows<ClusterSums & { readonly measure: string }>(sql`
    with each as (
      select customer, m.measure, count(*) as n, sum(m.value)::float8 as s
      from journeys.issue i cross join lateral (
        select 'asks' as measure, i.asks::float8 as value union all select 'people', i.people union all select 'unanswered', i.unanswered::int
        union all select 'again', (i.asks > 1)::int where i.last_ask_at < ${ripeBefore}
        union all select code, (code = any(i.breaks))::int from unnest(${[...BREAK_CODES]}::text[]) as code
      ) as m
      where i.merged_into is null and i.began_at >= ${from} and i.began_at < ${until}
      group by customer, m.measure
    )
    select measure, count(*)::int as customers, sum(n)::float8 as n, sum(s) as s, sum(n * n)::float8 as nn, sum(s * s) as ss, sum(n * s) as ns from each group by measure`);
  const of = (measure: string): ClusterSums => rows.find((row) => row.measure === measure) ?? { customers: 0, n: 0, s: 0, nn: 0, ss: 0, ns: 0 };
  return { asks: of('asks'), people: of('people'), unanswered: of('unanswered'), again: of('again'), breaks: BREAK_CODES.map((code) => ({ code, sums: of(code) })) };
}

/** How many issues that began in a period were asked about how often; ten stands for ten and more. */
export function issuesByAsks(database: Queryable, from: Date, until: Date): Promise<{ asks: number; issues: number }[]> {
  return database.rows(sql`select least(asks, 10) as asks, count(*)::int as issues from journeys.issue where merged_into is null and began_at >= ${from} and began_at < ${until} group by least(asks, 10) order by 1`);
}

/** Drawn pairs that people judged and did not take back. */
export async function judgedPairs(database: Queryable): Promise<JudgedPairs> {
  const [row] = await database.rows<JudgedPairs>(sql`
    with said as (select distinct on (a, b) together, stood_together from journeys.word w where stood_together is not null and not exists (select 1 from journeys.word u where u.undoes = w.number) order by a, b, number desc)
    select count(*) filter (where stood_together and together)::int as "togetherRight", count(*) filter (where stood_together and not together)::int as "togetherWrong",
      count(*) filter (where not stood_together and not together)::int as "apartRight", count(*) filter (where not stood_together and together)::int as "apartWrong" from said`);
  return row ?? { togetherRight: 0, togetherWrong: 0, apartRight: 0, apartWrong: 0 };
}

/** Asks that follow another of the same customer: a pair of which it is asked whether they are about one thing. */
const FOLLOWING = (owned: (claims: PgStatement) => PgStatement, since: Date, withinMs: number): PgStatement => sql`
  select * from (
    select o.interaction as b, o.issue as "issueB", o.customer, o.at, lag(o.interaction) over mine as a, lag(o.issue) over mine as "issueA", lag(o.at) over mine as before
    from (${owned(sql`select node, interaction, issue, at from journeys.contact where role = 'ask' and issue is not null and at >= ${since}`)}) o
    window mine as (partition by o.customer order by o.at, o.interaction)
  ) f where a is not null and at - before <= make_interval(secs => ${withinMs / 1_000})`;

/** How many such pairs stand together, and how many apart. */
export async function standingPairs(database: Queryable, owned: (claims: PgStatement) => PgStatement, since: Date, withinMs: number): Promise<{ together: number; apart: number }> {
  const [row] = await database.rows<{ together: number; apart: number }>(sql`select count(*) filter (where "issueA" = "issueB")::int as together, count(*) filter (where "issueA" <> "issueB")::int as apart from (${FOLLOWING(owned, since, withinMs)}) p`);
  return row ?? { together: 0, apart: 0 };
}

/** Pairs drawn by chance, half of those that stand together and half of those that do not, none that were judged. `seed`: the same draws the same. */
export function drawnPairs(database: Queryable, owned: (claims: PgStatement) => PgStatement, since: Date, withinMs: number, seed: string, limit: number): Promise<{ a: number; b: number; customer: number; together: boolean }[]> {
  return database.rows(sql`
    select a, b, customer, together from (
      select p.a, p.b, p.customer, p."issueA" = p."issueB" as together, row_number() over (partition by p."issueA" = p."issueB" order by md5(p.a::text || p.b::text || ${seed})) as place
      from (${FOLLOWING(owned, since, withinMs)}) p where not exists (select 1 from journeys.word w where w.a = least(p.a, p.b) and w.b = greatest(p.a, p.b))
    ) d order by place, together limit ${limit}`);
}

/** Contacts by their interactions, with the issue that each lies in. */
export function contactsByInteraction(database: Queryable, interactions: readonly number[]): Promise<(ContactRow & { readonly issue: number | null })[]> {
  return database.rows(sql`select body, node, bits, by_person as "byPerson", issue from journeys.contact where interaction = any(${interactions}::bigint[])`);
}
