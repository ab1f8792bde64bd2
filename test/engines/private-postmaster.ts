import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../src/kernel/app-error.ts';
import { notedPostmaster } from '../../src/platform/pg/postmaster.ts';

/** The process of the private PostgreSQL below a data folder, as it runs now. Errors: `not-found` when none is noted. */
export function postmasterPid(dataFolder: string): number {
  const folder = join(dataFolder, 'postgres');
  for (const major of readdirSync(folder).filter((name) => /^\d+$/.test(name))) {
    const noted = notedPostmaster(join(folder, major));
    if (noted !== null) return noted.pid;
  }
  throw new AppError('not-found', 'postmaster-not-noted', `No PostgreSQL runs below ${dataFolder}.`);
}

/** A process and its children, as /proc tells them. */
export function withChildren(pid: number): number[] {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((one) => {
    try {
      return Number(/\)\s+\S\s+(\d+)/.exec(readFileSync(`/proc/${one}/stat`, 'utf8'))?.[1]) === pid;
    } catch {
      return false;
    }
  });
  return [pid, ...children];
}
