import path from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import { createEmbedderThread } from './embedder-thread.ts';
import { INSTALL, installOnnx, isInstalled, placesOf, requirePackages, USE_LITE_VERSION } from './installed-packages.ts';
import { contentOf, readOnnxFolder } from './onnx-folder.ts';
import type { OnnxPlaces } from './onnx-thread.ts';
import type { UseLitePlaces } from './use-lite-thread.ts';

export { INSTALL, installOnnx, isInstalled };

/**
 * Says where texts lie among meanings: near ones mean alike, whatever their words.
 * Units: vectors of length 1. Shape: `embed` answers one vector of `dimensions` for each text, in their order; `name` and `version` belong to whatever is kept of them.
 * Errors: `unavailable` when its thread ended.
 */
export type Embedder = { readonly name: string; readonly version: string; readonly dimensions: number; embed(texts: readonly string[]): Promise<Float32Array[]>; stop(): Promise<void> };

/** The value of CUSTOS_EMBEDDINGS: `use-lite`, or the path of a folder with an ONNX model. */
export type EmbeddingsSetting = string;

/** An embedder that is switched on and may be opened when there is something to embed. `version` of an ONNX folder is a hash of its files. `languages` null: any. */
export type EmbedderSource = { readonly name: string; readonly version: string; readonly languages: readonly string[] | null; open(): Promise<Embedder> };

const USE_LITE = 'use-lite';
const ONNX = 'onnx';

/**
 * The embedder that a setting names, not opened yet; null when none is switched on. Nothing is loaded otherwise.
 * Errors: `invalid` when its packages are not installed, or the folder is not what it should be, saying what to do.
 * Cost: the files of an ONNX folder are read once for their hash (about a second for 500 MB).
 */
export async function embedderSource(setting: EmbeddingsSetting | null): Promise<EmbedderSource | null> {
  if (setting === null) return null;
  if (setting === USE_LITE) {
    requirePackages('use-lite');
    const version = USE_LITE_VERSION;
    const [, library = '', weights = ''] = placesOf('use-lite');
    return { name: USE_LITE, version, languages: ['en'], open: () => createEmbedderThread({ file: new URL('use-lite-thread.ts', import.meta.url), places: { library, weights } satisfies UseLitePlaces, name: USE_LITE, version }) };
  }
  requirePackages('onnx');
  const folder = readOnnxFolder(path.resolve(setting));
  const version = await contentOf(folder);
  const [runtime = '', tokenizers = ''] = placesOf('onnx');
  const places: OnnxPlaces = { runtime, tokenizers, folder };
  return { name: ONNX, version, languages: folder.languages, open: () => createEmbedderThread({ file: new URL('onnx-thread.ts', import.meta.url), places, name: ONNX, version }) };
}

/** Tells at the start what would fail later: an ONNX model is opened once and let go of. Errors: as `embedderSource`, and for a model or tokenizer that is broken or does not fit. */
export async function checkEmbedder(setting: EmbeddingsSetting | null): Promise<void> {
  const source = await embedderSource(setting);
  if (source?.name === ONNX) await (await source.open()).stop();
}

/** The embedder that a setting names, opened. Errors: as `checkEmbedder`. */
export async function openEmbedder(setting: EmbeddingsSetting): Promise<Embedder> {
  const source = await embedderSource(setting);
  if (source === null) throw new AppError('internal', 'embedder-missing', 'An embedder that is switched on was not opened.');
  return source.open();
}
