import { createComparer } from '../likelihood/agreement.ts';
import { planKeys } from '../likelihood/blocking-keys.ts';
import { DIFFERENT } from '../likelihood/compare-values.ts';
import { explainMatch, type MatchExplanation } from '../likelihood/explain-match.ts';
import { fieldBits, probabilityOf, scoreHousehold, scorePair, weightsOf, type Weights } from '../likelihood/likelihood-model.ts';
import type { RecordTable } from '../likelihood/record-table.ts';
import { createScorer } from '../likelihood/score-groups.ts';
import { chanceOfShared } from '../likelihood/shared-value.ts';
import { chancesOf } from '../likelihood/value-chance.ts';
import type { FieldKind, RecordField } from '../likelihood/record-field.ts';
import { valueFingerprint, type LearntModel, type ValueHolders } from './learnt-model.ts';

/** Two records weighed. `agreeing`: how many independent kinds of evidence speak for one person. Units: log2 of odds. */
export type WeighedPair = { readonly bits: number; readonly householdBits: number; readonly agreeing: number };

/** Pairs as faint as this are kept for review; fainter ones only where they are likely a household. Units: log2 of odds. */
export const REVIEW_BITS = 0;
/** Nine to one. */
export const HOUSEHOLD_BITS = Math.log2(9);

/** Whether a pair may matter to anybody: for review or as a household. */
export function isWorthKeeping(pair: Pick<WeighedPair, 'bits' | 'householdBits'>): boolean {
  return pair.bits >= REVIEW_BITS || pair.householdBits >= HOUSEHOLD_BITS;
}

/** Weighs records by one model. Records are named by their place in the table. */
export type TableWeigher = {
  pair(a: number, b: number): WeighedPair;
  /** Bits that the records of two lists are one person. */
  lists(a: readonly number[], b: readonly number[]): number;
  explain(a: number, b: number): MatchExplanation & { readonly householdProbability: number };
};

/** Kinds that tell the same thing: two of one family are one piece of evidence. */
const FAMILY: Readonly<Record<FieldKind, string>> = {
  'given-name': 'name', surname: 'name', 'full-name': 'name', 'birth-date': 'birth', email: 'mail', phone: 'phone', postcode: 'home', address: 'home', place: 'home', company: 'company', id: 'id', category: 'none',
};
/** What a family of evidence must say at least to count. Units: bits. */
const SAYS_SOMETHING = 2;

/** Tables up to this size are compared with little memory. Units: records. */
const SMALL = 2_000;

type Reading = { readonly weights: Weights; readonly unrelatedRatios: readonly Float64Array[] };

/** What is made of a model for weighing, once: its fields are those of every table that is weighed by it. */
const readings = new WeakMap<LearntModel, Reading>();

function readingOf(learnt: LearntModel, fields: readonly RecordField[]): Reading {
  const known = readings.get(learnt);
  if (known !== undefined) return known;
  const { body, records } = learnt;
  const unrelatedRatios = body.unrelatedRatios.map((ratios) => Float64Array.from(ratios));
  const weights = weightsOf({ fields, records, same: Float64Array.from(body.same), household: Float64Array.from(body.household), unrelated: Float64Array.from(body.unrelated), sameShare: body.sameShare, householdShare: body.householdShare, values: { holders: [], said: body.said }, unrelatedRatios });
  const reading = { weights, unrelatedRatios };
  readings.set(learnt, reading);
  return reading;
}

/** A weigher over a table. Cost: a value is looked up among the `holders` when two records first share it. */
export function createWeigher(table: RecordTable, learnt: LearntModel, holders: ValueHolders): TableWeigher {
  const comparer = createComparer(table, table.size() <= SMALL ? 8 : 16);
  const { weights, unrelatedRatios } = readingOf(learnt, table.columns.map((column) => column.field));
  const counts = table.columns.map(({ field }) => ({ get: (text: string) => holders.get(valueFingerprint(field.name, text)) }));
  const chances = chancesOf(table, { holders: counts, said: learnt.body.said }, unrelatedRatios);
  const scorer = createScorer(table, comparer, weights, chances);
  const levels = new Uint8Array(comparer.width);
  const ofValue = new Float64Array(comparer.width);

  function compare(a: number, b: number): void {
    comparer.compare(a, b, levels);
    for (let field = 0; field < levels.length; field += 1) if (levels[field] === weights.equal[field]) ofValue[field] = chanceOfShared(table, chances, field, a, b);
  }
  /** How many families of evidence speak for one person, of the pair that was compared last. */
  function agreeing(): number {
    const bits = new Map<string, number>();
    for (const [field, column] of table.columns.entries()) {
      const family = FAMILY[column.field.kind];
      if ((levels[field] ?? 0) > DIFFERENT) bits.set(family, (bits.get(family) ?? 0) + fieldBits(weights, levels, ofValue, field));
    }
    return [...bits].filter(([family, said]) => family !== 'none' && said >= SAYS_SOMETHING).length;
  }
  return {
    pair(a, b) {
      compare(a, b);
      const [bits, householdBits] = [Math.fround(scorePair(weights, levels, ofValue)), Math.fround(scoreHousehold(weights, levels, ofValue))];
      return { bits, householdBits, agreeing: bits >= 0 ? agreeing() : 0 };
    },
    lists: (a, b) => scorer.score(a, b),
    explain(a, b) {
      compare(a, b);
      return { ...explainMatch(table, comparer, weights, chances, planKeys(table), a, b), householdProbability: probabilityOf(scoreHousehold(weights, levels, ofValue)) };
    },
  };
}
