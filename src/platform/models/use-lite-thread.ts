import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import { answerTexts } from './answer-texts.ts';

// Universal Sentence Encoder lite (Cer and others, 2018), for English. Some 20 milliseconds a text, 150 MB while it runs.

/** Where the installed packages begin. */
export type UseLitePlaces = { readonly library: string; readonly weights: string };

/** What is used of the packages, which are not part of Custos. The source of the weights is always given: without one the library would fetch them from elsewhere. */
type Library = { initModel(source: unknown): Promise<{ embed(texts: readonly string[]): Promise<number[][]> }> };

const DIMENSIONS = 512;

const { library, weights } = workerData as UseLitePlaces;
const [{ initModel }, { modelSource }] = await Promise.all([import(pathToFileURL(library).href) as Promise<Library>, import(pathToFileURL(weights).href) as Promise<{ readonly modelSource: unknown }>]);
const model = await initModel(modelSource);

// The library refuses to embed nothing.
answerTexts(DIMENSIONS, async (texts) => (texts.length === 0 ? [] : model.embed(texts)));
