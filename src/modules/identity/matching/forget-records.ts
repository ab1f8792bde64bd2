import type { Transaction } from '../../../platform/pg/transaction.ts';
import { dropHouseholdWords } from './household-store.ts';
import { modelOf } from './load-weigher.ts';
import { matchState } from './model-store.ts';
import { keysOfSaid } from './record-keys.ts';
import { dropRecords } from './record-store.ts';

/** Erases what claims said, with the keys and pairs that were made of it. Shape: how many rows of each table. */
export async function forgetRecords(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
  const { model: number } = await matchState(tx);
  const model = number === null ? null : await modelOf(tx, number);
  const households = await dropHouseholdWords(tx, nodes);
  const records = await dropRecords(tx, nodes, (records) => (model === null ? [] : keysOfSaid(model.body.fields, records.map((record) => record.said), new Map(Object.entries(model.body.limits)))));
  return { ...records, 'identity.household_word': households };
}
