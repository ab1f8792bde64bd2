import type { Counter } from '../feature-space.ts';
import { eachFeature, signBucket } from '../hash-features.ts';
import type { Lines } from '../text-model.ts';
import type { Token } from '../tokenise-text.ts';
import type { CueHit } from './cues.ts';

/** At most so many pieces are named, and none that carries less than this share of what the strongest does. */
const MOST = 3;
const LEAST_SHARE = 0.35;

/**
 * For each of these lines the pieces of a text that speak for it most: what each feature adds is shared among the words on which it stands, what a turn of phrase adds among its words.
 * Shape: places of tokens, strongest first. Invariant: the counter holds the `size` features of this very text.
 */
export function tokensFor(lines: Lines, counter: Counter, size: number, tokens: readonly Token[], hits: readonly CueHit[], columns: readonly number[]): number[][] {
  const width = lines.labels.length;
  const placeOf = new Map<number, number>();
  for (let place = 0; place < size; place += 1) placeOf.set(counter.columns[place] as number, place);
  const places: number[] = [];
  const firsts: number[] = [];
  const lasts: number[] = [];
  const times = new Map<number, number>();
  const note = (bucket: number, first: number, last: number): void => {
    const place = placeOf.get(lines.space.columnOf[bucket] as number);
    if (place === undefined) return;
    places.push(place); firsts.push(first); lasts.push(last);
    times.set(place, (times.get(place) ?? 0) + 1);
  };
  eachFeature(tokens, (bucket, _, first, last) => { note(bucket, first, last); });
  for (const { cue, first, last } of hits) note(signBucket(cue), first, last);
  return columns.map((column) => {
    const shares = new Float64Array(tokens.length);
    for (const [at, place] of places.entries()) {
      const added = (counter.values[place] as number) * (lines.weights[(counter.columns[place] as number) * width + column] as number) / (times.get(place) ?? 1) / 2;
      const [first, last] = [firsts[at] as number, lasts[at] as number];
      shares[first] = (shares[first] as number) + added;
      shares[last] = (shares[last] as number) + added;
    }
    const order = [...shares.keys()].filter((at) => (shares[at] as number) > 0 && tokens[at]?.kind !== 'mark').sort((a, b) => (shares[b] as number) - (shares[a] as number));
    const least = (shares[order[0] ?? 0] ?? 0) * LEAST_SHARE;
    return order.filter((at) => (shares[at] as number) >= least).slice(0, MOST);
  });
}
