import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../kernel/app-error.ts';

/** The file itself, or every file below a folder in the order of their names; hidden ones are left out. Errors: `not-found` when there is neither. */
export function filesBelow(path: string): string[] {
  if (!existsSync(path)) throw new AppError('not-found', 'file-missing', `There is no file ${path}.`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().filter((name) => !name.startsWith('.')).flatMap((name) => filesBelow(join(path, name)));
}
