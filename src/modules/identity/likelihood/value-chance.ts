import type { Beliefs, Patterns } from './classify-pattern.ts';
import { createClassifier } from './classify-pattern.ts';
import { lengthened } from './lengthen.ts';
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

/** How many records held a value when the model was trained, where more than two did, and how many said anything; a field each. */
export type ValueCounts = { readonly holders: readonly ReadonlyMap<string, number>[]; readonly said: readonly number[] };

export function countValues(table: RecordTable): ValueCounts {
  return {
    holders: table.columns.map(({ texts, counts }) => {
      const holders = new Map<string, number>();
      for (let value = 1; value < counts.length; value += 1) { const count = counts[value] ?? 0; if (count > 2) holders.set(texts[value] ?? '', count); }
      return holders;
    }),
    said: table.columns.map(({ counts }) => { let said = 0; for (let value = 1; value < counts.length; value += 1) said += counts[value] ?? 0; return said; }),
  };
}

/** The chance of each value of a table: those of the others who hold it that are unrelated. A value that the training did not see twice counts as held by two. */
export function chancesOf(table: RecordTable, { holders, said }: { readonly holders: readonly Pick<ReadonlyMap<string, number>, 'get'>[]; readonly said: readonly number[] }, unrelatedRatios: readonly Float64Array[]): ValueChances {
  const known: Float32Array[] = table.columns.map(({ texts }) => new Float32Array(texts.length));
  return (field, value) => {
    let ofField = known[field] as Float32Array;
    if (value >= ofField.length) known[field] = ofField = lengthened(ofField, value + 1);
    const before = ofField[value] ?? 0;
    if (before !== 0) return before;
    const count = holders[field]?.get(table.columns[field]?.texts[value] ?? '') ?? 2;
    // At least a trace of a bit, as 0 means "not worked out yet".
    const bits = Math.min(-1e-6, Math.log2((unrelatedRatios[field]?.[holderStep(count)] ?? 1) * (count - 1) / Math.max(1, said[field] ?? 1)));
    ofField[value] = bits;
    return ofField[value] ?? 0;
  };
}
