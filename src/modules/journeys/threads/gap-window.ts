import { GAP_ENDS_MS } from './contract.ts';

const DAY_MS = 86_400_000;

export const GAPS = GAP_ENDS_MS.length + 1;
/** From here on contacts are taken for unrelated: how often people come by chance. Units: ms. */
const CHANCE_FROM_MS = 42 * DAY_MS;
const CHANCE_UNTIL_MS = 365 * DAY_MS;

/** Share of contacts after such a time that are about the same thing, before anything is known of the company. Units: ratio. */
const ASSUMED: readonly number[] = GAP_ENDS_MS.map((endMs, at) => 0.9 * Math.exp(-((GAP_ENDS_MS[at - 1] ?? 0) + endMs) / 2 / (5 * DAY_MS))).map((ratio) => Math.max(0.01, ratio)).concat(0.005);
/** So many observed waits weigh as much as what is assumed. */
const WEIGHT_OF_ASSUMED = 20;

/** The place of a time among the stretches. */
export function gapOf(ms: number): number {
  const at = GAP_ENDS_MS.findIndex((endMs) => ms < endMs);
  return at < 0 ? GAPS - 1 : at;
}

/** One wait of a customer after a contact. Units: ms. `ended`: by another contact, else the history ends first. */
export type Wait = { readonly ms: number; readonly ended: boolean };

/** Share of contacts about the same thing, by the time since the last: the window. Shape: ratios by place of `gapOf`; once comparisons have corrected it, it may rise where people come after a day or two. */
export type GapWindow = readonly number[];

export const ASSUMED_WINDOW: GapWindow = ASSUMED;

/**
 * The window of a company, or of one topic, from how long its customers wait between contacts: soon after a contact they come oftener than by chance, and what is above chance is about the same thing.
 * Invariant: falls or stays with time, as far as few waits can say otherwise; without waits it is what is assumed. Source: research on repeat contacts by the hazard of the same reason against unrelated ones (docs/methods/issue-threading.md).
 */
export function gapWindow(waits: readonly Wait[], assumed: GapWindow = ASSUMED_WINDOW): GapWindow {
  const [ended, exposedMs] = [Array.from({ length: GAPS }, () => 0), Array.from({ length: GAPS }, () => 0)];
  let [byChance, chanceMs] = [0, 0];
  for (const { ms, ended: isEnded } of waits) {
    const place = gapOf(ms);
    if (isEnded) ended[place] = (ended[place] ?? 0) + 1;
    for (let at = 0; at <= place; at++) {
      const fromMs = GAP_ENDS_MS[at - 1] ?? 0;
      exposedMs[at] = (exposedMs[at] ?? 0) + Math.min(ms, GAP_ENDS_MS[at] ?? ms) - fromMs;
    }
    if (ms > CHANCE_FROM_MS) {
      chanceMs += Math.min(ms, CHANCE_UNTIL_MS) - CHANCE_FROM_MS;
      if (isEnded && ms <= CHANCE_UNTIL_MS) byChance += 1;
    }
  }
  if (chanceMs === 0) return assumed;
  const chancePerMs = (byChance + 0.5) / chanceMs;
  const ratios = ended.map((count, at) => {
    const expected = chancePerMs * (exposedMs[at] ?? 0);
    const own = count === 0 ? 0 : Math.max(0, 1 - expected / count);
    return (own * count + (assumed[at] ?? 0) * WEIGHT_OF_ASSUMED) / (count + WEIGHT_OF_ASSUMED);
  });
  return falling(ratios, ended.map((count) => count + WEIGHT_OF_ASSUMED));
}

/** The nearest row of numbers that never rises: neighbours that do are taken together (pool adjacent violators). */
export function falling(values: readonly number[], weights: readonly number[]): number[] {
  const blocks: { mean: number; weight: number; length: number }[] = [];
  for (const [at, value] of values.entries()) {
    blocks.push({ mean: value, weight: weights[at] ?? 1, length: 1 });
    for (let last = blocks.at(-1), before = blocks.at(-2); last !== undefined && before !== undefined && last.mean > before.mean; last = blocks.at(-1), before = blocks.at(-2)) {
      blocks.pop();
      before.mean = (before.mean * before.weight + last.mean * last.weight) / (before.weight + last.weight);
      before.weight += last.weight;
      before.length += last.length;
    }
  }
  return blocks.flatMap(({ mean, length }) => Array.from({ length }, () => mean));
}

/** The time until which a further contact is rather about the same thing than about another. Units: ms. */
export function windowEndMs(window: GapWindow): number {
  return GAP_ENDS_MS[window.findLastIndex((ratio, at) => ratio >= 0.5 && at < GAP_ENDS_MS.length)] ?? 0;
}
