import { seededRandom } from '../../../kernel/seeded-random.ts';
import { topicText, type TopicText } from './topic-text.ts';

/** Texts without their copies. Shape: `copyOf` gives for each text the place of its first copy in `firsts`; −1 for a text that says nothing. */
export type DistinctTexts = { readonly firsts: readonly number[]; readonly copyOf: Int32Array };

const BETWEEN = /[^\p{L}\p{N}]+/gu;
const LONG_NUMBER = /\p{N}{3,}/gu;
const MOST_CHARACTERS = 20_000;

/** What copies of one text have in common: letters and numbers, whatever the case, signs or long numbers. Empty when nothing is said. */
export function copyKey(raw: string): string {
  return raw.slice(0, MOST_CHARACTERS).toLowerCase().replaceAll(LONG_NUMBER, '#').replaceAll(BETWEEN, ' ').trim();
}

/** Finds copies: a review sent 10,000 times is one piece of evidence. */
export function distinctTexts(raws: readonly string[]): DistinctTexts {
  const firsts: number[] = [];
  const placeOf = new Map<string, number>();
  const copyOf = Int32Array.from(raws, (raw, row) => {
    const key = copyKey(raw);
    if (key === '') return -1;
    const known = placeOf.get(key);
    if (known !== undefined) return known;
    placeOf.set(key, firsts.length);
    firsts.push(row);
    return firsts.length - 1;
  });
  return { firsts, copyOf };
}

/** A text drawn to be learnt from. */
export type DrawnText = { readonly row: number; readonly text: TopicText };

/** As many texts as are compared pair by pair in seconds, and as many features as are taken in by the latent space. */
const MOST_TEXTS = 10_000;
const MOST_FEATURES = 3_000_000;

/** Texts to learn from: all, or a fair draw where they are too many. Shape: sorted by row. */
export function drawnTexts(raws: readonly string[], rows: readonly number[], seed: number): DrawnText[] {
  const order = shuffled(rows, seed);
  const drawn: DrawnText[] = [];
  let features = 0;
  for (const row of order) {
    if (drawn.length >= MOST_TEXTS || features >= MOST_FEATURES) break;
    const text = topicText(raws[row] ?? '');
    if (text.words.length === 0) continue;
    features += text.features.words.length + text.features.characters.length;
    drawn.push({ row, text });
  }
  return drawn.sort((a, b) => a.row - b.row);
}

function shuffled(rows: readonly number[], seed: number): number[] {
  const random = seededRandom(seed);
  const order = [...rows];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order;
}
