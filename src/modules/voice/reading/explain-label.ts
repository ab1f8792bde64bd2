import { columnOf, weigh } from './feature-space.ts';
import { eachStand, featuresOf } from './hash-features.ts';
import type { TextModel } from './text-model.ts';
import { tokenise } from './tokenise-text.ts';

/** A piece of a text that speaks for a label. Units: `bits` how much, in doublings of the odds. Shape: places in the text as it was sent. */
export type Carrier = { readonly start: number; readonly end: number; readonly bits: number };

/** At most so many pieces are named. */
const MOST = 5;

/**
 * The words that carry a label, strongest first. What each feature adds to the label's score is shared among the words that it stands on; all pieces, the bias and what speaks against add up to the score.
 * Shape: empty for a label that the model does not know.
 */
export function explainLabel(model: TextModel, raw: string, label: string): readonly Carrier[] {
  const { lines, counter } = model;
  const column = lines.labels.indexOf(label);
  if (column < 0) return [];
  const { plain, tokens } = tokenise(raw);
  const features = featuresOf(tokens);
  const size = weigh(lines.space, features, counter);
  const worth = new Map<number, number>();
  for (let place = 0; place < size; place += 1) {
    const feature = counter.columns[place] as number;
    worth.set(feature, (counter.values[place] as number) * (lines.weights[feature * lines.labels.length + column] as number));
  }
  const bucketOf = (entry: number): number => (entry < features.words.length ? features.words[entry] : features.characters[entry - features.words.length]) as number;
  const times = new Map<number, number>();
  eachStand(features, (entry) => { times.set(bucketOf(entry), (times.get(bucketOf(entry)) ?? 0) + 1); });
  const shares = new Float64Array(tokens.length);
  eachStand(features, (entry, first, last) => {
    const bucket = bucketOf(entry);
    const added = (worth.get(columnOf(lines.space, bucket)) ?? 0) / (times.get(bucket) ?? 1) / 2;
    shares[first] = (shares[first] as number) + added;
    shares[last] = (shares[last] as number) + added;
  });
  return [...shares.keys()].filter((at) => (shares[at] as number) > 0 && tokens[at]?.kind !== 'mark').sort((a, b) => (shares[b] as number) - (shares[a] as number)).slice(0, MOST).map((at) => {
    const { start, end } = tokens[at] as { start: number; end: number };
    return { start: plain.origin?.[start] ?? start, end: plain.origin?.[end] ?? end, bits: (shares[at] as number) / Math.LN2 };
  });
}
