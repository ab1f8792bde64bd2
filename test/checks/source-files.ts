import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** Folders that hold what was installed, built, stored or fetched; and the tree that breaks the import rules on purpose. */
const NEVER_OURS = new Set(['node_modules', '.git', '.custos', '.venv']);
const NOT_OURS = new Set(['dist', 'data', 'coverage', 'test-results', 'test/import-rules']);

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (NEVER_OURS.has(entry.name) || NOT_OURS.has(name)) return [];
    if (entry.isDirectory()) return filesUnder(name);
    return entry.isFile() ? [name] : [];
  });
}

/** Every file that we wrote, as paths from the root with forward slashes, sorted. Works in a clone and in an unpacked archive. */
export function allSourceFiles(): string[] {
  return filesUnder('').sort();
}
