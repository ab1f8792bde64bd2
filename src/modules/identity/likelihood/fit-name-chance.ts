import type { Patterns } from './classify-pattern.ts';
import { createClassifier } from './classify-pattern.ts';
import { equalLevel, MOST_LEVELS } from './compare-values.ts';
import { contextOf, NAME_CONTEXTS } from './name-context.ts';
import type { RecordField } from './record-field.ts';
import type { Session } from './train-session.ts';

const ROUNDS = 15;
/** The chance among strangers counts as so many pairs: a few pairs of equal names change little. */
const TRUST = 20;

/** The chances of unrelated records, repeated for every context of names. */
export function inEveryContext(chance: Float64Array): Float64Array {
  const all = new Float64Array(chance.length * NAME_CONTEXTS);
  for (let context = 0; context < NAME_CONTEXTS; context += 1) all.set(chance, context * chance.length);
  return all;
}

/**
 * How e-mail addresses of unrelated people agree when their names do, learnt from blocks of equal names.
 * `grace.kelly52@…` and `grace.kelly86@…` say little about two people called Grace Kelly.
 */
export function fitNameChance(blocks: readonly { readonly patterns: Patterns; readonly session: Session }[], fields: readonly RecordField[], same: Float64Array, chance: Float64Array): Float64Array {
  const step = fields.length * MOST_LEVELS;
  const fitted = inEveryContext(chance);
  const emails = fields.flatMap((field, at) => (field.kind === 'email' ? [at] : []));
  if (emails.length === 0) return fitted;
  const contextAt = contextOf(fields);
  const classifierOf = createClassifier(fields);
  const kindsOf = (session: Session): string => session.leftOut.map((field) => fields[field]?.kind).sort().join();
  for (const [context, wanted] of [[1, 'given-name'], [2, 'surname'], [3, 'given-name,surname']] as const) {
    const block = blocks.find(({ session }) => kindsOf(session) === wanted);
    if (block === undefined) continue;
    const { patterns, session: { household, sameRatio, householdRatio, leftOut } } = block;
    for (let round = 0; round < ROUNDS; round += 1) {
      const classify = classifierOf({ same, household, chance: fitted, sameRatio, householdRatio, leftOut });
      const counts = new Float64Array(step);
      for (let at = 0; at < patterns.counts.length; at += 1) {
        if (contextAt(patterns.levels, at * patterns.width) !== context * step) continue;
        const unrelated = (patterns.counts[at] ?? 0) * classify(patterns.levels, at * patterns.width).unrelated;
        for (const field of emails) { const index = field * MOST_LEVELS + (patterns.levels[at * patterns.width + field] ?? 0); counts[index] = (counts[index] ?? 0) + unrelated; }
      }
      for (const field of emails) {
        const from = field * MOST_LEVELS;
        const equal = equalLevel('email');
        let said = 0;
        for (let level = 1; level <= equal; level += 1) said += counts[from + level] ?? 0;
        for (let level = 1; level <= equal; level += 1) fitted[context * step + from + level] = ((counts[from + level] ?? 0) + TRUST * (chance[from + level] ?? 0)) / (said + TRUST);
      }
    }
  }
  return fitted;
}
