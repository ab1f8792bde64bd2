import { readFile } from 'node:fs/promises';
import { fingerprintOf, readModel } from '../reading/outputs/model-file.ts';
import type { OutputModel } from '../reading/outputs/output-model.ts';
import { readMeanings, type WordMeanings } from '../reading/outputs/word-meanings.ts';
import { questionOf } from '../teaching/questions.ts';

const MODELS = new URL('../../../../models/', import.meta.url);

/** Version of the rules of reading, beside the models. Raise it when the same text is read otherwise; the test beside this file tells when that is. */
export const READING_RULES = 5;

/** The models that read, and what tells them, together with the rules, from others. `madeFor`: what a taught model must have been learnt with to be among them. */
export type ReadingModels = { readonly models: readonly OutputModel[]; readonly meanings: WordMeanings; readonly fingerprint: string; readonly madeFor: string };

/** The models that come with Custos; their cards lie beside them in `models/`. With a model that the company taught, that one says what it learnt, and theirs the rest. */
export async function readingModels(taught: Uint8Array | null = null): Promise<ReadingModels> {
  const [table, english] = await Promise.all([readFile(new URL('meanings-en.bin', MODELS)), readFile(new URL('outputs-en.model', MODELS))]);
  const meanings = readMeanings(table);
  const shipped = readModel(english, meanings);
  const known = { meanings, fingerprint: `rules ${READING_RULES}, ${fingerprintOf(table, english)}`, madeFor: `rules ${READING_RULES}, ${fingerprintOf(table)}` };
  if (taught === null) return { ...known, models: [shipped] };
  const file = Buffer.from(taught);
  const own = readModel(file, meanings);
  const learnt = new Set(own.outputs.map((output) => questionOf(output).key));
  return { ...known, models: [{ ...shipped, outputs: shipped.outputs.filter((output) => !learnt.has(questionOf(output).key)) }, own], fingerprint: `${known.fingerprint}, taught ${fingerprintOf(file)}` };
}

/** The models that come with Custos alone. */
export const shippedModels = (): Promise<ReadingModels> => readingModels(null);
