import { equalLevel, MOST_LEVELS } from './compare-values.ts';
import type { RecordField } from './record-field.ts';
import { isSharedAtHome } from './record-field.ts';
import type { RecordTable } from './record-table.ts';

/**
 * What was learnt from the company's own records about how values agree.
 * Shape: tables hold 8 numbers a field, one a level: the probability of that level among pairs of the same person, of one household, of unrelated people. "Not given" is 1 everywhere: it says nothing.
 * Invariant: a model never changes; new records are scored by the frequencies that it was trained with.
 */
export type LikelihoodModel = {
  readonly fields: readonly RecordField[];
  /** Records that it was trained on. */
  readonly records: number;
  readonly same: Float64Array;
  readonly household: Float64Array;
  readonly unrelated: Float64Array;
  /** Shares of all pairs of two records. */
  readonly sameShare: number;
  readonly householdShare: number;
};

/** Chance bits of values: log2 of how often unrelated records hold a value, a field and value number. */
export type ValueChances = (field: number, value: number) => number;

/** Weights in bits, made of a model once and read for every pair. */
export type Weights = {
  readonly width: number;
  readonly same: Float64Array;
  readonly household: Float64Array;
  readonly unrelated: Float64Array;
  readonly equal: Uint8Array;
  readonly shared: readonly boolean[];
  readonly samePrior: number;
  readonly householdPrior: number;
  readonly unrelatedPrior: number;
};

export function weightsOf(model: LikelihoodModel): Weights {
  const bits = (table: Float64Array): Float64Array => table.map((probability, at) => (at % MOST_LEVELS === 0 ? 0 : Math.log2(Math.max(probability, 1e-12))));
  return {
    width: model.fields.length,
    same: bits(model.same), household: bits(model.household), unrelated: bits(model.unrelated),
    equal: Uint8Array.from(model.fields, (field) => equalLevel(field.kind)),
    shared: model.fields.map((field) => isSharedAtHome(field.kind)),
    samePrior: Math.log2(model.sameShare), householdPrior: Math.log2(Math.max(model.householdShare, 1e-300)), unrelatedPrior: Math.log2(1 - model.sameShare - model.householdShare),
  };
}

/** log2(2^a + 2^b), without overflow. */
function addBits(a: number, b: number): number {
  const most = Math.max(a, b);
  return most + Math.log2(1 + 2 ** (Math.min(a, b) - most));
}

/**
 * Evidence in bits that two records are one person rather than anything else: log2 of the odds.
 * `chance[f]` is what the agreeing value of field f is worth by its own frequency (log2); read only where the level is "equal".
 */
export function scorePair(weights: Weights, levels: Uint8Array, chance: Float64Array): number {
  let same = weights.samePrior;
  let household = weights.householdPrior;
  let unrelated = weights.unrelatedPrior;
  for (let field = 0; field < weights.width; field += 1) {
    const level = levels[field] ?? 0;
    if (level === 0) continue;
    const at = field * MOST_LEVELS + level;
    same += weights.same[at] ?? 0;
    const byChance = level === weights.equal[field] ? chance[field] ?? 0 : weights.unrelated[at] ?? 0;
    unrelated += byChance;
    household += weights.shared[field] === true ? weights.household[at] ?? 0 : byChance;
  }
  return same - addBits(household, unrelated);
}

/** The probability that odds of so many bits stand for. */
export function probabilityOf(bits: number): number {
  return bits > 500 ? 1 : bits < -500 ? 0 : 1 / (1 + 2 ** -bits);
}

/** Chances by the counts of a table: a value that k of n records hold is held by chance by (k − 2 + spare) / n others, as two of them are the pair itself. */
export function chancesOf(table: RecordTable, spare: number): ValueChances {
  const tables = table.columns.map((column) => {
    let said = 0;
    for (let value = 1; value < column.counts.length; value += 1) said += column.counts[value] ?? 0;
    return Float64Array.from(column.counts, (count) => Math.log2((Math.max(0, count - 2) + spare) / Math.max(1, said)));
  });
  return (field, value) => tables[field]?.[value] ?? 0;
}
