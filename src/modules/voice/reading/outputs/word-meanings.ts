import { AppError } from '../../../../kernel/app-error.ts';
import type { Token } from '../tokenise-text.ts';

/** Where words lie among meanings: near words are used alike. Shape: `vectors` has `dimensions` steps for each word, `scales` what a step of a word is worth; words in the order of how common they are. */
export type WordMeanings = { readonly dimensions: number; readonly placeOf: ReadonlyMap<string, number>; readonly vectors: Int8Array; readonly scales: Float32Array };

/** Words up to about this place are so common that they say little. Source: Arora and others (2017), weights a ⁄ (a + p), with p by Zipf's law. */
const COMMON = 200;

/** Where a text lies: the middle of its words, rare ones counting more, at a distance of 1. All zero when none of them is known. */
export function meaningOf({ dimensions, placeOf, vectors, scales }: WordMeanings, tokens: readonly Token[]): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const { kind, norm } of tokens) {
    if (kind !== 'word') continue;
    const place = placeOf.get(norm) ?? placeOf.get(norm.replace(/'.*$/u, ''));
    if (place === undefined) continue;
    const weight = (scales[place] as number) * place / (place + COMMON);
    for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] as number) + weight * (vectors[place * dimensions + at] as number);
  }
  let length = 0;
  for (const one of sum) length += one * one;
  if (length > 0) for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] as number) / Math.sqrt(length);
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
  return { dimensions, placeOf: new Map(list.map((word, place) => [word, place])), scales: new Float32Array(copy(0, words * 4)), vectors: new Int8Array(copy(words * 4, words * dimensions)) };
}
