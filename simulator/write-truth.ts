import { open, rename } from 'node:fs/promises';
import type { TruthLine } from './truth.ts';

const CHUNK_CHARACTERS = 1 << 20;

/** Writes the truth file, one JSON object a line; the file appears only when it is complete. Shape: how many lines it has. */
export async function writeTruth(lines: Iterable<TruthLine>, path: string): Promise<number> {
  const file = await open(`${path}.part`, 'w');
  let count = 0;
  try {
    let chunk = '';
    for (const line of lines) {
      chunk += `${JSON.stringify(line)}\n`;
      count++;
      if (chunk.length > CHUNK_CHARACTERS) {
        await file.write(chunk);
        chunk = '';
      }
    }
    await file.write(chunk);
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  return count;
}
