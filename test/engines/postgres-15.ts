import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../src/kernel/app-error.ts';
import type { PostgresBinaries } from '../../src/platform/pg/binaries.ts';
import { handOver, ordinaryUser } from '../../src/platform/pg/ordinary-user.ts';
import { endPostmaster, notedPostmaster } from '../../src/platform/pg/postmaster.ts';
import { initCluster, postmasterCommand, socketFolder } from '../../src/platform/pg/private-postgres.ts';
import { leash } from './leash.ts';

/** The oldest PostgreSQL that Custos supports, run as a server of its own on 127.0.0.1. */
export type Postgres15 = { readonly url: string; stop(): Promise<void> };

/** Where a PostgreSQL 15 of the system is. Errors: `unavailable` saying how to install it. */
export function postgres15Binaries(): PostgresBinaries {
  const folders = ['/usr/lib/postgresql/15/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  const bin = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')) && isMajor15(join(folder, 'postgres')));
  if (bin === undefined) throw new AppError('unavailable', 'postgres-15-missing', 'The tests on a PostgreSQL server need PostgreSQL 15: apt-get install postgresql-15, or put its bin folder into PATH.');
  return { bin, libraries: null, major: 15 };
}

function isMajor15(program: string): boolean {
  return /\) 15\./.test(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '');
}

/** Starts a PostgreSQL 15 with fsync off on a temporary folder. It ends with this process, however that ends, and leaves nothing. */
export async function startPostgres15(): Promise<Postgres15> {
  const binaries = postgres15Binaries();
  const folder = mkdtempSync(join(tmpdir(), 'custos-test-15-'));
  const sockets = socketFolder();
  const user = ordinaryUser(join(binaries.bin, 'postgres'), folder);
  const cluster = join(folder, '15');
  handOver(folder, user);
  handOver(sockets, user);
  initCluster(cluster, binaries, user, false);
  for (let tried = 1; ; tried += 1) {
    // PostgreSQL can't be asked for any free port; a taken one makes it end at once, and another is tried.
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const [command = '', ...args] = postmasterCommand(cluster, sockets, binaries, user, { fsync: false, settings: { listen_addresses: '127.0.0.1', port: String(port), max_connections: '100' } });
    const child = spawn(command, args, { stdio: 'ignore', detached: true, ...(user.uid === null || user.gid === null ? {} : { uid: user.uid, gid: user.gid }) });
    while (child.exitCode === null && notedPostmaster(cluster)?.isReady !== true) await pause(20);
    if (child.exitCode === null && child.pid !== undefined) {
      const pid = child.pid;
      child.unref();
      const end = leash(pid, [folder, sockets]);
      return {
        url: `postgres://custos@127.0.0.1:${port}/postgres`,
        async stop() {
          await endPostmaster(pid);
          await end();
        },
      };
    }
    if (tried === 5) {
      rmSync(folder, { recursive: true, force: true });
      rmSync(sockets, { recursive: true, force: true });
      throw new AppError('unavailable', 'postgres-15-not-started', 'PostgreSQL 15 is installed but does not start here.');
    }
  }
}
