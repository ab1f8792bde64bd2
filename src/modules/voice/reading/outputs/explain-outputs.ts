import type { Counter } from '../feature-space.ts';
import { eachFeature, signBucket } from '../hash-features.ts';
import type { Lines } from '../text-model.ts';
import type { Token } from '../tokenise-text.ts';
import type { CueHit } from './cues.ts';

/** At most so many pieces are named, and none that carries less than this share of what the strongest does. */
const MOST = 3;
const LEAST_SHARE = 0.35;
/** Stands of features that are looked at, for the longest of texts. */
const MOST_STANDS = 1 << 19;
const stands = new Int32Array(MOST_STANDS);
const firsts = new Int32Array(MOST_STANDS);
const lasts = new Int32Array(MOST_STANDS);

const buckets = new Map<string, number>();

function bucketOfCue(cue: string): number {
  const known = buckets.get(cue);
  if (known !== undefined) return known;
  const made = signBucket(cue);
  buckets.set(cue, made);
  return made;
}

/**
 * For each of these lines the pieces of a text that speak for it most: what each feature adds is shared among the words on which it stands, what a turn of phrase adds among its words.
 * Shape: places of tokens, strongest first. Invariant: the counter holds the `size` features of this very text.
 */
export function tokensFor(lines: Lines, counter: Counter, size: number, tokens: readonly Token[], hits: readonly CueHit[], columns: readonly number[]): number[][] {
  const { space, weights } = lines;
  const { counts } = counter;
  const width = lines.labels.length;
  // Where each feature lies among those of this text, one more than its place; cleared below.
  for (let place = 0; place < size; place += 1) counts[counter.columns[place] as number] = place + 1;
  const times = new Uint16Array(size);
  let end = 0;
  const note = (bucket: number, first: number, last: number): void => {
    const column = space.columnOf[bucket] as number;
    const place = column < 0 ? 0 : counts[column] as number;
    if (place === 0 || end >= MOST_STANDS) return;
    stands[end] = place - 1;
    firsts[end] = first;
    lasts[end] = last;
    end += 1;
    times[place - 1] = (times[place - 1] as number) + 1;
  };
  eachFeature(tokens, (bucket, _, first, last) => { note(bucket, first, last); });
  for (const { cue, first, last } of hits) note(bucketOfCue(cue), first, last);
  for (let place = 0; place < size; place += 1) counts[counter.columns[place] as number] = 0;
  const worth = new Float64Array(size);
  const shares = new Float64Array(tokens.length);
  return columns.map((column) => {
    for (let place = 0; place < size; place += 1) worth[place] = times[place] === 0 ? 0 : (counter.values[place] as number) * (weights[(counter.columns[place] as number) * width + column] as number) / (times[place] as number);
    shares.fill(0);
    for (let at = 0; at < end; at += 1) {
      const added = worth[stands[at] as number] as number;
      shares[firsts[at] as number] = (shares[firsts[at] as number] as number) + added;
      shares[lasts[at] as number] = (shares[lasts[at] as number] as number) + added;
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
