import { AppError } from '../../../../kernel/app-error.ts';
import { madeOnce, type Word } from '../known-words.ts';
import type { Token } from '../tokenise-text.ts';

/** Where words lie among meanings: near words are used alike. Shape: `vectors` has `dimensions` steps for each word, `scales` what a step of a word is worth; words in the order of how common they are; `placeOfWord` -1 for those that are not known. */
export type WordMeanings = { readonly dimensions: number; readonly placeOf: ReadonlyMap<string, number>; readonly placeOfWord: (word: Word) => number; readonly vectors: Int8Array; readonly scales: Float32Array };

/** Words up to about this place are so common that they say little. Source: Arora and others (2017), weights a ⁄ (a + p), with p by Zipf's law. */
const COMMON = 200;

/** "Driver's" lies where "driver" does, unless it is known itself. */
function placeIn(placeOf: WordMeanings['placeOf'], norm: string): number {
  return placeOf.get(norm) ?? placeOf.get(norm.replace(/'.*$/u, '')) ?? -1;
}

/** Where a text lies: the middle of its words, rare ones counting more, at a distance of 1. All zero when none of them is known. */
export function meaningOf({ dimensions, placeOfWord, vectors, scales }: WordMeanings, tokens: readonly Token[]): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const { kind, word } of tokens) {
    const place = kind === 'word' ? placeOfWord(word) : -1;
    if (place < 0) continue;
    const weight = (scales[place] as number) * place / (place + COMMON);
    const from = place * dimensions;
    for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] as number) + weight * (vectors[from + at] as number);
  }
  let squares = 0;
  for (let at = 0; at < dimensions; at += 1) squares += (sum[at] as number) * (sum[at] as number);
  const length = Math.sqrt(squares);
  if (length > 0) for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] as number) / length;
  return sum;
}

const MARK = 'custos word meanings 1\n';

/** A table of words as a file: a line of JSON that says what it is, the words, the scales, the steps. */
export function writeMeanings(words: readonly string[], vectors: readonly (readonly number[])[]): Buffer {
  const dimensions = vectors[0]?.length ?? 0;
  const scales = Float32Array.from(vectors, (vector) => Math.max(...vector.map(Math.abs)) / 127 || 1);
  const steps = Int8Array.from({ length: words.length * dimensions }, (_, at) => Math.round((vectors[Math.floor(at / dimensions)]?.[at % dimensions] ?? 0) / (scales[Math.floor(at / dimensions)] ?? 1)));
  const list = Buffer.from(words.join('\n'), 'utf8');
  return Buffer.concat([Buffer.from(`${MARK}${JSON.stringify({ dimensions, words: words.length, bytes: list.length })}\n`), list, Buffer.from(scales.buffer), Buffer.from(steps.buffer)]);
}

/** Reads what `writeMeanings` wrote. Errors: `internal` for anything else. */
export function readMeanings(file: Buffer): WordMeanings {
  if (file.toString('latin1', 0, MARK.length) !== MARK) throw new AppError('internal', 'meanings-unreadable', 'The table of word meanings in models/ is not one. Install Custos again, or run `npm run train -- meanings`.');
  const end = file.indexOf('\n', MARK.length);
  const { dimensions, words, bytes } = JSON.parse(file.toString('utf8', MARK.length, end)) as { dimensions: number; words: number; bytes: number };
  const from = end + 1;
  const list = file.toString('utf8', from, from + bytes).split('\n');
  const numbers = file.subarray(from + bytes);
  const copy = (start: number, length: number): ArrayBuffer => new Uint8Array(numbers.subarray(start, start + length)).buffer;
  return { dimensions, ...placesOf(list), scales: new Float32Array(copy(0, words * 4)), vectors: new Int8Array(copy(words * 4, words * dimensions)) };
}

/** Where words stand in a list. By itself, because what looks words up holds whatever is known where it is made: that would be the whole file. */
function placesOf(list: readonly string[]): Pick<WordMeanings, 'placeOf' | 'placeOfWord'> {
  const placeOf = new Map(list.map((word, place) => [word, place]));
  return { placeOf, placeOfWord: madeOnce((norm) => placeIn(placeOf, norm)) };
}
