import type { Transaction } from '../../../platform/pg/transaction.ts';
import { weigherOfTable, weigherOver } from './load-weigher.ts';
import type { LearntModel } from './learnt-model.ts';
import { dropPairs, holdersOfKeys, holdersWithWords, pairsAmong, putKeys, sendPairs, type RecordPair } from './pair-store.ts';
import { blockingRows, severalAmong } from './blocking-rows.ts';
import { keysOf, keysOfSaid, type RecordKey } from './record-keys.ts';
import { tableOf } from './record-table-of.ts';
import { putRecords, recordsByNumber, type KeptRecord, type SaidRecord } from './record-store.ts';
import { isWorthKeeping } from './weigher.ts';

/** What was found out about records. `parted`: records of pairs that were taken back because all that they shared has become too common. */
export type PlacedRecords = {
  readonly kept: readonly KeptRecord[];
  /** Pairs of new records. */
  readonly pairs: readonly RecordPair[];
  readonly parted: readonly number[];
  /** Sends what was found to be kept, once; what is asked before that does not wait for it. */
  keep(): void;
};

/**
 * Keeps what was said, and weighs what is new against all records that share a rare enough key. Each hash is given once. What was found is kept by `keep`, before anything else is placed.
 * Invariant: after the same records, in whatever order and batches, the same pairs are kept.
 */
export async function placeRecords(tx: Transaction, learnt: LearntModel, said: readonly Omit<SaidRecord, 'ownBits'>[]): Promise<PlacedRecords> {
  if (said.length === 0) return { kept: [], pairs: [], parted: [], keep: () => undefined };
  const limits = new Map(Object.entries(learnt.body.limits));
  const table = tableOf(learnt.body.fields, said.map((record) => record.said));
  const own = await weigherOfTable(tx, learnt, table);
  const keysAt = keysOf(blockingRows(table, learnt.body.fields, severalAmong(said.map((record) => record.said))), said.length, limits);
  const asked = new Map(keysAt.flat().map((one) => [one.key, one]));
  // Who shares a key is asked before the keys of these records are written, so only earlier records answer.
  const [kept, { holders: earlier, said: words }] = await Promise.all([putRecords(tx, said.map((record, at) => ({ ...record, ownBits: own.pair(at, at).bits }))), holdersWithWords(tx, [...asked.values()])]);
  const keysOfHash = new Map(said.map(({ hash }, at) => [hash, keysAt[at] ?? []]));
  const fresh = kept.filter((record) => record.isNew);
  const freshOfKey = new Map<number, number[]>();
  for (const { hash, number } of fresh) for (const { key } of keysOfHash.get(hash) ?? []) freshOfKey.set(key, [...freshOfKey.get(key) ?? [], number]);
  const candidates = new Map<string, { a: number; b: number }>();
  const nowGeneric = new Set<number>();
  for (const [key, records] of freshOfKey) {
    const limit = asked.get(key)?.limit ?? 1;
    const before = earlier.get(key) ?? [];
    const all = [...before, ...records];
    if (all.length > limit) {
      if (before.length <= limit) for (const record of all) nowGeneric.add(record);
      continue;
    }
    for (const record of records) for (const other of all) if (other !== record) { const [a, b] = record < other ? [record, other] : [other, record]; candidates.set(`${a} ${b}`, { a, b }); }
  }
  const pairs = await weighPairs(tx, learnt, fresh, words, [...candidates.values()]);
  const keep = (): void => {
    putKeys(tx, [...freshOfKey].flatMap(([key, records]) => records.map((record) => ({ key, record }))));
    sendPairs(tx, pairs);
  };
  if (nowGeneric.size === 0) return { kept, pairs, parted: [], keep };
  // What has become too common is looked for among all that is kept.
  keep();
  return { kept, pairs, parted: await takeBackGeneric(tx, learnt, limits, [...nowGeneric]), keep: () => undefined };
}

async function weighPairs(tx: Transaction, learnt: LearntModel, fresh: readonly KeptRecord[], words: ReadonlyMap<number, readonly string[]>, candidates: readonly { readonly a: number; readonly b: number }[]): Promise<RecordPair[]> {
  if (candidates.length === 0) return [];
  const freshWords = new Map<number, readonly string[]>(fresh.map(({ number, said }) => [number, said]));
  const saidOf = new Map([...new Set(candidates.flatMap(({ a, b }) => [a, b]))].flatMap((number) => { const said = freshWords.get(number) ?? words.get(number); return said === undefined ? [] : [[number, said] as const]; }));
  const weigher = await weigherOver(tx, learnt, saidOf);
  return candidates.map(({ a, b }) => ({ a, b, ...weigher.pair(a, b) })).filter(isWorthKeeping);
}

/** Takes back pairs of these records that no longer share anything rare. */
async function takeBackGeneric(tx: Transaction, learnt: LearntModel, limits: ReadonlyMap<string, number>, records: readonly number[]): Promise<number[]> {
  const pairs = await pairsAmong(tx, records);
  const said = await recordsByNumber(tx, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]);
  const numbers = [...said.keys()];
  const keys = new Map(keysOfSaid(learnt.body.fields, [...said.values()], limits).map((own, at): [number, RecordKey[]] => [numbers[at] ?? 0, own]));
  const asked = new Map([...keys.values()].flat().map((one) => [one.key, one]));
  const rare = new Set([...await holdersOfKeys(tx, [...asked.values()])].flatMap(([key, holders]) => (holders.length <= (asked.get(key)?.limit ?? 1) ? [key] : [])));
  const lost = pairs.filter(({ a, b }) => { const other = new Set((keys.get(b) ?? []).map(({ key }) => key)); return !(keys.get(a) ?? []).some(({ key }) => rare.has(key) && other.has(key)); });
  dropPairs(tx, lost);
  return [...new Set(lost.flatMap(({ a, b }) => [a, b]))];
}
