import type { Transaction } from '../../../platform/pg/transaction.ts';
import { modelOf } from './load-weigher.ts';
import { matchState } from './model-store.ts';
import { keysOf, tableOf } from './record-keys.ts';
import { dropRecords } from './record-store.ts';

/** Erases what claims said, with the keys and pairs that were made of it. Shape: how many rows of each table. */
export async function forgetRecords(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
  const { model: number } = await matchState(tx);
  const model = number === null ? null : await modelOf(tx, number);
  return dropRecords(tx, nodes, (records) => (model === null ? [] : keysOf(tableOf(model.body.fields, records.map((record) => record.said)), new Map(Object.entries(model.body.limits)))));
}
