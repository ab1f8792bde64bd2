import { equalLevel, MOST_LEVELS } from './compare-values.ts';
import { contextOf } from './name-context.ts';
import type { RecordField } from './record-field.ts';
import { isSharedAtHome, TWINS_RATIO } from './record-field.ts';

/** Pairs by what agrees: `levels` holds `width` levels a pattern, `counts` how many pairs show it. */
export type Patterns = { readonly width: number; readonly levels: Uint8Array; readonly counts: Float64Array };

/** What is believed while pairs are learnt from. `chance` holds every context of names; shares are of the pairs at hand. */
export type Beliefs = { readonly same: Float64Array; readonly household: Float64Array; readonly chance: Float64Array; readonly sameRatio: number; readonly householdRatio: number; readonly leftOut: readonly number[] };

/** Posterior shares of one pattern; written over by the next call. */
export type Shares = { same: number; household: number; unrelated: number };

/** The three-class posterior of patterns. `byChance`, where given, is the chance of the agreeing value itself, a field; 0 means: take the level's. */
export function createClassifier(fields: readonly RecordField[]): (beliefs: Beliefs) => (levels: Uint8Array, from: number, byValue?: Float32Array) => Shares {
  const shared = fields.map((field) => isSharedAtHome(field.kind));
  const born = fields.map((field) => (field.kind === 'birth-date' ? equalLevel(field.kind) : -1));
  const contextAt = contextOf(fields);
  const shares: Shares = { same: 0, household: 0, unrelated: 1 };
  return ({ same, household, chance, sameRatio, householdRatio, leftOut }) => {
    const used = fields.flatMap((_, field) => (leftOut.includes(field) ? [] : [field]));
    return (levels, from, byValue) => {
      const context = contextAt(levels, from);
      let [s, h, u] = [sameRatio, householdRatio, 1 - sameRatio - householdRatio];
      for (const field of used) {
        const level = levels[from + field] ?? 0;
        if (level === 0) continue;
        const index = field * MOST_LEVELS + level;
        const ofValue = byValue === undefined ? 0 : byValue[from + field] ?? 0;
        const ofLevel = chance[context + index] ?? 1e-9;
        const byChance = ofValue === 0 ? ofLevel : context === 0 || fields[field]?.kind !== 'email' ? ofValue : Math.max(ofValue, ofLevel);
        s *= same[index] ?? 0;
        u *= byChance;
        h *= shared[field] === true ? household[index] ?? 0 : level === born[field] ? Math.max(byChance, TWINS_RATIO) : byChance;
      }
      const all = s + h + u;
      shares.same = all > 0 ? s / all : 0;
      shares.household = all > 0 ? h / all : 0;
      shares.unrelated = all > 0 ? u / all : 1;
      return shares;
    };
  };
}
