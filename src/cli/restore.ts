import { resolve } from 'node:path';
import { readBackup } from '../app/backup.ts';
import { openEngines } from '../app/open-engines.ts';
import { AppError } from '../kernel/app-error.ts';
import { createLog } from '../platform/log/log.ts';
import { readWords } from './words.ts';

/** Fills an installation that has no data yet from a backup. Custos must not be running on this data folder. */
export async function restore(words: readonly string[]): Promise<void> {
  const { rest: [folder], settings } = readWords(words);
  if (folder === undefined) throw new AppError('invalid', 'restore-folder-missing', 'Say from where: custos restore FOLDER.');
  const log = createLog('warn');
  const engines = await openEngines(settings, log);
  try {
    const { rows } = await readBackup({ ...engines, log }, resolve(folder));
    process.stdout.write(`restored ${rows.toLocaleString('en')} rows from ${resolve(folder)}\n`);
  } finally {
    await engines.close();
  }
}
