import type { LikelihoodModel } from '../likelihood/likelihood-model.ts';
import type { RecordField } from '../likelihood/record-field.ts';
import { fingerprint } from './fingerprint.ts';

/** A cut and what it is expected to give. Units: `cutBits` log2 of odds; the rest shares and counts. */
export type CurvePoint = { readonly cutBits: number; readonly precision: number; readonly recall: number; readonly pairs: number };

/** What is kept of a model: all but the counts of values, which have rows of their own. Shape: as JSON. */
export type ModelBody = {
  readonly fields: readonly RecordField[]; readonly same: readonly number[]; readonly household: readonly number[]; readonly unrelated: readonly number[];
  readonly sameShare: number; readonly householdShare: number; readonly said: readonly number[]; readonly unrelatedRatios: readonly (readonly number[])[];
  readonly limits: Readonly<Record<string, number>>;
  /** How many records there were, to know when there are many more. */
  readonly weighed: number;
};

/** How many records held a value when a model was trained, by fingerprint; nothing for values that two held at most. */
export type ValueHolders = { get(fingerprint: number): number | undefined };

/** A model as it is used. `holders`: of all values, where the process remembers them; else they are fetched for the values at hand. */
export type LearntModel = { readonly number: number; readonly records: number; readonly trainedAt: Date; readonly body: ModelBody; readonly curve: readonly CurvePoint[]; readonly holders?: ValueHolders };

export function bodyOf(model: LikelihoodModel, fields: readonly RecordField[], limits: ReadonlyMap<string, number>): Omit<ModelBody, 'weighed'> {
  return {
    fields, same: [...model.same], household: [...model.household], unrelated: [...model.unrelated], sameShare: model.sameShare, householdShare: model.householdShare,
    said: model.values.said, unrelatedRatios: model.unrelatedRatios.map((ratios) => [...ratios]), limits: Object.fromEntries(limits),
  };
}

/** The fingerprint under which a model keeps how many records hold a value. */
export function valueFingerprint(field: string, text: string): number {
  return fingerprint(`${field}\n${text}`);
}

/** The counts of values that more than two records held. */
export function holdersIn(model: LikelihoodModel): { key: number; holders: number }[] {
  return model.values.holders.flatMap((counts, at) => [...counts].map(([text, holders]) => ({ key: valueFingerprint(model.fields[at]?.name ?? '', text), holders })));
}

/** The cut from which joins are expected to be right as often as asked. Shape: null where no cut is. */
export function cutFor(curve: readonly CurvePoint[], precisionRatio: number): CurvePoint | null {
  let lowest: CurvePoint | null = null;
  for (const point of curve) if (point.precision >= precisionRatio && (lowest === null || point.cutBits < lowest.cutBits)) lowest = point;
  return lowest;
}
