import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import { openBytes } from './import/byte-source.ts';
import { openTable } from './import/open-table.ts';
import { textOf, type SourceRow } from './import/source-row.ts';

/** As much of the end of a piece is looked at again with the next one. Units: characters. */
const OVERLAP = 1_000;

function wordsOf(row: SourceRow): string {
  return row.whole === null ? `${row.cells.join(' ')} ${row.text}` : `${textOf(row.whole)} ${row.text}`;
}

async function rawSays(path: string, saysThem: (text: string) => boolean): Promise<boolean> {
  let rest = '';
  for await (const chunk of (await openBytes(path)).chunks()) {
    const text = rest + chunk.toString('utf8');
    if (saysThem(text)) return true;
    rest = text.slice(-OVERLAP);
  }
  return false;
}

/** Whether a file of any form that can be imported says something of somebody. A file that can not be read to its end counts as if it did: nobody can tell. */
export async function fileSays(path: string, name: string, saysThem: (text: string) => boolean): Promise<boolean> {
  try {
    const reader = await openTable({ path, name });
    for await (const { rows } of reader.batches()) if (rows.some((row) => saysThem(wordsOf(row)))) return true;
    return reader.format === 'parquet' ? false : await rawSays(path, saysThem);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return false;
    return true;
  }
}

/**
 * Throws away uploaded files that say something of somebody who is being erased. An import that reads one ends; what it has accepted stays, and its file can be sent again without them.
 * `nameOf`: what the sender called an upload. Shape: ids of the files that went.
 */
export async function eraseUploads(dataFolder: string, nameOf: (id: string) => Promise<string | null>, saysThem: (text: string) => boolean): Promise<string[]> {
  const folder = join(dataFolder, 'uploads');
  const gone: string[] = [];
  for (const id of await readdir(folder).catch(() => [] as string[])) {
    const name = await nameOf(id) ?? id;
    if (!saysThem(name) && !(await fileSays(join(folder, id), name, saysThem))) continue;
    await rm(join(folder, id), { force: true });
    gone.push(id);
  }
  return gone;
}
