import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { IssuesOfWhom } from '../../journeys/index.ts';
import type { RemedyTrack } from '../engine/remedy-given.ts';
import type { RemedyState } from './contract.ts';

/** What is owed for a promise that broke. Units: minor units. */
export type RemedyRow = {
  readonly number: number; readonly promise: number; readonly version: number; readonly trigger: number; readonly ordinal: number; readonly node: number; readonly channel: string; readonly what: string; readonly valueMinor: string; readonly currency: string;
  readonly owner: string | null; readonly owedAt: Date; readonly dueAt: Date; readonly state: RemedyState; readonly endedAt: Date | null; readonly costMinor: string;
};
/** A break that something is owed for. Units: ms since 1970; minor units. */
export type Owed = Pick<RemedyRow, 'promise' | 'version' | 'trigger' | 'ordinal' | 'node' | 'channel' | 'what' | 'valueMinor' | 'currency' | 'owner'> & { readonly owedMs: number; readonly dueMs: number };

const COLUMNS = sql`r.number, r.promise, r.version, r.trigger, r.ordinal, r.node, r.channel, r.what, r.value_minor::text as "valueMinor", r.currency, r.owner, r.owed_at as "owedAt", r.due_at as "dueAt", r.state, r.ended_at as "endedAt",
  coalesce((select sum(g.cost_minor) from promises.gift g where g.remedy = r.number and g.state = 'given' and g.currency = r.currency), 0)::text as "costMinor"`;
const moment = (ms: number): string => new Date(ms).toISOString();

/** Notes what is owed; what was withdrawn because later news had kept the promise is owed again. What was given stays given. */
export async function putOwed(tx: Transaction, owed: readonly Owed[]): Promise<void> {
  for (const one of owed) {
    await tx.run(sql`
      insert into promises.remedy as r (promise, version, trigger, ordinal, node, channel, what, value_minor, currency, owner, owed_at, due_at, state)
      values (${one.promise}, ${one.version}, ${one.trigger}, ${one.ordinal}, ${one.node}, ${one.channel}, ${one.what}, ${one.valueMinor}::bigint, ${one.currency}, ${one.owner}, ${moment(one.owedMs)}::timestamptz, ${moment(one.dueMs)}::timestamptz, 'owed')
      on conflict (promise, version, trigger, ordinal) do update set state = 'owed', ended_at = null, owed_at = excluded.owed_at, due_at = excluded.due_at where r.state = 'withdrawn'`);
  }
}

/** Nothing is owed any more for breaks that were taken back. */
export async function withdrawOwed(tx: Transaction, breaks: readonly Pick<RemedyRow, 'promise' | 'version' | 'trigger' | 'ordinal'>[], nowMs: number): Promise<void> {
  for (const { promise, version, trigger, ordinal } of breaks) await tx.run(sql`update promises.remedy set state = 'withdrawn', ended_at = ${moment(nowMs)}::timestamptz where promise = ${promise} and version = ${version} and trigger = ${trigger} and ordinal = ${ordinal} and state = 'owed'`);
}

/** Remedies by state, the first due first, with how many there are; of one promise, or of these claims, where named. */
export async function remedyPage(database: Queryable, asked: { readonly state: RemedyState | null; readonly promise: number | null; readonly nodes: readonly number[] | null }, limit: number): Promise<{ rows: RemedyRow[]; total: number }> {
  const fits = sql`(${asked.state}::text is null or r.state = ${asked.state}) and (${asked.promise}::int is null or r.promise = ${asked.promise}) and (${asked.nodes}::bigint[] is null or r.node = any(${asked.nodes}::bigint[]))`;
  const rows = await database.rows<RemedyRow>(sql`select ${COLUMNS} from promises.remedy r where ${fits} order by r.state <> 'owed', case when r.state = 'owed' then r.due_at end, r.owed_at desc, r.number limit ${limit}`);
  const [count] = await database.rows<{ total: number }>(sql`select count(*)::int as total from promises.remedy r where ${fits}`);
  return { rows, total: count?.total ?? 0 };
}

/** One remedy, held until the transaction ends. Shape: null when there is none. */
export async function holdRemedy(tx: Transaction, number: number): Promise<RemedyRow | null> {
  const [row] = await tx.rows<RemedyRow>(sql`select ${COLUMNS} from promises.remedy r where r.number = ${number} for update of r`);
  return row ?? null;
}

/** Ends a remedy. */
export async function endRemedy(tx: Transaction, number: number, state: 'given' | 'declined', nowMs: number): Promise<void> {
  await tx.run(sql`update promises.remedy set state = ${state}, ended_at = ${moment(nowMs)}::timestamptz where number = ${number}`);
}

/** What became of remedies for these breaks. Shape: breaks for which nothing is owed are missing. */
export async function remediesOfTriggers(database: Queryable, promise: number, triggers: readonly number[]): Promise<RemedyRow[]> {
  return database.rows<RemedyRow>(sql`select ${COLUMNS} from promises.remedy r where r.promise = ${promise} and r.trigger = any(${triggers}::bigint[])`);
}

/** What is or was owed to customers, by customer, without what was withdrawn or declined. `owned`: whose claims are whose. */
export async function remediesOf(database: Queryable, owned: (claims: PgStatement) => PgStatement, whom: IssuesOfWhom): Promise<Map<number, RemedyTrack[]>> {
  const chosen = 'customers' in whom ? sql`customer = any(${whom.customers}::bigint[])` : sql`customer >= ${whom.from}::bigint and customer < ${whom.before}::bigint`;
  const rows = await database.rows<{ customer: number; number: number; trigger: number; node: number; channel: string; owedAt: Date; dueAt: Date; endedAt: Date | null }>(sql`
    select customer, number, trigger, node, channel, owed_at as "owedAt", due_at as "dueAt", ended_at as "endedAt"
    from (${owned(sql`select node, number, trigger, channel, owed_at, due_at, ended_at from promises.remedy where state in ('owed', 'given')`)}) r where ${chosen} order by number`);
  const tracks = rows.map(({ customer, number, owedAt, dueAt, endedAt, ...row }) => ({ customer, track: { ...row, remedy: number, owedMs: owedAt.getTime(), dueMs: dueAt.getTime(), givenMs: endedAt?.getTime() ?? null } }));
  return new Map([...Map.groupBy(tracks, ({ customer }) => customer)].map(([customer, own]) => [customer, own.map(({ track }) => track)]));
}

/** Remedies of promises in numbers, since a moment. `hours`: from the break until it was given, the median. Units: minor units of `currency`; hours. Shape: one row for each promise and currency. */
export async function remedySums(database: Queryable, since: Date, promise: number | null): Promise<{ promise: number; currency: string; owed: number; given: number; overdue: number; hours: number | null; costMinor: string; owedMinor: string }[]> {
  return database.rows(sql`
    select r.promise, r.currency, count(*) filter (where r.state = 'owed')::int as owed, count(*) filter (where r.state = 'given')::int as given, count(*) filter (where r.state = 'owed' and r.due_at < now())::int as overdue,
      percentile_cont(0.5) within group (order by extract(epoch from r.ended_at - r.owed_at) / 3600) filter (where r.state = 'given') as hours,
      coalesce(sum(c.cost) filter (where r.state = 'given'), 0)::text as "costMinor", coalesce(sum(r.value_minor) filter (where r.state = 'owed'), 0)::text as "owedMinor"
    from promises.remedy r left join lateral (select sum(g.cost_minor) as cost from promises.gift g where g.remedy = r.number and g.state = 'given' and g.currency = r.currency) c on true
    where r.owed_at >= ${since} and (${promise}::int is null or r.promise = ${promise}) and r.state in ('owed', 'given') group by r.promise, r.currency order by r.promise, count(*) desc`);
}
