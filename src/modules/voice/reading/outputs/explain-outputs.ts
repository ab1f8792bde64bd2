import { columnOf, type Counter } from '../feature-space.ts';
import { eachStand, signBucket } from '../hash-features.ts';
import type { Lines } from '../text-model.ts';
import type { Token } from '../tokenise-text.ts';
import type { SignedText } from './sign-text.ts';

/** At most so many pieces are named, and none that carries less than this share of what the strongest does. */
const MOST = 3;
const LEAST_SHARE = 0.35;
/** Stands of features that are looked at, for the longest of texts. */
const MOST_STANDS = 1 << 19;
const stands = new Int32Array(MOST_STANDS);
const firsts = new Int32Array(MOST_STANDS);

/**
 * For each of these lines the pieces of a text that speak for it most: what each feature adds is shared among the words on which it stands, what a turn of phrase adds among its words.
 * Shape: places of tokens, strongest first. Invariant: the counter holds the `size` features of this very text, and where they were counted.
 */
export function tokensFor(lines: Lines, counter: Counter, size: number, { features, tokens, hits }: SignedText, columns: readonly number[]): number[][] {
  const { space, weights, steps } = lines;
  const { counts, columns: known, places, values } = counter;
  const width = lines.labels.length;
  // Where each feature lies among those of this text, one more than its place, the last where it was counted twice; cleared below.
  for (let place = 0; place < size; place += 1) counts[known[place] as number] = place + 1;
  const times = new Uint16Array(size);
  const placeOf = (column: number): number => {
    const place = column < 0 ? -1 : (counts[column] as number) - 1;
    if (place >= 0) times[place] = (times[place] as number) + 1;
    return place;
  };
  const ends = new Int32Array(tokens.length);
  let end = 0;
  eachStand(features, (entry, first, last) => {
    const counted = places[entry] as number;
    const place = counted < 0 ? -1 : placeOf(known[counted] as number);
    if (place >= 0) { stands[end] = place; firsts[end] = first; end += 1; }
    ends[last] = end;
  });
  const said = hits.map(({ cue, first, last }) => ({ place: placeOf(columnOf(space, signBucket(cue))), first, last })).filter(({ place }) => place >= 0);
  for (let place = 0; place < size; place += 1) counts[known[place] as number] = 0;
  const worth = new Float64Array(size);
  const shares = new Float64Array(tokens.length);
  return columns.map((column) => {
    const step = steps[column] as number;
    for (let place = 0; place < size; place += 1) worth[place] = times[place] === 0 ? 0 : (values[place] as number) * Math.fround((weights[(known[place] as number) * width + column] as number) * step) / (times[place] as number);
    shares.fill(0);
    for (let at = 0, stand = 0; at < ends.length; at += 1) {
      // Each feature counts for its first and for its last token, which may be one.
      let own = shares[at] as number;
      for (const last = ends[at] as number; stand < last; stand += 1) {
        const added = worth[stands[stand] as number] as number;
        const first = firsts[stand] as number;
        if (first === at) own += added; else shares[first] = (shares[first] as number) + added;
        own += added;
      }
      shares[at] = own;
    }
    for (const { place, first, last } of said) {
      shares[first] = (shares[first] as number) + (worth[place] as number);
      shares[last] = (shares[last] as number) + (worth[place] as number);
    }
    return strongest(shares, tokens);
  });
}

/** The few tokens with the largest shares, strongest first. */
function strongest(shares: Float64Array, tokens: readonly Token[]): number[] {
  const best: number[] = [];
  for (let at = 0; at < shares.length; at += 1) {
    const share = shares[at] as number;
    if (share <= 0 || tokens[at]?.kind === 'mark') continue;
    let place = best.length;
    while (place > 0 && (shares[best[place - 1] as number] as number) < share) place -= 1;
    if (place >= MOST) continue;
    best.splice(place, 0, at);
    if (best.length > MOST) best.pop();
  }
  const least = (shares[best[0] ?? 0] ?? 0) * LEAST_SHARE;
  return best.filter((at) => (shares[at] as number) >= least);
}
