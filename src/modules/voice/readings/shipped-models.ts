import { readFile } from 'node:fs/promises';
import { fingerprintOf, readModel, readModelCard } from '../reading/outputs/model-file.ts';
import type { ModelCard, OutputModel } from '../reading/outputs/output-model.ts';
import { readMeanings, type WordMeanings } from '../reading/outputs/word-meanings.ts';
import { questionOf } from '../teaching/questions.ts';

const MODELS = new URL('../../../../models/', import.meta.url);

/** Version of the rules of reading, beside the models. Raise it when the same text is read otherwise; the test beside this file tells when that is. */
export const READING_RULES = 5;

/** Version of the rules by which words of staff are read. Raise it when the same words give other facts: the history is read again then, and taught models stay what they are. The test of reading/staff tells when that is. */
export const STAFF_RULES = 2;

/** What tells readers apart. `fingerprint`: rules and models together; `madeFor`: what a taught model must have been learnt with to be among them. */
type Known = { readonly fingerprint: string; readonly madeFor: string };

/** The models that read. */
export type ReadingModels = Known & { readonly models: readonly OutputModel[]; readonly meanings: WordMeanings };

/** What the models that read say, and how well each of it. */
export type ReadingCards = Known & { readonly models: readonly ModelCard[] };

async function files(): Promise<readonly [meanings: Buffer, english: Buffer]> {
  return Promise.all([readFile(new URL('meanings-en.bin', MODELS)), readFile(new URL('outputs-en.model', MODELS))]);
}

function shippedBy([meanings, english]: readonly [Buffer, Buffer]): Known {
  return { fingerprint: `rules ${READING_RULES}, staff ${STAFF_RULES}, ${fingerprintOf(meanings, english)}`, madeFor: `rules ${READING_RULES}, ${fingerprintOf(meanings)}` };
}

/** The same where a taught model reads beside the shipped one. */
function taughtBy({ fingerprint, madeFor }: Known, taught: Uint8Array): Known {
  return { fingerprint: `${fingerprint}, taught ${fingerprintOf(Buffer.from(taught))}`, madeFor };
}

/** A taught model says what it learnt, the shipped one the rest. */
function besides<Model extends ModelCard>(shipped: Model, own: Model): Model[] {
  const learnt = new Set(own.outputs.map((output) => questionOf(output).key));
  return [{ ...shipped, outputs: shipped.outputs.filter((output) => !learnt.has(questionOf(output).key)) }, own];
}

/** The models that come with Custos, and one that the company taught; their cards lie beside them in `models/`. Takes some 40 MB: for threads that read. */
export async function readingModels(taught: Uint8Array | null = null): Promise<ReadingModels> {
  const both = await files();
  const meanings = readMeanings(both[0]);
  const shipped = readModel(both[1], meanings);
  return taught === null ? { ...shippedBy(both), meanings, models: [shipped] } : { ...taughtBy(shippedBy(both), taught), meanings, models: besides(shipped, readModel(Buffer.from(taught), meanings)) };
}

/** What the models that come with Custos say, without what it takes to say it, and what they say beside one that the company taught. Reads their files once. */
export async function readingCards(): Promise<Pick<Known, 'madeFor'> & { readonly withTaught: (taught: Uint8Array | null) => ReadingCards }> {
  const both = await files();
  const shipped = readModelCard(both[1]);
  const alone = { ...shippedBy(both), models: [shipped] };
  return { madeFor: alone.madeFor, withTaught: (taught) => (taught === null ? alone : { ...taughtBy(alone, taught), models: besides(shipped, readModelCard(Buffer.from(taught))) }) };
}

/** The models that come with Custos alone. */
export const shippedModels = (): Promise<ReadingModels> => readingModels(null);
