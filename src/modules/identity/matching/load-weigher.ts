import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { MatchExplanation } from '../likelihood/explain-match.ts';
import type { RecordTable } from '../likelihood/record-table.ts';
import { valuesSaid } from './claim-record.ts';
import { cutFor, valueFingerprint, type CurvePoint, type LearntModel } from './learnt-model.ts';
import { loadValues } from './load-values.ts';
import { holdersOfValues, matchSetting, matchState, modelByNumber } from './model-store.ts';
import { keysShared } from './record-keys.ts';
import { tableOf } from './record-table-of.ts';
import { createWeigher, type TableWeigher, type WeighedPair } from './weigher.ts';

/** Weighs records by the model in use. Records are named by their numbers; an unknown one says nothing. */
export type Weigher = {
  readonly model: LearntModel;
  pair(a: number, b: number): WeighedPair;
  bits(left: readonly number[], right: readonly number[]): number;
  explain(a: number, b: number): MatchExplanation & { readonly householdProbability: number };
};

/** A model with the cut that the company's wish makes of it. `cut` null: likely joins are off, or no cut is as precise as asked. */
export type ModelInUse = { readonly model: LearntModel; readonly cut: CurvePoint | null; readonly isOn: boolean; readonly precisionRatio: number };

/** Models that were read before, with the counts of all their values: one never changes. Cost: 12 bytes a value that more than two records held. */
export type ModelMemory = Map<number, LearntModel>;

/** A model by its number, from memory where there is one. Shape: null for a number that there is not. */
export async function modelOf(tx: Queryable, number: number, memory?: ModelMemory): Promise<LearntModel | null> {
  const known = memory?.get(number);
  if (known !== undefined) return known;
  const model = await modelByNumber(tx, number);
  if (model === null || memory === undefined) return model;
  const remembered = { ...model, holders: await loadValues(tx, number) };
  memory.clear();
  memory.set(number, remembered);
  return remembered;
}

/** The model in use and its cut; null before anything was learnt. */
export async function loadModel(tx: Queryable): Promise<ModelInUse | null> {
  const { model: number } = await matchState(tx);
  const model = number === null ? null : await modelByNumber(tx, number);
  if (model === null) return null;
  const { isOn, precisionRatio } = await matchSetting(tx);
  return { model, cut: isOn ? cutFor(model.curve, precisionRatio) : null, isOn, precisionRatio };
}

/** A weigher over a table of these fields. */
export async function weigherOfTable(tx: Queryable, model: LearntModel, table: RecordTable): Promise<TableWeigher> {
  if (model.holders !== undefined) return createWeigher(table, model, model.holders);
  const values = new Set(table.columns.flatMap((column) => column.texts.flatMap((text) => (text === '' ? [] : [valueFingerprint(column.field.name, text)]))));
  return createWeigher(table, model, await holdersOfValues(tx, model.number, [...values]));
}

/** A weigher over these records. */
export async function weigherOver(tx: Queryable, model: LearntModel, records: ReadonlyMap<number, readonly string[]>): Promise<Weigher> {
  const numbers = [...records.keys()];
  const placeOf = new Map(numbers.map((number, at) => [number, at]));
  const weigher = await weigherOfTable(tx, model, tableOf(model.body.fields, [...records.values()]));
  const places = (list: readonly number[]): number[] => list.flatMap((number) => placeOf.get(number) ?? []);
  return {
    model,
    pair: (a, b) => weigher.pair(placeOf.get(a) ?? 0, placeOf.get(b) ?? 0),
    bits: (left, right) => weigher.lists(places(left), places(right)),
    explain(a, b) {
      const told = weigher.explain(placeOf.get(a) ?? 0, placeOf.get(b) ?? 0);
      const [left, right] = [records.get(a) ?? [], records.get(b) ?? []];
      return [...left, ...right].some((value) => valuesSaid(value).length > 1) ? { ...told, sharedKeys: keysShared(model.body.fields, left, right) } : told;
    },
  };
}
