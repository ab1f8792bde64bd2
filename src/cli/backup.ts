import { resolve } from 'node:path';
import { AppError } from '../kernel/app-error.ts';
import { withCustos } from './client.ts';
import { readWords } from './words.ts';

/** Writes a backup of both engines into a new folder, through the running Custos or without one. */
export async function backup(words: readonly string[]): Promise<void> {
  const { rest: [folder], settings } = readWords(words);
  if (folder === undefined) throw new AppError('invalid', 'backup-folder-missing', 'Say where: custos backup FOLDER (a new folder).');
  await withCustos(settings, async (client) => {
    const done = await client.call<{ folder: string; tables: number; rows: number; bytes: number }>('POST', '/api/backup', { folder: resolve(folder) });
    process.stdout.write(`backup of ${done.rows.toLocaleString('en')} rows in ${done.tables} tables, ${(done.bytes / 1e6).toFixed(1)} MB, in ${done.folder}\n`);
  });
}
