import type { Comparer } from './agreement.ts';
import { MOST_LEVELS } from './compare-values.ts';
import type { Weights } from './likelihood-model.ts';
import { addBits, chanceBits, householdBits } from './likelihood-model.ts';
import type { FieldKind } from './record-field.ts';
import type { RecordTable } from './record-table.ts';
import { chanceOfShared } from './shared-value.ts';
import type { ValueChances } from './value-chance.ts';

/** People have several of these in the course of time: one that agrees is evidence, however many others do not. Names, birthdays and numbers of their own stay: there every record has its say. */
const SEVERAL_IN_A_LIFE: ReadonlySet<FieldKind> = new Set(['email', 'phone', 'postcode', 'address', 'place', 'company']);

/** Scores records against each other; two customers are two lists of records, all values they ever had. */
export type Scorer = {
  /** Bits that the records of two lists are one person. Lists of one record each: the score of a pair. Invariant: the order of lists and of records does not matter. */
  score(a: readonly number[], b: readonly number[]): number;
};

/** One scoring for pairs and for customers, for batch and stream. */
export function createScorer(table: RecordTable, comparer: Comparer, weights: Weights, chances: ValueChances): Scorer {
  const { width } = weights;
  const several = table.columns.map((column) => SEVERAL_IN_A_LIFE.has(column.field.kind));
  const levels = new Uint8Array(width);
  const [same, household, unrelated, heard] = [new Float64Array(width), new Float64Array(width), new Float64Array(width), new Float64Array(width)];

  function hear(a: number, b: number): void {
    comparer.compare(a, b, levels);
    const context = weights.contextAt(levels, 0);
    for (let field = 0; field < width; field += 1) {
      const level = levels[field] ?? 0;
      if (level === 0) continue;
      const at = field * MOST_LEVELS + level;
      const value = level === weights.equal[field] ? chanceOfShared(table, chances, field, a, b) : 0;
      const byChance = chanceBits(weights, field, level, context, value);
      const [s, h] = [weights.same[at] ?? 0, householdBits(weights, field, level, byChance)];
      if (several[field] === true) {
        if (heard[field] === 0 || s - byChance > (same[field] ?? 0) - (unrelated[field] ?? 0)) { same[field] = s; household[field] = h; unrelated[field] = byChance; }
      } else {
        same[field] = (same[field] ?? 0) + s;
        household[field] = (household[field] ?? 0) + h;
        unrelated[field] = (unrelated[field] ?? 0) + byChance;
      }
      heard[field] = (heard[field] ?? 0) + 1;
    }
  }
  return {
    score(a, b) {
      same.fill(0);
      household.fill(0);
      unrelated.fill(0);
      heard.fill(0);
      for (const left of a) for (const right of b) hear(left, right);
      let [s, h, u] = [weights.samePrior, weights.householdPrior, weights.unrelatedPrior];
      for (let field = 0; field < width; field += 1) {
        const times = heard[field] ?? 0;
        if (times === 0) continue;
        const share = several[field] === true ? 1 : 1 / times;
        s += (same[field] ?? 0) * share;
        h += (household[field] ?? 0) * share;
        u += (unrelated[field] ?? 0) * share;
      }
      return s - addBits(h, u);
    },
  };
}
