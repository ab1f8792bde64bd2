import { createHash } from 'node:crypto';
import { AppError } from '../../../../kernel/app-error.ts';
import { columnOf, counterFor, seenBuckets, type Weighing } from '../feature-space.ts';
import { BUCKETS } from '../hash-features.ts';
import type { ReadLanguage } from '../small-words.ts';
import type { ModelCard, Output, OutputModel } from './output-model.ts';
import type { WordMeanings } from './word-meanings.ts';

const MARK = 'custos output model 1\n';

type Head = {
  readonly languages: readonly ReadLanguage[]; readonly labels: readonly string[]; readonly weighing: Weighing; readonly buckets: number; readonly meanings: number; readonly biases: readonly number[]; readonly steps: readonly number[];
  readonly outputs: readonly (Omit<Output, 'calibration'> & { readonly scale: number; readonly shifts: readonly number[] })[];
};

/** A model as a file: a line of JSON that says what it is, the buckets that it knows, their rarity, and its weights in 255 steps a line. */
export function writeModel({ languages, lines, outputs }: OutputModel): Buffer {
  const { labels, space, weights: numbers, steps: worths, biases } = lines;
  const width = labels.length;
  const weights = Float32Array.from(numbers, (number, at) => number * (worths[at % width] ?? 1));
  const buckets = new Uint32Array(space.width - space.meanings);
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) { const column = columnOf(space, bucket); if (column >= 0) buckets[column] = bucket; }
  const steps = labels.map((_, label) => {
    let most = 0;
    for (let at = label; at < weights.length; at += width) most = Math.max(most, Math.abs(weights[at] as number));
    return most / 127 || 1;
  });
  const head: Head = { languages, labels, weighing: space.weighing, buckets: buckets.length, meanings: space.meanings, biases: [...biases], steps, outputs: outputs.map(({ calibration, ...output }) => ({ ...output, scale: calibration.scale, shifts: [...calibration.shifts] })) };
  const small = Int8Array.from(weights, (weight, at) => Math.round(weight / (steps[at % width] ?? 1)));
  return Buffer.concat([Buffer.from(`${MARK}${JSON.stringify(head)}\n`), Buffer.from(buckets.buffer), Buffer.from(space.rarity.buffer), Buffer.from(small.buffer)]);
}

function headOf(file: Buffer): { readonly head: Head; readonly numbers: Buffer } {
  if (file.toString('latin1', 0, MARK.length) !== MARK) throw new AppError('internal', 'model-unreadable', 'A model in models/ is not one. Install Custos again, or run `npm run train -- outputs`.');
  const end = file.indexOf('\n', MARK.length);
  return { head: JSON.parse(file.toString('utf8', MARK.length, end)) as Head, numbers: file.subarray(end + 1) };
}

const outputsOf = (head: Head): Output[] => head.outputs.map(({ scale, shifts, ...output }) => ({ ...output, calibration: { scale, shifts: Float64Array.from(shifts) } }));

/** What a model says and how well, from its first line: costs no memory. Errors: `internal` for a file that is no model. */
export function readModelCard(file: Buffer): ModelCard {
  const { head } = headOf(file);
  return { languages: head.languages, outputs: outputsOf(head) };
}

/** Reads what `writeModel` wrote. Errors: `internal` for anything else, and for a model that needs word meanings without them. */
export function readModel(file: Buffer, meanings: WordMeanings | null): OutputModel {
  const { head, numbers } = headOf(file);
  if (head.meanings > 0 && head.meanings !== meanings?.dimensions) throw new AppError('internal', 'meanings-missing', 'A model in models/ needs the table of word meanings beside it.');
  const copy = (from: number, length: number): ArrayBuffer => new Uint8Array(numbers.subarray(from, from + length)).buffer;
  const buckets = new Uint32Array(copy(0, head.buckets * 4));
  const width = head.buckets + head.meanings;
  const count = head.labels.length;
  const weights = new Int8Array(copy(head.buckets * 8, width * count));
  const space = { seen: seenBuckets(buckets), rarity: new Float32Array(copy(head.buckets * 4, head.buckets * 4)), width, meanings: head.meanings, weighing: head.weighing };
  return {
    languages: head.languages, meanings: head.meanings > 0 ? meanings : null, lines: { labels: head.labels, space, weights, steps: Float64Array.from(head.steps), biases: Float32Array.from(head.biases) }, counter: counterFor(space),
    outputs: outputsOf(head),
  };
}

/** What tells one model from another. */
export function fingerprintOf(...files: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file);
  return hash.digest('hex').slice(0, 16);
}
