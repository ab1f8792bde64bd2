import type { Patterns } from './classify-pattern.ts';
import { createClassifier } from './classify-pattern.ts';
import { equalLevel, MOST_LEVELS } from './compare-values.ts';
import type { RecordField } from './record-field.ts';
import { isSharedAtHome } from './record-field.ts';

/** What one training block taught. */
export type Session = { readonly same: Float64Array; readonly household: Float64Array; readonly sameRatio: number; readonly householdRatio: number; readonly pairs: number; readonly leftOut: readonly number[] };

const ROUNDS = 60;
const SETTLED = 1e-4;

/** A first guess that any honest data move away from: mostly equal, some between, few different. */
export function firstGuess(fields: readonly RecordField[], equalRatio: number): Float64Array {
  const table = new Float64Array(fields.length * MOST_LEVELS);
  for (const [field, { kind }] of fields.entries()) {
    const equal = equalLevel(kind);
    const from = field * MOST_LEVELS;
    table[from] = 1;
    for (let level = 1; level < equal; level += 1) table[from + level] = (1 - equalRatio) / (equal - 1);
    table[from + equal] = equalRatio;
  }
  return table;
}

/** Writes shares of levels, made of weighted counts; a trace of the guess keeps unseen levels possible. Answers the largest change. */
export function settleShares(counts: Float64Array, fields: readonly RecordField[], guess: Float64Array, into: Float64Array): number {
  let moved = 0;
  for (const [field, { kind }] of fields.entries()) {
    const from = field * MOST_LEVELS;
    const equal = equalLevel(kind);
    let said = 0;
    for (let level = 1; level <= equal; level += 1) said += counts[from + level] ?? 0;
    for (let level = 1; level <= equal; level += 1) {
      const share = ((counts[from + level] ?? 0) + (guess[from + level] ?? 0)) / (said + 1);
      moved = Math.max(moved, Math.abs(share - (into[from + level] ?? 0)));
      into[from + level] = share;
    }
  }
  return moved;
}

/**
 * Expectation and maximisation over the pairs of one block. Chance stays fixed; the fields that the block is made of are left out.
 * Three classes: same person, one household (its personal fields agree by chance), unrelated.
 * Source: Dempster, Laird and Rubin (1977); Winkler (1988) for Fellegi–Sunter.
 */
export function trainSession(patterns: Patterns, fields: readonly RecordField[], chance: Float64Array, leftOut: readonly number[]): Session {
  const { width, levels } = patterns;
  const classifierOf = createClassifier(fields);
  const rest = fields.filter((_, field) => !leftOut.includes(field));
  // Where a block shares a personal field, two people of one household are there by chance only.
  const hasHousehold = leftOut.every((field) => isSharedAtHome(fields[field]?.kind ?? 'category')) && rest.some((field) => isSharedAtHome(field.kind)) && rest.some((field) => !isSharedAtHome(field.kind));
  const [sameGuess, householdGuess] = [firstGuess(fields, 0.7), firstGuess(fields, 0.4)];
  const [same, household] = [sameGuess.slice(), householdGuess.slice()];
  let [sameRatio, householdRatio] = [0.2, hasHousehold ? 0.1 : 0];
  const pairs = patterns.counts.reduce((sum, count) => sum + count, 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const classify = classifierOf({ same, household, chance, sameRatio, householdRatio, leftOut });
    const sameCounts = new Float64Array(same.length);
    const householdCounts = new Float64Array(same.length);
    let [sameSum, householdSum] = [0, 0];
    for (let at = 0; at < patterns.counts.length; at += 1) {
      const shares = classify(levels, at * width);
      const count = patterns.counts[at] ?? 0;
      const [ofSame, ofHousehold] = [count * shares.same, count * shares.household];
      sameSum += ofSame;
      householdSum += ofHousehold;
      for (let field = 0; field < width; field += 1) {
        const index = field * MOST_LEVELS + (levels[at * width + field] ?? 0);
        sameCounts[index] = (sameCounts[index] ?? 0) + ofSame;
        householdCounts[index] = (householdCounts[index] ?? 0) + ofHousehold;
      }
    }
    sameRatio = Math.min(0.999, Math.max(1e-6, sameSum / Math.max(1, pairs)));
    householdRatio = hasHousehold ? Math.min(0.999 - sameRatio, householdSum / Math.max(1, pairs)) : 0;
    const moved = settleShares(sameCounts, fields, sameGuess, same);
    settleShares(householdCounts, fields, householdGuess, household);
    if (moved < SETTLED) break;
  }
  return { same, household, sameRatio, householdRatio, pairs, leftOut };
}
