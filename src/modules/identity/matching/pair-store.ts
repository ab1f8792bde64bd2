import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { RecordKey } from './record-keys.ts';
import type { WeighedPair } from './weigher.ts';

/** Two records and what speaks for one person. Invariant: a < b. */
export type RecordPair = WeighedPair & { readonly a: number; readonly b: number };

export function putKeys(tx: Transaction, keys: readonly { readonly record: number; readonly key: number }[]): void {
  if (keys.length === 0) return;
  tx.send(sql`insert into identity.match_key (key, record) select * from unnest(${keys.map((one) => one.key)}::bigint[], ${keys.map((one) => one.record)}::bigint[]) on conflict do nothing`);
}

/** Who shares each key; of one that more than its limit share, only so many and one more. */
export async function holdersOfKeys(tx: Queryable, keys: readonly RecordKey[]): Promise<Map<number, number[]>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.rows<{ key: number; records: number[] }>(sql`
    select v.key, h.records from unnest(${keys.map((one) => one.key)}::bigint[], ${keys.map((one) => one.limit + 1)}::int[]) as v (key, most)
    cross join lateral (select json_agg(k.record) as records from (select record from identity.match_key where key = v.key limit v.most) k) h where h.records is not null`);
  return new Map(rows.map((row) => [row.key, row.records]));
}

/** Who shares each key, as `holdersOfKeys` says it, and what those say whom one record more would not make too many. In one question: a way to the database costs more than what is read in vain. */
export async function holdersWithWords(tx: Queryable, keys: readonly RecordKey[]): Promise<{ readonly holders: Map<number, number[]>; readonly said: Map<number, readonly string[]> }> {
  if (keys.length === 0) return { holders: new Map(), said: new Map() };
  // Lists made by one subquery each take PostgreSQL two thirds of the time of joins and of an object built for each row.
  const [row] = await tx.rows<{ held: Readonly<Record<string, number[]>> | null; words: Readonly<Record<string, string[]>> | null }>(sql`
    with held as materialized (
      select key, most, array(select record from identity.match_key where key = v.key limit v.most + 1) as records
      from unnest(${keys.map((one) => one.key)}::bigint[], ${keys.map((one) => one.limit)}::int[]) as v (key, most))
    select (select json_object_agg(key, records) from held where records <> '{}') as held,
      (select json_object_agg(number, said) from identity.match_record where number = any(array(select unnest(records) from held where cardinality(records) < most))) as words`);
  return { holders: byNumber(row?.held ?? {}), said: byNumber<readonly string[]>(row?.words ?? {}) };
}

function byNumber<Value>(named: Readonly<Record<string, Value>>): Map<number, Value> {
  return new Map(Object.entries(named).map(([number, value]) => [Number(number), value]));
}

/** Keeps pairs without waiting for it. */
export function sendPairs(tx: Transaction, pairs: readonly RecordPair[]): void {
  if (pairs.length > 0) tx.send(pairsKept(pairs));
}

/** Keeps many pairs, part by part: whoever makes them waits until they are kept, or they would pile up in memory. */
export async function putPairs(tx: Transaction, pairs: readonly RecordPair[]): Promise<void> {
  if (pairs.length > 0) await tx.run(pairsKept(pairs));
}

function pairsKept(pairs: readonly RecordPair[]): PgStatement {
  return sql`
    insert into identity.match_pair (a, b, bits, household_bits, agreeing)
    select * from unnest(${pairs.map((pair) => pair.a)}::bigint[], ${pairs.map((pair) => pair.b)}::bigint[], ${pairs.map((pair) => pair.bits)}::real[], ${pairs.map((pair) => pair.householdBits)}::real[], ${pairs.map((pair) => pair.agreeing)}::smallint[])
    on conflict (a, b) do update set bits = excluded.bits, household_bits = excluded.household_bits, agreeing = excluded.agreeing`;
}

export async function putOwnBits(tx: Transaction, records: readonly { readonly record: number; readonly bits: number }[]): Promise<void> {
  if (records.length === 0) return;
  await tx.run(sql`update identity.match_record r set own_bits = v.bits from unnest(${records.map((one) => one.record)}::bigint[], ${records.map((one) => one.bits)}::real[]) as v (record, bits) where r.number = v.record`);
}

/** Pairs of these records with others, from some odds on. */
export async function pairsOfRecords(tx: Queryable, records: readonly number[], leastBits: number): Promise<RecordPair[]> {
  return records.length === 0 ? [] : tx.rows(sql`
    select a, b, bits, household_bits as "householdBits", agreeing from identity.match_pair where a = any(${records}::bigint[]) and bits >= ${leastBits}::real
    union select a, b, bits, household_bits, agreeing from identity.match_pair where b = any(${records}::bigint[]) and bits >= ${leastBits}::real`);
}

/** Pairs among records, whatever their odds. */
export function pairsAmong(tx: Queryable, records: readonly number[]): Promise<{ a: number; b: number }[]> {
  return tx.rows(sql`select a, b from identity.match_pair where a = any(${records}::bigint[]) and b = any(${records}::bigint[])`);
}

export function dropPairs(tx: Transaction, pairs: readonly { readonly a: number; readonly b: number }[]): void {
  if (pairs.length === 0) return;
  tx.send(sql`delete from identity.match_pair p using unnest(${pairs.map((pair) => pair.a)}::bigint[], ${pairs.map((pair) => pair.b)}::bigint[]) as v (a, b) where p.a = v.a and p.b = v.b`);
}
