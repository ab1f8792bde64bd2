import { COMPARED, FEATURES, type Feature, type Levels } from './compare-contact.ts';
import { ASSUMED_WINDOW, gapOf, type GapWindow } from './gap-window.ts';
import { NO_RETURNING_WORDS, type ReturningWords } from './returning-words.ts';
import type { WordWeights } from './word-weights.ts';
import { WORD_BUCKETS } from './contact-words.ts';

/** How often each outcome of a comparison comes among contacts about the same thing (`same`) and about others (`other`), where it is known at all. Shape: ratios by level, without `unknown`. */
export type LevelShares = { readonly [One in Feature]: Readonly<Record<string, { readonly same: number; readonly other: number }>> };

/**
 * By what contacts are put together. `window`: share about the same thing by the time since; `windows` those of topics of their own, by topic; `steady` that for what we write and what is said in public, which follows other habits than coming back. `words`: how rare each word is; `returning`, `returningTopics`: in which words and topics customers come back.
 * Invariant: a contact joins an issue when that is likelier than all others and none together.
 */
export type ThreadModel = { readonly shares: LevelShares; readonly window: GapWindow; readonly steady: GapWindow; readonly windows: Readonly<Record<string, GapWindow>>; readonly words: WordWeights; readonly returning: ReturningWords; readonly returningTopics: ReadonlySet<string>; /** Odds from which on a contact joins. Units: bits. */ readonly cutBits: number };

/** What is assumed before a company's own contacts say more: our judgement, each worth 40 comparisons (learn-threads.ts). */
export const ASSUMED_SHARES: LevelShares = {
  thing: {
    order: { same: 0.5, other: 0.15 }, 'order-other-product': { same: 0.03, other: 0.05 }, number: { same: 0.22, other: 0.05 }, product: { same: 0.14, other: 0.05 },
    'other-order': { same: 0.01, other: 0.3 }, 'other-number': { same: 0.04, other: 0.15 }, 'other-product': { same: 0.06, other: 0.25 },
  },
  thread: { same: { same: 0.8, other: 0.001 }, title: { same: 0.1, other: 0.03 }, other: { same: 0.1, other: 0.969 } },
  matter: {
    'same-alike': { same: 0.2, other: 0.02 }, 'same-little': { same: 0.1, other: 0.04 }, 'near-alike': { same: 0.04, other: 0.02 }, 'near-little': { same: 0.05, other: 0.1 }, 'differs-alike': { same: 0.03, other: 0.02 }, 'differs-little': { same: 0.03, other: 0.4 },
    alike: { same: 0.07, other: 0.02 }, somewhat: { same: 0.06, other: 0.08 }, little: { same: 0.04, other: 0.1 }, nothing: { same: 0.03, other: 0.14 },
    'before-alike': { same: 0.35, other: 0.1 }, 'before-near': { same: 0.15, other: 0.15 }, 'before-little': { same: 0.2, other: 0.5 }, before: { same: 0.3, other: 0.25 },
  },
  back: { says: { same: 0.4, other: 0.08 }, silent: { same: 0.2, other: 0.1 }, not: { same: 0.4, other: 0.82 } },
  ended: { content: { same: 0.1, other: 0.5 }, answered: { same: 0.3, other: 0.3 }, open: { same: 0.6, other: 0.2 } },
  handed: { on: { same: 0.15, other: 0.002 }, not: { same: 0.85, other: 0.998 } },
};

export function assumedModel(): ThreadModel {
  return { shares: ASSUMED_SHARES, window: ASSUMED_WINDOW, steady: ASSUMED_WINDOW, windows: {}, words: new Float32Array(WORD_BUCKETS).fill(2.5), returning: NO_RETURNING_WORDS, returningTopics: new Set(), cutBits: SURE_BITS };
}

/** A contact joins what is likelier than all other issues and none together. Units: bits. */
const SURE_BITS = 0;

/** One reason for or against; `bits` doublings of the odds against none of the issues, minus against. */
export type Reason = { readonly of: Feature | 'time'; readonly level: string; readonly bits: number };

const log2 = (ratio: number): number => Math.log2(Math.max(1e-4, ratio));

/** Odds that a contact is about the same thing as an issue rather than about something new, and why. Units: bits, 0 for even; `gapMs` since the last contact of the issue, below 0 within it. */
export function weighContact(model: ThreadModel, levels: Levels, gapMs: number, { isAsk, topic }: { readonly isAsk: boolean; readonly topic: string | null }): { readonly bits: number; readonly reasons: readonly Reason[] } {
  const window = (topic === null ? undefined : model.windows[topic]) ?? (isAsk ? model.window : model.steady);
  const ratio = Math.min(0.999, window[gapOf(Math.max(0, gapMs))] ?? 0);
  const reasons: Reason[] = [{ of: 'time', level: String(gapOf(Math.max(0, gapMs))), bits: log2(ratio / (1 - ratio)) }];
  for (const of of FEATURES) {
    const level = levels[of];
    const share = model.shares[of][level];
    if (share !== undefined) reasons.push({ of, level, bits: log2(share.same / Math.max(1e-4, share.other)) });
  }
  return { bits: reasons.reduce((sum, one) => sum + one.bits, 0), reasons };
}

/** Bits as how sure that is. Shape: 0 to 1. */
export function surenessOf(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}

/** All outcomes that say something, of all comparisons. */
export const KNOWN_LEVELS: Readonly<Record<Feature, readonly string[]>> = Object.fromEntries(FEATURES.map((of) => [of, COMPARED[of].filter((level) => level !== 'unknown')])) as Record<Feature, string[]>;

/** Outcomes of one comparison of which exactly one comes, group by group: what those who say that they come back say of the matter is counted by itself. Their shares add up to 1 in each. */
export const GROUPS: Readonly<Record<Feature, readonly (readonly string[])[]>> = Object.fromEntries(FEATURES.map((of) => [of, [...Map.groupBy(KNOWN_LEVELS[of], (level) => level.startsWith('before')).values()]])) as unknown as Record<Feature, string[][]>;
