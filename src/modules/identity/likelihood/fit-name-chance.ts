import type { Patterns } from './classify-pattern.ts';
import { createClassifier } from './classify-pattern.ts';
import { DIFFERENT, equalLevel, MOST_LEVELS } from './compare-values.ts';
import { contextOf, fillUnknownNames, NAME_CONTEXTS } from './name-context.ts';
import type { RecordField } from './record-field.ts';
import { firstGuess } from './train-session.ts';

const ROUNDS = 15;
/** The chance among strangers counts as so many pairs: a few pairs of equal names change little. */
const TRUST = 20;

/** The chances of unrelated records, repeated for every context of names. */
export function inEveryContext(chance: Float64Array): Float64Array {
  const all = new Float64Array(chance.length * NAME_CONTEXTS);
  for (let context = 0; context < NAME_CONTEXTS; context += 1) all.set(chance, context * chance.length);
  return all;
}

/** Pairs drawn from one block, and the fields that it is made of. */
export type NamedBlock = { readonly patterns: Patterns; readonly leftOut: readonly number[] };

/**
 * How e-mail addresses of unrelated people agree when their names do, learnt from blocks of equal names.
 * `grace.kelly52@…` and `grace.kelly86@…` say little about two people called Grace Kelly, and the same `grace.kelly@…` less than among strangers.
 */
export function fitNameChance(blocks: readonly NamedBlock[], fields: readonly RecordField[], same: Float64Array, chance: Float64Array): Float64Array {
  const step = fields.length * MOST_LEVELS;
  const fitted = inEveryContext(chance);
  const emails = fields.flatMap((field, at) => (field.kind === 'email' ? [at] : []));
  if (emails.length === 0) return fitted;
  const contextAt = contextOf(fields);
  const classifierOf = createClassifier(fields);
  for (const { patterns, leftOut } of blocks) {
    const kinds = leftOut.map((field) => fields[field]?.kind);
    const context = (kinds.includes('given-name') ? 1 : 0) + (kinds.includes('surname') ? 2 : 0);
    const household = firstGuess(fields, 0.7);
    let [sameRatio, householdRatio] = [0.1, context === 2 ? 0.05 : 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      // What a household has in common is not known yet: fields of a home agree mostly, an address of a person as among strangers.
      for (const field of emails) for (let level = 1; level < MOST_LEVELS; level += 1) household[field * MOST_LEVELS + level] = fitted[context * step + field * MOST_LEVELS + level] ?? 0;
      const classify = classifierOf({ same, household, chance: fitted, sameRatio, householdRatio, leftOut });
      const counts = new Float64Array(step);
      let [pairs, ofSame, ofHousehold] = [0, 0, 0];
      for (let at = 0; at < patterns.counts.length; at += 1) {
        if (contextAt(patterns.levels, at * patterns.width) !== context * step) continue;
        const count = patterns.counts[at] ?? 0;
        const shares = classify(patterns.levels, at * patterns.width);
        pairs += count;
        ofSame += count * shares.same;
        ofHousehold += count * shares.household;
        for (const field of emails) { const index = field * MOST_LEVELS + (patterns.levels[at * patterns.width + field] ?? 0); counts[index] = (counts[index] ?? 0) + count * shares.unrelated; }
      }
      [sameRatio, householdRatio] = [Math.max(1e-6, ofSame / Math.max(1, pairs)), ofHousehold / Math.max(1, pairs)];
      for (const field of emails) {
        const from = field * MOST_LEVELS;
        const equal = equalLevel('email');
        let said = 0;
        for (let level = 1; level <= equal; level += 1) said += counts[from + level] ?? 0;
        for (let level = 1; level <= equal; level += 1) {
          const share = ((counts[from + level] ?? 0) + TRUST * (chance[from + level] ?? 0)) / (said + TRUST);
          // Equal names make addresses no less alike: what is rare may all be taken for one person, and would then be taken for it the more.
          fitted[context * step + from + level] = level === DIFFERENT ? share : Math.max(share, chance[from + level] ?? 0);
        }
      }
    }
  }
  fillUnknownNames(fitted, fields);
  return fitted;
}
