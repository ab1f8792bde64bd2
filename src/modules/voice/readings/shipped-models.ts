import { readFile } from 'node:fs/promises';
import { fingerprintOf, readModel, readModelCard } from '../reading/outputs/model-file.ts';
import type { ModelCard, OutputModel } from '../reading/outputs/output-model.ts';
import { readMeanings, type WordMeanings } from '../reading/outputs/word-meanings.ts';
import { questionOf } from '../teaching/questions.ts';

const MODELS = new URL('../../../../models/', import.meta.url);

/** Version of the rules of reading, beside the models. Raise it when the same text is read otherwise; the test beside this file tells when that is. */
export const READING_RULES = 5;

/** What tells readers apart. `fingerprint`: rules and models together; `madeFor`: what a taught model must have been learnt with to be among them. */
type Known = { readonly fingerprint: string; readonly madeFor: string };

/** The models that read. */
export type ReadingModels = Known & { readonly models: readonly OutputModel[]; readonly meanings: WordMeanings };

/** What the models that read say, and how well each of it. */
export type ReadingCards = Known & { readonly models: readonly ModelCard[] };

async function files(): Promise<readonly [meanings: Buffer, english: Buffer]> {
  return Promise.all([readFile(new URL('meanings-en.bin', MODELS)), readFile(new URL('outputs-en.model', MODELS))]);
}

function known([meanings, english]: readonly [Buffer, Buffer], taught: Uint8Array | null): Known {
  const shipped = `rules ${READING_RULES}, ${fingerprintOf(meanings, english)}`;
  return { fingerprint: taught === null ? shipped : `${shipped}, taught ${fingerprintOf(Buffer.from(taught))}`, madeFor: `rules ${READING_RULES}, ${fingerprintOf(meanings)}` };
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
  return { ...known(both, taught), meanings, models: taught === null ? [shipped] : besides(shipped, readModel(Buffer.from(taught), meanings)) };
}

/** What they say, without what it takes to say it. */
export async function readingCards(taught: Uint8Array | null = null): Promise<ReadingCards> {
  const both = await files();
  const shipped = readModelCard(both[1]);
  return { ...known(both, taught), models: taught === null ? [shipped] : besides(shipped, readModelCard(Buffer.from(taught))) };
}

/** The models that come with Custos alone. */
export const shippedModels = (): Promise<ReadingModels> => readingModels(null);
