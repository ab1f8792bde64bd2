import type { Beliefs, Patterns } from './classify-pattern.ts';
import { createClassifier } from './classify-pattern.ts';
import type { RecordField } from './record-field.ts';
import { isSharedAtHome } from './record-field.ts';
import type { RecordTable } from './record-table.ts';

/** Values are told apart by how many records hold them: 2, 3, 4, up to 6, 10, 20, 50, 100, 200, more. */
const HOLDERS = [2, 3, 4, 6, 10, 20, 50, 100, 200, Infinity];
export const HOLDER_STEPS = HOLDERS.length;

export function holderStep(holders: number): number {
  let step = 0;
  while (holders > (HOLDERS[step] ?? Infinity)) step += 1;
  return step;
}

/**
 * Of the pairs that share a value, the part that are unrelated people, by how many records hold the value; found by expectation and maximisation over the other fields, with what they say fixed.
 * Nearly 1 for names; for an e-mail address held by two records nearly 0, as both are mostly one person's.
 */
export function fitUnrelatedRatio(patternsByStep: readonly Patterns[], fields: readonly RecordField[], beliefs: Omit<Beliefs, 'sameRatio' | 'householdRatio'>): Float64Array {
  const ratios = new Float64Array(HOLDER_STEPS).fill(1);
  const classifierOf = createClassifier(fields);
  const atHome = beliefs.leftOut.every((field) => isSharedAtHome(fields[field]?.kind ?? 'category'));
  for (const [step, patterns] of patternsByStep.entries()) {
    const pairs = patterns.counts.reduce((sum, count) => sum + count, 0);
    if (pairs === 0) continue;
    let [sameRatio, householdRatio] = [0.4, atHome ? 0.1 : 0];
    for (let round = 0; round < 20; round += 1) {
      const classify = classifierOf({ ...beliefs, sameRatio, householdRatio });
      let [same, household] = [0, 0];
      for (let at = 0; at < patterns.counts.length; at += 1) {
        const shares = classify(patterns.levels, at * patterns.width);
        same += (patterns.counts[at] ?? 0) * shares.same;
        household += (patterns.counts[at] ?? 0) * shares.household;
      }
      [sameRatio, householdRatio] = [same / pairs, household / pairs];
    }
    // One unrelated pair more than was seen: no value is beyond doubt.
    ratios[step] = Math.min(1, ((1 - sameRatio - householdRatio) * pairs + 1) / (pairs + 1));
  }
  return ratios;
}

/** Chance bits of values: log2 of how often a record of somebody unrelated holds a value, by field and value number. */
export type ValueChances = (field: number, value: number) => number;

/** How many records held each value when the model was trained. */
export type ValueCounts = { readonly counts: readonly Int32Array[]; readonly said: readonly number[] };

export function countValues(table: RecordTable): ValueCounts {
  return {
    counts: table.columns.map((column) => Int32Array.from(column.counts)),
    said: table.columns.map((column) => column.counts.reduce((sum, count, value) => (value === 0 ? sum : sum + count), 0)),
  };
}

/** The chance of each value: those of the others who hold it that are unrelated. A value that came after the training counts as held by two. */
export function chancesOf({ counts, said }: ValueCounts, unrelatedRatios: readonly Float64Array[]): ValueChances {
  const tables = counts.map((ofField, field) => Float64Array.from(ofField, (count) => chanceBits(count, said[field] ?? 1, unrelatedRatios[field])));
  const fresh = said.map((total, field) => chanceBits(2, total, unrelatedRatios[field]));
  return (field, value) => tables[field]?.[value] ?? fresh[field] ?? 0;
}

function chanceBits(count: number, said: number, ratios: Float64Array | undefined): number {
  const holders = Math.max(2, count);
  return Math.log2((ratios?.[holderStep(holders)] ?? 1) * (holders - 1) / Math.max(1, said));
}
