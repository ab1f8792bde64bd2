import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { INSTALL, isInstalled, openEmbedder } from '../../src/platform/models/embedder.ts';
import { readMeanings, type WordMeanings } from '../../src/modules/voice/reading/outputs/word-meanings.ts';

/** What a figure with embeddings is called where they are not installed. */
export const NOT_INSTALLED = `not installed: ${INSTALL}`;

/** Meanings of English words, as they come with Custos. */
export const wordMeanings = (): WordMeanings => readMeanings(readFileSync(new URL('../../models/meanings-en.bin', import.meta.url)));

/** Embeddings of texts, null where no embedder is installed. They are kept in the system's folder for temporary files, as they take minutes. */
export async function embeddingsOf(texts: readonly string[], report: (line: string) => void): Promise<Float32Array[] | null> {
  if (!isInstalled('use-lite')) return null;
  const embedder = await openEmbedder('use-lite');
  try {
    const { name, version, dimensions } = embedder;
    const key = createHash('sha256').update(JSON.stringify([name, version, texts])).digest('hex').slice(0, 16);
    const file = path.join(tmpdir(), `custos-bench-${name}-${key}.f32`);
    if (existsSync(file)) {
      const bytes = new Uint8Array(readFileSync(file)).buffer;
      return texts.map((_, row) => new Float32Array(bytes, row * dimensions * 4, dimensions));
    }
    const before = performance.now();
    const vectors = await embedder.embed(texts);
    report(`embedded ${texts.length} texts in ${Math.round((performance.now() - before) / 1_000)} s`);
    writeFileSync(file, Buffer.concat(vectors.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength))));
    return vectors;
  } finally {
    await embedder.stop();
  }
}
