import { appendFileSync, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErasureLedger, LedgerEntry } from '../modules/customers/index.ts';

const LEDGER = 'erasures.jsonl';
const BACKUPS = 'backups.txt';

function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter((line) => line !== '') : [];
}

/** What a line says; nothing where it was torn: what it was about is known to the database and written again. */
function entryIn(line: string): LedgerEntry[] {
  try {
    return [JSON.parse(line) as LedgerEntry];
  } catch {
    return [];
  }
}

/** Folders of backups that this installation wrote and that are still there. */
function backupsOf(dataFolder: string): string[] {
  return [...new Set(linesOf(join(dataFolder, BACKUPS)))].filter((folder) => existsSync(folder));
}

function putInto(folder: string, lines: readonly string[]): void {
  const path = join(folder, LEDGER);
  const known = new Set(linesOf(path));
  const fresh = lines.filter((line) => !known.has(line));
  // A power cut may have left half a line: the next one begins on its own.
  const torn = existsSync(path) && !/(?:^|\n)$/.test(readFileSync(path, 'utf8'));
  if (fresh.length > 0) appendFileSync(path, `${torn ? '\n' : ''}${fresh.join('\n')}\n`, { mode: 0o600, flush: true });
}

/**
 * Who was erased, outside of the databases: hashes alone, readable by the owner of the data folder. A line per erasure, never changed.
 * Invariant: what is noted is noted in every backup that is still there too, so that restoring an older one applies it again.
 */
export function openErasureLedger(dataFolder: string): ErasureLedger {
  return {
    entries: () => linesOf(join(dataFolder, LEDGER)).flatMap(entryIn),
    note(entry) {
      const line = JSON.stringify(entry);
      putInto(dataFolder, [line]);
      for (const folder of backupsOf(dataFolder)) putInto(folder, [line]);
    },
  };
}

/** Remembers where a backup lies and gives it the erasures until now. */
export function noteBackup(dataFolder: string, folder: string): void {
  appendFileSync(join(dataFolder, BACKUPS), `${folder}\n`, { mode: 0o600, flush: true });
  const ledger = join(dataFolder, LEDGER);
  if (existsSync(ledger)) copyFileSync(ledger, join(folder, LEDGER));
}

/** Takes over the erasures that a backup was told of. */
export function takeLedger(dataFolder: string, folder: string): void {
  putInto(dataFolder, linesOf(join(folder, LEDGER)));
}
