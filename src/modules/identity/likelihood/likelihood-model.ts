import { equalLevel, MOST_LEVELS } from './compare-values.ts';
import { contextOf, inEveryContextOf } from './name-context.ts';
import type { RecordField } from './record-field.ts';
import { isSharedAtHome, TWINS_RATIO } from './record-field.ts';
import type { ValueCounts } from './value-chance.ts';

/**
 * What was learnt from the company's own records about how values agree.
 * Shape: tables hold 8 numbers a field, one a level: the probability of that level among pairs of the same person, of one household, of unrelated people (`unrelated` once for each context of names). "Not given" is 1: it says nothing.
 * Invariant: a model never changes; records that come later are scored by the frequencies that it was trained with.
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
  readonly values: ValueCounts;
  /** Of the pairs that share a value, the part that are unrelated, by how many records hold it; one row a field. */
  readonly unrelatedRatios: readonly Float64Array[];
};

/** Weights in bits, made of a model once and read for every pair. */
export type Weights = {
  readonly width: number;
  readonly same: Float64Array;
  readonly household: Float64Array;
  readonly unrelated: Float64Array;
  readonly equal: Uint8Array;
  readonly shared: Uint8Array;
  readonly birthDate: Uint8Array;
  /** Fields whose chances depend on what the names have in common. */
  readonly named: Uint8Array;
  readonly samePrior: number;
  readonly householdPrior: number;
  readonly unrelatedPrior: number;
  readonly contextAt: (levels: Uint8Array, from: number) => number;
};

export function weightsOf(model: LikelihoodModel): Weights {
  const bits = (table: Float64Array): Float64Array => table.map((probability, at) => (at % MOST_LEVELS === 0 ? 0 : Math.log2(Math.max(probability, 1e-12))));
  return {
    width: model.fields.length,
    same: bits(model.same), household: bits(model.household), unrelated: bits(inEveryContextOf(model.unrelated, model.fields)),
    equal: Uint8Array.from(model.fields, (field) => equalLevel(field.kind)),
    shared: Uint8Array.from(model.fields, (field) => (isSharedAtHome(field.kind) ? 1 : 0)),
    birthDate: Uint8Array.from(model.fields, (field) => (field.kind === 'birth-date' ? 1 : 0)),
    named: Uint8Array.from(model.fields, (field) => (field.kind === 'email' ? 1 : 0)),
    samePrior: Math.log2(model.sameShare), householdPrior: Math.log2(Math.max(model.householdShare, 1e-300)), unrelatedPrior: Math.log2(1 - model.sameShare - model.householdShare),
    contextAt: contextOf(model.fields),
  };
}

/** log2(2^a + 2^b), without overflow. */
export function addBits(a: number, b: number): number {
  const most = a > b ? a : b;
  return most + Math.log2(1 + 2 ** ((a > b ? b : a) - most));
}

/**
 * log2 of the chance that two unrelated records agree so on one field.
 * `ofValue` is what the value itself is worth, read where the level is "equal". Where the names agree, an e-mail address is at least as likely as among people of one name.
 */
export function chanceBits(weights: Weights, field: number, level: number, context: number, ofValue: number): number {
  const at = field * MOST_LEVELS + level;
  const ofLevel = weights.unrelated[context + at] ?? 0;
  if (level !== weights.equal[field]) return ofLevel;
  return context === 0 || weights.named[field] === 0 ? ofValue : Math.max(ofValue, ofLevel);
}

/** log2 of how likely two people of one household agree so on one field; personal fields agree by chance, but for twins. */
export function householdBits(weights: Weights, field: number, level: number, byChance: number): number {
  if (weights.shared[field] === 1) return weights.household[field * MOST_LEVELS + level] ?? 0;
  return weights.birthDate[field] === 1 && level === weights.equal[field] ? Math.max(byChance, Math.log2(TWINS_RATIO)) : byChance;
}

/**
 * Evidence in bits that two records are one person rather than anything else: log2 of the odds.
 * `ofValue[f]`: log2 of the chance of the agreeing value of field f; read only where the level is "equal".
 */
export function scorePair(weights: Weights, levels: Uint8Array, ofValue: Float64Array): number {
  const { same, household, unrelated } = sumPair(weights, levels, ofValue);
  return same - addBits(household, unrelated);
}

/** Evidence in bits that two records are of one household and not one person, rather than anything else. */
export function scoreHousehold(weights: Weights, levels: Uint8Array, ofValue: Float64Array): number {
  const { same, household, unrelated } = sumPair(weights, levels, ofValue);
  return household - addBits(same, unrelated);
}

/** log2 of how likely what two records say is, for each of the three classes, with the share of that class. */
function sumPair(weights: Weights, levels: Uint8Array, ofValue: Float64Array): { readonly same: number; readonly household: number; readonly unrelated: number } {
  let same = weights.samePrior;
  let household = weights.householdPrior;
  let unrelated = weights.unrelatedPrior;
  const context = weights.contextAt(levels, 0);
  for (let field = 0; field < weights.width; field += 1) {
    const level = levels[field] ?? 0;
    if (level === 0) continue;
    const at = field * MOST_LEVELS + level;
    const byChance = chanceBits(weights, field, level, context, ofValue[field] ?? 0);
    same += weights.same[at] ?? 0;
    unrelated += byChance;
    household += householdBits(weights, field, level, byChance);
  }
  return { same, household, unrelated };
}

/** What one field of a pair says for one person against two unrelated ones. Units: bits. */
export function fieldBits(weights: Weights, levels: Uint8Array, ofValue: Float64Array, field: number): number {
  const level = levels[field] ?? 0;
  return level === 0 ? 0 : (weights.same[field * MOST_LEVELS + level] ?? 0) - chanceBits(weights, field, level, weights.contextAt(levels, 0), ofValue[field] ?? 0);
}

/** The probability that odds of so many bits stand for. */
export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}
