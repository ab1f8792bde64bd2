import type { Transaction } from '../../../platform/pg/transaction.ts';
import { weigherOver } from './load-weigher.ts';
import type { LearntModel } from './learnt-model.ts';
import { dropPairs, holdersOfKeys, pairsAmong, putKeys, putOwnBits, putPairs, type RecordPair } from './pair-store.ts';
import { keysOf, tableOf, type RecordKey } from './record-keys.ts';
import { recordsByNumber } from './record-store.ts';
import { isWorthKeeping } from './weigher.ts';

/** A record with its number. */
export type NumberedRecord = { readonly number: number; readonly said: readonly string[] };

/**
 * Weighs new records against all those that share a rare enough key, and keeps what was found.
 * Shape: records of pairs that were taken back because all that they shared has become too common.
 * Invariant: after the same records, in whatever order and batches, the same pairs are kept.
 */
export async function placeRecords(tx: Transaction, learnt: LearntModel, fresh: readonly NumberedRecord[]): Promise<number[]> {
  if (fresh.length === 0) return [];
  const limits = new Map(Object.entries(learnt.body.limits));
  const keys = keysOf(tableOf(learnt.body.fields, fresh.map((record) => record.said)), limits).map((own, at) => ({ record: fresh[at]?.number ?? 0, own }));
  const inBatch = new Map<number, { limit: number; records: number[] }>();
  for (const { record, own } of keys) {
    for (const { key, limit } of own) {
      const known = inBatch.get(key);
      if (known === undefined) inBatch.set(key, { limit, records: [record] });
      else known.records.push(record);
    }
  }
  await putKeys(tx, keys.flatMap(({ record, own }) => own.map(({ key }) => ({ record, key }))));
  const candidates = new Map<string, { a: number; b: number }>();
  const nowGeneric = new Set<number>();
  for (const { key, records } of await holdersOfKeys(tx, [...inBatch].map(([key, { limit, records: own }]) => ({ key, limit, fresh: own.length })))) {
    const { limit, records: own } = inBatch.get(key) ?? { limit: 1, records: [] };
    if (records.length > limit) {
      if (records.length - own.length <= limit) for (const record of records) nowGeneric.add(record);
      continue;
    }
    for (const record of own) for (const other of records) if (other !== record) { const [a, b] = record < other ? [record, other] : [other, record]; candidates.set(`${a} ${b}`, { a, b }); }
  }
  const freshNumbers = new Set(fresh.map((record) => record.number));
  const others = [...new Set([...candidates.values()].flatMap(({ a, b }) => [a, b]))].filter((number) => !freshNumbers.has(number));
  const weigher = await weigherOver(tx, learnt, new Map([...fresh.map(({ number, said }) => [number, said] as const), ...await recordsByNumber(tx, others)]));
  await putOwnBits(tx, fresh.map(({ number }) => ({ record: number, bits: weigher.pair(number, number).bits })));
  await putPairs(tx, [...candidates.values()].map(({ a, b }): RecordPair => ({ a, b, ...weigher.pair(a, b) })).filter(isWorthKeeping));
  return nowGeneric.size === 0 ? [] : takeBackGeneric(tx, learnt, limits, [...nowGeneric]);
}

/** Takes back pairs of these records that no longer share anything rare. */
async function takeBackGeneric(tx: Transaction, learnt: LearntModel, limits: ReadonlyMap<string, number>, records: readonly number[]): Promise<number[]> {
  const pairs = await pairsAmong(tx, records);
  const said = await recordsByNumber(tx, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]);
  const numbers = [...said.keys()];
  const keys = new Map(keysOf(tableOf(learnt.body.fields, [...said.values()]), limits).map((own, at): [number, RecordKey[]] => [numbers[at] ?? 0, own]));
  const limitOf = new Map([...keys.values()].flat().map(({ key, limit }) => [key, limit]));
  const rare = new Set((await holdersOfKeys(tx, [...limitOf].map(([key, limit]) => ({ key, limit, fresh: 0 })))).flatMap(({ key, records: holders }) => (holders.length <= (limitOf.get(key) ?? 1) ? [key] : [])));
  const lost = pairs.filter(({ a, b }) => { const other = new Set((keys.get(b) ?? []).map(({ key }) => key)); return !(keys.get(a) ?? []).some(({ key }) => rare.has(key) && other.has(key)); });
  await dropPairs(tx, lost);
  return [...new Set(lost.flatMap(({ a, b }) => [a, b]))];
}
