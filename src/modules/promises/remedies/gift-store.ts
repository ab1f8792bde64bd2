import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { GiftKind, MandateLine } from './contract.ts';
import type { GivenBefore } from './mandate.ts';

/** Something given, or asked for. Units: minor units. */
export type GiftRow = {
  readonly number: number; readonly remedy: number | null; readonly node: number; readonly caseId: string | null; readonly kind: GiftKind; readonly what: string; readonly costMinor: string; readonly beyondMinor: string; readonly currency: string; readonly state: 'asked' | 'granted' | 'refused' | 'given';
  readonly by: string; readonly at: Date; readonly why: string | null; readonly answeredBy: string | null; readonly answer: string | null; readonly givenAt: Date | null;
};
type NewGift = Pick<GiftRow, 'remedy' | 'node' | 'caseId' | 'kind' | 'what' | 'costMinor' | 'beyondMinor' | 'currency' | 'by' | 'why'> & { readonly key: string; readonly state: 'asked' | 'given'; readonly atMs: number };

const COLUMNS = sql`number, remedy, node, case_id as "caseId", kind, what, cost_minor::text as "costMinor", beyond_minor::text as "beyondMinor", currency, state, by, at, why, answered_by as "answeredBy", answer, given_at as "givenAt"`;
const moment = (ms: number): string => new Date(ms).toISOString();

/** One gift at a time, so that two at once do not go beyond a mandate together. */
export async function holdGiving(tx: Transaction): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('promises.gift'))`);
}

export async function insertGift(tx: Transaction, one: NewGift): Promise<GiftRow> {
  const [row] = await tx.rows<GiftRow>(sql`
    insert into promises.gift (key, remedy, node, case_id, kind, what, cost_minor, beyond_minor, currency, state, by, at, why, given_at)
    values (${one.key}::uuid, ${one.remedy}, ${one.node}, ${one.caseId}, ${one.kind}, ${one.what}, ${one.costMinor}::bigint, ${one.beyondMinor}::bigint, ${one.currency}, ${one.state}, ${one.by}, ${moment(one.atMs)}::timestamptz, ${one.why}, ${one.state === 'given' ? moment(one.atMs) : null}::timestamptz) returning ${COLUMNS}`);
  return row as GiftRow;
}

/** What somebody gave or asked for under a key. Shape: null when there is nothing yet. */
export async function giftOfKey(database: Queryable, by: string, key: string): Promise<GiftRow | null> {
  const [row] = await database.rows<GiftRow>(sql`select ${COLUMNS} from promises.gift where by = ${by} and key = ${key}::uuid`);
  return row ?? null;
}

/** One gift, held until the transaction ends. Shape: null when there is none. */
export async function holdGift(tx: Transaction, number: number): Promise<GiftRow | null> {
  const [row] = await tx.rows<GiftRow>(sql`select ${COLUMNS} from promises.gift where number = ${number} for update`);
  return row ?? null;
}

/** Keeps an office's word. */
export async function putAnswer(tx: Transaction, number: number, answer: { readonly granted: boolean; readonly words: string; readonly by: string; readonly atMs: number }): Promise<GiftRow> {
  const [row] = await tx.rows<GiftRow>(sql`update promises.gift set state = ${answer.granted ? 'granted' : 'refused'}, answered_by = ${answer.by}, answered_at = ${moment(answer.atMs)}::timestamptz, answer = ${answer.words} where number = ${number} returning ${COLUMNS}`);
  return row as GiftRow;
}

/** Notes that what was granted was given. */
export async function putGiven(tx: Transaction, number: number, atMs: number): Promise<GiftRow> {
  const [row] = await tx.rows<GiftRow>(sql`update promises.gift set state = 'given', given_at = ${moment(atMs)}::timestamptz where number = ${number} returning ${COLUMNS}`);
  return row as GiftRow;
}

/** What was given of a kind and currency without an office's word: in a case (of these claims, where none is named), and by a person since a moment. What was given to the customer without naming a case since then counts in each of theirs, and the other way round: leaving it out gives nobody more. Units: minor units. */
export async function givenBefore(database: Queryable, asked: { readonly kind: GiftKind; readonly currency: string; readonly caseId: string | null; readonly nodes: readonly number[]; readonly by: string; readonly sinceMs: number }): Promise<GivenBefore> {
  const [row] = await database.rows<{ inCase: string; inWeek: string }>(sql`
    select coalesce(sum(beyond_minor) filter (where (case_id is not null and case_id = ${asked.caseId}) or (node = any(${asked.nodes}::bigint[]) and ((case_id is null and ${asked.caseId}::text is null) or (num_nulls(case_id, ${asked.caseId}::text) = 1 and given_at >= ${moment(asked.sinceMs)}::timestamptz)))), 0)::text as "inCase",
      coalesce(sum(beyond_minor) filter (where by = ${asked.by} and given_at >= ${moment(asked.sinceMs)}::timestamptz), 0)::text as "inWeek"
    from promises.gift where state = 'given' and answered_by is null and kind = ${asked.kind} and currency = ${asked.currency}`);
  return { inCaseMinor: BigInt(row?.inCase ?? '0'), inWeekMinor: BigInt(row?.inWeek ?? '0') };
}

/** What was given to these claims or asked for them, latest first. */
export async function giftsOfNodes(database: Queryable, nodes: readonly number[], limit: number): Promise<GiftRow[]> {
  return database.rows<GiftRow>(sql`select ${COLUMNS} from promises.gift where node = any(${nodes}::bigint[]) order by at desc, number desc limit ${limit}`);
}

/** What offices are asked for their word on, the longest waiting first. */
export async function giftsAsked(database: Queryable, limit: number): Promise<GiftRow[]> {
  return database.rows<GiftRow>(sql`select ${COLUMNS} from promises.gift where state = 'asked' order by at, number limit ${limit}`);
}

type MandateRow = { readonly version: number; readonly lines: readonly MandateLine[]; readonly note: string; readonly by: string; readonly at: Date };

/** The mandate that holds. Shape: null while nobody said anything. */
export async function mandateNow(database: Queryable): Promise<MandateRow | null> {
  const [row] = await database.rows<MandateRow>(sql`select version, lines, note, by, at from promises.mandate order by version desc limit 1`);
  return row ?? null;
}

/** Keeps the version after `basedOn`. False: somebody else was faster. */
export async function insertMandate(tx: Transaction, basedOn: number, given: Omit<MandateRow, 'version'>): Promise<boolean> {
  return await tx.run(sql`
    insert into promises.mandate (version, lines, note, by, at)
    select ${basedOn + 1}::int, ${JSON.stringify(given.lines)}::jsonb, ${given.note}, ${given.by}, ${given.at}
    where ${basedOn}::int = (select coalesce(max(version), 0) from promises.mandate) on conflict do nothing`) === 1;
}
