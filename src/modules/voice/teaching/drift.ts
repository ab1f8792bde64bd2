import { normalQuantile } from '../scores/quantiles.ts';
import type { Drift, DriftMove } from './contract.ts';

/** What was read in one month: in how many of its `texts` each label (`output/label`) was said, with the sums of how sure that was and of its squares; and in a sample of them the shares of unknown words. Units: ratios 0 to 1. */
export type MonthSeen = {
  readonly month: string; readonly texts: number; readonly labels: ReadonlyMap<string, { readonly hits: number; readonly sure: number; readonly sureSquared: number }>;
  readonly unknown: { readonly texts: number; readonly sum: number; readonly squares: number };
};

/** Fewer texts than these tell nothing: in the month that is looked at, and in those before it together. */
export const DRIFT_FEWEST = { now: 100, before: 200, sample: 30 } as const;
/** Chance that anything is told to have moved in a month in which nothing did. */
const FALSE_MOST = 0.01;
/** A move that is told is at least this large: a share by a quarter of itself and a hundredth of all texts, sureness by three hundredths, unknown words by a fifth of themselves. */
const LEAST = { shareOfItself: 0.25, share: 0.01, sure: 0.03, unknownOfItself: 0.2 } as const;
/** From so many months before on, how much they differ among themselves counts as well. */
const MONTHS_TELL = 3;

type Sums = { readonly count: number; readonly sum: number; readonly squares: number };

const meanOf = ({ count, sum }: Sums): number => sum / Math.max(1, count);
const added = (all: readonly Sums[]): Sums => all.reduce((total, one) => ({ count: total.count + one.count, sum: total.sum + one.sum, squares: total.squares + one.squares }), { count: 0, sum: 0, squares: 0 });
const varianceOf = (one: Sums): number => (one.count < 2 ? 0 : Math.max(0, (one.squares - one.sum ** 2 / one.count) / (one.count - 1)));

/** How far a month's mean lies from those before it, in standard errors. What the months before differ among themselves beyond chance is chance here too. */
export function distance(now: Sums, before: readonly Sums[]): number {
  const all = added(before);
  const spread = varianceOf(added([all, now]));
  const known = before.filter(({ count }) => count > 0);
  const means = known.map(meanOf);
  const middle = means.reduce((sum, one) => sum + one, 0) / Math.max(1, means.length);
  const between = known.length < MONTHS_TELL ? 0 : means.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (known.length - 1) - known.reduce((sum, { count }) => sum + spread / count, 0) / known.length;
  const error = Math.sqrt(spread * (1 / Math.max(1, now.count) + 1 / Math.max(1, all.count)) + Math.max(0, between) * (1 + 1 / Math.max(1, known.length)));
  const difference = meanOf(now) - meanOf(all);
  return error === 0 ? 0 : difference / error;
}

/**
 * Whether the latest month moved away from those before it, and whether its words did too. A label that moves in words that the models know is news of the customers; one that moves with new words may be an error of the models.
 * Invariant: with nothing moved, fewer than one month in a hundred is told to have. Source: docs/methods/teaching.md.
 */
export function driftOf(now: MonthSeen | null, before: readonly MonthSeen[], zone: string): Drift {
  const total = before.reduce((sum, { texts }) => sum + texts, 0);
  const nothing: Drift = { state: 'too-little', month: now?.month ?? null, texts: now?.texts ?? 0, before: total, unknownWords: null, moves: [], zone };
  if (now === null || now.texts < DRIFT_FEWEST.now || total < DRIFT_FEWEST.before) return nothing;
  const names = [...new Set([...now.labels.keys(), ...before.flatMap(({ labels }) => [...labels.keys()])])].sort();
  // Every label has two chances to be told, its share and its sureness, and the words have one.
  const far = normalQuantile(1 - FALSE_MOST / 2 / (2 * names.length + 1));
  const moves = names.flatMap((name): DriftMove[] => {
    const [output = '', label = ''] = name.split('/');
    const shareIn = ({ texts, labels }: MonthSeen): Sums => { const hits = labels.get(name)?.hits ?? 0; return { count: texts, sum: hits, squares: hits }; };
    const sureIn = ({ labels }: MonthSeen): Sums => { const one = labels.get(name); return { count: one?.hits ?? 0, sum: one?.sure ?? 0, squares: one?.sureSquared ?? 0 }; };
    const share = { was: meanOf(added(before.map(shareIn))), is: meanOf(shareIn(now)) };
    const sure = { was: meanOf(added(before.map(sureIn))), is: meanOf(sureIn(now)) };
    const hasShareMoved = Math.abs(share.is - share.was) >= Math.max(LEAST.share, LEAST.shareOfItself * share.was) && Math.abs(distance(shareIn(now), before.map(shareIn))) > far;
    const isSureKnown = sureIn(now).count >= DRIFT_FEWEST.sample && added(before.map(sureIn)).count >= DRIFT_FEWEST.sample;
    const hasSureMoved = isSureKnown && Math.abs(sure.is - sure.was) >= LEAST.sure && Math.abs(distance(sureIn(now), before.map(sureIn))) > far;
    return [...(hasShareMoved ? [{ output, label, what: 'share' as const, ...share }] : []), ...(hasSureMoved ? [{ output, label, what: 'confidence' as const, ...sure }] : [])];
  });
  const wordsIn = ({ unknown }: MonthSeen): Sums => ({ count: unknown.texts, sum: unknown.sum, squares: unknown.squares });
  const words = { was: meanOf(added(before.map(wordsIn))), is: meanOf(wordsIn(now)) };
  const areWordsKnown = now.unknown.texts >= DRIFT_FEWEST.sample && added(before.map(wordsIn)).count >= DRIFT_FEWEST.sample;
  const isReal = areWordsKnown && words.is - words.was >= LEAST.unknownOfItself * words.was && distance(wordsIn(now), before.map(wordsIn)) > far;
  const state = moves.length > 0 ? (isReal ? 'drift' : 'other-topics') : isReal ? 'other-words' : 'steady';
  return { ...nothing, state, unknownWords: areWordsKnown ? { ...words, isReal } : null, moves: moves.sort((a, b) => Math.abs(b.is - b.was) - Math.abs(a.is - a.was)).slice(0, 12) };
}
