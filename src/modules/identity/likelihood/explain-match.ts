import type { Comparer } from './agreement.ts';
import type { BlockingKey } from './blocking-keys.ts';
import { LEVELS, MOST_LEVELS } from './compare-values.ts';
import type { Weights } from './likelihood-model.ts';
import { addBits, chanceBits, householdBits, probabilityOf } from './likelihood-model.ts';
import type { RecordTable } from './record-table.ts';
import { chanceOfShared } from './shared-value.ts';
import type { ValueChances } from './value-chance.ts';

/** What one field says. `bits` adds up over fields; `valueBits` is the part of it that the value's own frequency makes (a rare name says more), 0 where the level is not "equal". */
export type FieldEvidence = { readonly field: string; readonly level: string; readonly bits: number; readonly valueBits: number };

/**
 * Why two records are, or are not, one person: a sum anyone can check. `priorBits` + every field's bits + `householdBits` = `totalBits`.
 * `householdBits` (≤ 0): how much the doubt costs that they only live together. `sharedKeys` empty: the two would never have been compared.
 */
export type MatchExplanation = { readonly priorBits: number; readonly fields: readonly FieldEvidence[]; readonly householdBits: number; readonly totalBits: number; readonly probability: number; readonly sharedKeys: readonly string[] };

/** The waterfall of evidence between two records, in the numbers that decided. */
export function explainMatch(table: RecordTable, comparer: Comparer, weights: Weights, chances: ValueChances, keys: readonly BlockingKey[], a: number, b: number): MatchExplanation {
  const levels = new Uint8Array(weights.width);
  comparer.compare(a, b, levels);
  const context = weights.contextAt(levels, 0);
  const fields: FieldEvidence[] = [];
  let [same, household, unrelated] = [weights.samePrior, weights.householdPrior, weights.unrelatedPrior];
  for (const [field, column] of table.columns.entries()) {
    const level = levels[field] ?? 0;
    if (level === 0) continue;
    const at = field * MOST_LEVELS + level;
    const equal = level === weights.equal[field];
    const byChance = chanceBits(weights, field, level, context, equal ? chanceOfShared(table, chances, field, a, b) : 0);
    const ofSame = weights.same[at] ?? 0;
    same += ofSame;
    unrelated += byChance;
    household += householdBits(weights, field, level, byChance);
    fields.push({ field: column.field.name, level: LEVELS[column.field.kind][level] ?? '', bits: ofSame - byChance, valueBits: equal ? (weights.unrelated[at] ?? 0) - byChance : 0 });
  }
  const totalBits = same - addBits(household, unrelated);
  return {
    priorBits: weights.samePrior - weights.unrelatedPrior, fields, householdBits: totalBits - (same - unrelated), totalBits, probability: probabilityOf(totalBits),
    sharedKeys: keys.flatMap((key) => { const number = key.of(a); return number !== 0 && number === key.of(b) ? [key.name] : []; }),
  };
}
