import { sql } from '../../platform/pg/sql.ts';
import type { PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { InstanceState } from './engine/contract.ts';
import type { Evidence, Instance } from './engine/instance.ts';

/** A verdict as it stands. */
export type VerdictRow = Instance & { readonly promise: number; readonly version: number };
/** A verdict with when it was noted. Units: ms since 1970. */
export type StoredVerdict = VerdictRow & { readonly notedMs: number };
type Stored = {
  readonly promise: number; readonly version: number; readonly trigger: number; readonly ordinal: number; readonly node: number; readonly channel: string; readonly seam: string;
  readonly startedAt: Date; readonly dueAt: Date | null; readonly state: InstanceState; readonly settledAt: Date | null; readonly evidence: readonly Evidence[]; readonly notedAt: Date;
};

const COLUMNS = sql`promise, version, trigger, ordinal, node, channel, seam, started_at as "startedAt", due_at as "dueAt", state, settled_at as "settledAt", evidence, noted_at as "notedAt"`;
const iso = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString());

export function verdictOf({ startedAt, dueAt, settledAt, notedAt, ...row }: Stored): StoredVerdict {
  return { ...row, notedMs: notedAt.getTime(), startedMs: startedAt.getTime(), dueMs: dueAt?.getTime() ?? null, settledMs: settledAt?.getTime() ?? null };
}

/** Every verdict on these claims, and on what these interactions set off. */
export async function verdictsOf(database: Queryable, nodes: readonly number[], triggers: readonly number[]): Promise<StoredVerdict[]> {
  return (await database.rows<Stored>(sql`select ${COLUMNS} from promises.verdict where node = any(${nodes}::bigint[]) or trigger = any(${triggers}::bigint[])`)).map(verdictOf);
}

/** Keeps verdicts as they stand now, and a step for each. Nothing is written of one that stands already. */
export async function putVerdicts(tx: Transaction, verdicts: readonly VerdictRow[], nowMs: number): Promise<void> {
  if (verdicts.length === 0) return;
  const of = <Value>(value: (one: VerdictRow) => Value): Value[] => verdicts.map(value);
  const noted = new Date(nowMs).toISOString();
  const rows = sql`unnest(${of((one) => one.promise)}::int[], ${of((one) => one.version)}::int[], ${of((one) => one.trigger)}::bigint[], ${of((one) => one.ordinal)}::int[], ${of((one) => one.node)}::bigint[], ${of((one) => one.channel)}::text[], ${of((one) => one.seam)}::text[],
    ${of((one) => iso(one.startedMs))}::timestamptz[], ${of((one) => iso(one.dueMs))}::timestamptz[], ${of((one) => one.state)}::text[], ${of((one) => iso(one.settledMs))}::timestamptz[], ${of((one) => JSON.stringify(one.evidence))}::jsonb[])
    as r (promise, version, trigger, ordinal, node, channel, seam, started_at, due_at, state, settled_at, evidence)`;
  await tx.run(sql`
    insert into promises.verdict as v (promise, version, trigger, ordinal, node, channel, seam, started_at, due_at, state, settled_at, evidence, noted_at)
    select promise, version, trigger, ordinal, node, channel, seam, started_at, due_at, state, settled_at, evidence, ${noted}::timestamptz from ${rows}
    on conflict (promise, trigger, ordinal, version) do update set node = excluded.node, seam = excluded.seam, due_at = excluded.due_at, state = excluded.state, settled_at = excluded.settled_at, evidence = excluded.evidence, noted_at = excluded.noted_at`);
  await tx.run(sql`
    insert into promises.step (promise, version, trigger, ordinal, node, state, settled_at, evidence, noted_at)
    select promise, version, trigger, ordinal, node, state, settled_at, evidence, ${noted}::timestamptz from ${rows}`);
}

/** Takes verdicts back of which the history knows no more what set them off (revised, or another person's by now); a step says so. */
export async function takeBack(tx: Transaction, verdicts: readonly VerdictRow[], nowMs: number): Promise<void> {
  for (const { promise, version, trigger, ordinal, node } of verdicts) {
    await tx.run(sql`delete from promises.verdict where promise = ${promise} and version = ${version} and trigger = ${trigger} and ordinal = ${ordinal}`);
    await tx.run(sql`insert into promises.step (promise, version, trigger, ordinal, node, state, settled_at, evidence, noted_at) values (${promise}, ${version}, ${trigger}, ${ordinal}, ${node}, 'taken-back', null, '[]'::jsonb, ${new Date(nowMs).toISOString()}::timestamptz)`);
  }
}

/** Claims for which a deadline has passed that nobody has looked at since; of nobody known the interactions that set it off. */
export async function nowDue(database: Queryable, nowMs: number, limit: number): Promise<Waiting[]> {
  return database.rows<Waiting>(sql`
    select distinct node, case when node = 0 then trigger else 0 end as number, 0 as revision
    from (select node, trigger from promises.verdict where state = 'running' and due_at < ${new Date(nowMs).toISOString()}::timestamptz order by due_at limit ${limit}) d`);
}

/** What set off the breaks of a promise since a moment, the latest first. Units: ms since 1970. */
export async function brokenTriggers(database: Queryable, promise: number, sinceMs: number, limit: number): Promise<{ trigger: number; node: number }[]> {
  return database.rows(sql`select trigger, node from promises.verdict where promise = ${promise} and state = 'broken' and settled_at >= ${iso(sinceMs)}::timestamptz order by settled_at desc, trigger desc limit ${limit}`);
}

/** What of a promise runs and is due in [from, below), the first due first. Units: ms since 1970. */
export async function runningDue(database: Queryable, promise: number, fromMs: number, belowMs: number, limit: number): Promise<VerdictRow[]> {
  return (await database.rows<Stored>(sql`select ${COLUMNS} from promises.verdict where state = 'running' and promise = ${promise} and due_at >= ${iso(fromMs)}::timestamptz and due_at < ${iso(belowMs)}::timestamptz order by due_at, trigger limit ${limit}`)).map(verdictOf);
}

/** Verdicts of a promise, narrowed, latest first, with how many there are. `whose` tells whose claims are. Units: ms since 1970; months are `from` and `below`. */
export async function verdictPage(database: Queryable, promise: number, part: { readonly state: InstanceState; readonly fromMs: number; readonly belowMs: number; readonly channel: string | null; readonly seam: string | null }, limit: number): Promise<{ rows: VerdictRow[]; total: number }> {
  const fits: PgStatement = sql`promise = ${promise} and state = ${part.state} and started_at >= ${iso(part.fromMs)}::timestamptz and started_at < ${iso(part.belowMs)}::timestamptz and (${part.channel}::text is null or channel = ${part.channel}) and (${part.seam}::text is null or seam = ${part.seam})`;
  const [rows, [count]] = [await database.rows<Stored>(sql`select ${COLUMNS} from promises.verdict where ${fits} order by started_at desc, trigger desc, ordinal limit ${limit}`), await database.rows<{ total: number }>(sql`select count(*)::int as total from promises.verdict where ${fits}`)];
  return { rows: rows.map(verdictOf), total: count?.total ?? 0 };
}

/** Something that came in, or is due: `number` 0 for nothing that must arrive first; `revision` below 0 for what has time. */
export type Waiting = { readonly node: number; readonly number: number; readonly revision: number };

/** Notes that these claims must be looked at, from a moment on. Units: ms since 1970. */
export async function noteWaiting(tx: Queryable, waiting: readonly Waiting[], sinceMs: number): Promise<void> {
  if (waiting.length === 0) return;
  await tx.run(sql`
    insert into promises.waiting (node, number, revision, since)
    select distinct node, number, revision, ${new Date(sinceMs).toISOString()}::timestamptz from unnest(${waiting.map((one) => one.node)}::bigint[], ${waiting.map((one) => one.number)}::bigint[], ${waiting.map((one) => one.revision)}::int[]) as w (node, number, revision)
    on conflict do nothing`);
}

/** Claims that wait to be looked at, the longest first; those who are gone through for a promise made before come after everybody else. */
export async function waitingNow(database: Queryable, nowMs: number, limit: number): Promise<(Waiting & { readonly since: Date })[]> {
  return database.rows(sql`select node, number, revision, since from promises.waiting where since <= ${new Date(nowMs).toISOString()}::timestamptz order by revision < 0, since, number limit ${limit}`);
}

/** Lets go of what was looked at. */
export async function dropWaiting(tx: Queryable, waiting: readonly Waiting[]): Promise<void> {
  await tx.run(sql`delete from promises.waiting w using unnest(${waiting.map((one) => one.node)}::bigint[], ${waiting.map((one) => one.number)}::bigint[], ${waiting.map((one) => one.revision)}::int[]) as d (node, number, revision) where w.node = d.node and w.number = d.number and w.revision = d.revision`);
}

/** What is kept about people by claim and by interaction, to be let go of with them. */
export const promisesKept = {
  /** Erases verdicts on these claims. Shape: rows per table. */
  eraseNodes: async (tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> => ({
    'promises.verdict': await tx.run(sql`delete from promises.verdict where node = any(${nodes}::bigint[]) and node <> 0`), 'promises.step': await tx.run(sql`delete from promises.step where node = any(${nodes}::bigint[]) and node <> 0`),
    'promises.waiting': await tx.run(sql`delete from promises.waiting where node = any(${nodes}::bigint[]) and node <> 0`),
    'promises.gift': await tx.run(sql`delete from promises.gift where node = any(${nodes}::bigint[]) and node <> 0`), 'promises.remedy': await tx.run(sql`delete from promises.remedy where node = any(${nodes}::bigint[]) and node <> 0`),
  }),
  /** Lets go of verdicts on what interactions that expired set off. Shape: rows per table. */
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({
    'promises.verdict': await tx.run(sql`delete from promises.verdict where trigger = any(${numbers}::bigint[])`),
    'promises.step': await tx.run(sql`delete from promises.step where trigger = any(${numbers}::bigint[])`), 'promises.waiting': await tx.run(sql`delete from promises.waiting where number = any(${numbers}::bigint[])`),
    // What was given for it is kept without what it was given for: it cost money.
    'promises.remedy': await tx.run(sql`delete from promises.remedy where trigger = any(${numbers}::bigint[])`),
  }),
};

/** What is held of a customer, for an access export: what became of promises to them, and what they were given. */
export const promisesHeld = {
  name: 'promises',
  held: async (database: Queryable, nodes: readonly number[]): Promise<unknown[]> => [
    ...await database.rows<object>(sql`select t.terms ->> 'published' as promised, v.state, v.channel, v.started_at as "startedAt", v.due_at as "dueAt", v.settled_at as "settledAt" from promises.verdict v join promises.version t on t.promise = v.promise and t.number = v.version where v.node = any(${nodes}::bigint[]) and v.node <> 0 order by v.started_at, v.trigger`),
    ...await database.rows<object>(sql`select kind as given, what, cost_minor::text as "costMinor", currency, state, at, given_at as "givenAt", why, answer from promises.gift where node = any(${nodes}::bigint[]) and node <> 0 order by number`),
  ],
};
