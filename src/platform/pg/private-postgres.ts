import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../kernel/app-error.ts';
import { holdFolder } from '../config/hold-folder.ts';
import type { Log } from '../log/log.ts';
import { privateBinaries, type PostgresBinaries } from './binaries.ts';
import { PRIVATE_USER, type PgConnection } from './connection.ts';
import { handOver, ordinaryUser, type OrdinaryUser } from './ordinary-user.ts';
import { endOrphan, endPostmaster, notedPostmaster } from './postmaster.ts';
import { sharedBuffers } from './shared-buffers.ts';

/** A PostgreSQL that belongs to this Custos alone: no port, reached through a folder that only we may enter. */
export type PrivatePostgres = {
  readonly connection: PgConnection;
  readonly socketFolder: string;
  readonly version: string;
  /** The process that PostgreSQL runs as now; it changes when PostgreSQL had to be started again. */
  pid(): number;
  /** Ends it in good order. Safe to call twice. */
  stop(): Promise<void>;
};

export type PrivateOptions = {
  /** Where its files live; made when missing. */
  readonly folder: string;
  readonly log?: Log;
  /** False only in tests: a power cut would then lose what was acknowledged. */
  readonly fsync?: boolean;
  readonly binaries?: PostgresBinaries;
  /** Settings beyond ours, for tests. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** Small memory, every commit on disk, no text of statements (they hold personal data) in its log. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '', unix_socket_permissions: '0700', max_connections: '40', superuser_reserved_connections: '2',
  work_mem: '8MB', maintenance_work_mem: '64MB', effective_cache_size: '1GB', jit: 'off',
  max_parallel_workers_per_gather: '0', autovacuum_max_workers: '2', autovacuum_naptime: '15s', random_page_cost: '1.1',
  wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '2GB', checkpoint_timeout: '15min', synchronous_commit: 'on', fsync: 'on',
  timezone: 'UTC', log_timezone: 'UTC', log_min_messages: 'log', log_min_error_statement: 'panic', log_error_verbosity: 'terse', log_checkpoints: 'off',
};
/** Known to 18 only. */
const SETTINGS_18: Readonly<Record<string, string>> = { io_method: 'sync' };

/** The longest path of a socket is 107 bytes, of which PostgreSQL needs its own name. */
const SOCKET_FOLDER_MOST_BYTES = 80;

/** A new folder that only we may enter, with a path short enough for a socket. */
export function socketFolder(): string {
  const base = Buffer.byteLength(tmpdir()) > SOCKET_FOLDER_MOST_BYTES - 20 ? '/tmp' : tmpdir();
  return mkdtempSync(join(base, 'custos-pg-'));
}

/**
 * How the allocator of Linux (glibc) holds memory for a connection: what is large lies apart and goes back at once. Left to itself it takes whatever large was freed for usual and keeps such pieces among the small ones that
 * live on: each connection held three times what it needs. With smaller limits batches cost more of the processor. Other systems do not know these names. Units: bytes.
 */
const ALLOCATOR = { MALLOC_MMAP_THRESHOLD_: String(512 << 10), MALLOC_TRIM_THRESHOLD_: String(1 << 20) };

function environment(binaries: PostgresBinaries): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, LC_ALL: 'C', ...ALLOCATOR, ...(binaries.libraries === null ? {} : { LD_LIBRARY_PATH: binaries.libraries }) };
}

function spawnIdentity(user: OrdinaryUser): { uid?: number; gid?: number } {
  return user.uid === null || user.gid === null ? {} : { uid: user.uid, gid: user.gid };
}

/** Makes the data folder of a new PostgreSQL, as a whole or not at all. */
export function initCluster(cluster: string, binaries: PostgresBinaries, user: OrdinaryUser, fsync: boolean): void {
  const making = `${cluster}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  handOver(making, user);
  // The builtin provider sorts by code point and knows the letters of all languages, the same on every machine; 15 has only the system's.
  const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C.UTF-8'];
  const [command = '', ...args] = [...user.prefix, join(binaries.bin, 'initdb'), '-D', making, '-U', PRIVATE_USER, '-A', 'trust', '-E', 'UTF8', ...locale, '--no-instructions', ...(fsync ? [] : ['--no-sync'])];
  const made = spawnSync(command, args, { env: environment(binaries), encoding: 'utf8', ...spawnIdentity(user) });
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw new AppError('unavailable', 'postgres-not-created', `The private PostgreSQL could not be created: ${lastLine(made.stderr ?? '') || 'its program does not run here'}`, made.error);
  }
  renameSync(making, cluster);
}

const lastLine = (text: string): string => text.trim().split('\n').filter((line) => !line.includes('HINT')).at(-1)?.trim() ?? '';

/** The command line of a postmaster on a data folder. */
export function postmasterCommand(cluster: string, sockets: string, binaries: PostgresBinaries, user: OrdinaryUser, options: Pick<PrivateOptions, 'fsync' | 'settings'>): string[] {
  const settings = {
    ...SETTINGS, shared_buffers: sharedBuffers(cluster), ...(binaries.major >= 18 ? SETTINGS_18 : {}),
    ...(options.fsync === false ? { fsync: 'off', full_page_writes: 'off' } : {}), ...options.settings,
  };
  return [...user.prefix, join(binaries.bin, 'postgres'), '-D', cluster, '-k', sockets, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Refuses files of another major version: they need a backup by the Custos that wrote them and a restore by this one. */
function refuseOtherMajor(folder: string, major: number): void {
  if (existsSync(join(folder, String(major)))) return;
  const other = readdirSync(folder).find((name) => /^\d+$/.test(name));
  if (other !== undefined) throw new AppError('conflict', 'postgres-other-version', `${folder} holds data of PostgreSQL ${other}, this Custos brings ${major}: write a backup with the Custos you had, then restore it into a new data folder.`);
}

/**
 * Starts the private PostgreSQL on a folder, creating it at the first start. Started again by itself when it dies.
 * Invariant: one living Custos per folder; what a killed one left behind is ended first, and nothing committed is lost.
 * Errors: `conflict` when another Custos works there or the files are of another version; `unavailable` when PostgreSQL can't run here.
 */
export async function startPrivatePostgres(options: PrivateOptions): Promise<PrivatePostgres> {
  const folder = resolve(options.folder);
  const { log } = options;
  const binaries = options.binaries ?? privateBinaries();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const held = holdFolder(folder);
  const cluster = join(folder, String(binaries.major));
  const sockets = socketFolder();
  let child: ChildProcess | null = null;
  let isStopping = false;
  let restarting: Promise<void> | null = null;

  const cleanUp = (): void => {
    rmSync(sockets, { recursive: true, force: true });
    held.release();
  };

  const launch = async (user: OrdinaryUser): Promise<void> => {
    const left = await endOrphan(cluster);
    if (left.found === 'orphan') log?.warn('postgres-left-behind-ended', {});
    if (left.socketFolder !== null && left.socketFolder !== sockets && basename(left.socketFolder).startsWith('custos-pg-')) rmSync(left.socketFolder, { recursive: true, force: true });
    const [command = '', ...args] = postmasterCommand(cluster, sockets, binaries, user, options);
    const logPath = join(folder, 'postgres.log');
    if (existsSync(logPath) && statSync(logPath).size > 1_000_000) renameSync(logPath, `${logPath}.old`);
    const from = existsSync(logPath) ? statSync(logPath).size : 0;
    const output = openSync(logPath, 'a', 0o600);
    // Detached: Ctrl-C goes to Custos alone, which ends PostgreSQL last.
    const started = spawn(command, args, { env: environment(binaries), stdio: ['ignore', output, output], detached: true, ...spawnIdentity(user) });
    closeSync(output);
    let failure: Error | null = null;
    started.on('error', (error) => { failure = error; });
    child = started;
    let saidAt = Date.now();
    while (!isReadyAs(cluster, started.pid)) {
      if (failure !== null || started.exitCode !== null || started.signalCode !== null) {
        const said = lastLine(readFileSync(logPath, 'utf8').slice(from));
        throw new AppError('unavailable', 'postgres-not-started', `The private PostgreSQL did not start: ${said || 'its program does not run here'}`, failure ?? undefined);
      }
      if (Date.now() - saidAt > 5_000) {
        saidAt = Date.now();
        log?.info('postgres-recovering', {});
      }
      await pause(15);
    }
    started.unref();
    started.once('exit', (code, signal) => {
      if (isStopping) return;
      log?.error('postgres-died', { exitCode: code, signal });
      restarting = again(user);
    });
  };

  // Connections of a killed postmaster end by themselves, but not at once; until then PostgreSQL keeps off its own files.
  const launchPatiently = async (user: OrdinaryUser): Promise<void> => {
    for (const until = Date.now() + 30_000; ;) {
      try {
        await launch(user);
        return;
      } catch (error) {
        if (Date.now() > until || !(error instanceof AppError && error.detail.includes('shared memory block'))) throw error;
        await pause(200);
      }
    }
  };

  const again = async (user: OrdinaryUser): Promise<void> => {
    for (let waitMs = 200; !isStopping; waitMs = Math.min(waitMs * 2, 10_000)) {
      await pause(waitMs, undefined, { ref: false });
      if (isStopping) return;
      try {
        await launch(user);
        log?.warn('postgres-started-again', {});
        return;
      } catch (error) {
        log?.error('postgres-not-started', { detail: error instanceof AppError ? error.detail : null });
      }
    }
  };

  try {
    refuseOtherMajor(folder, binaries.major);
    const user = ordinaryUser(join(binaries.bin, 'postgres'), folder);
    handOver(folder, user);
    if (!existsSync(cluster)) initCluster(cluster, binaries, user, options.fsync !== false);
    handOver(sockets, user);
    await launchPatiently(user);
  } catch (error) {
    isStopping = true;
    cleanUp();
    throw error;
  }

  let stopped: Promise<void> | null = null;
  return {
    connection: { engine: 'private', socketFolder: sockets, database: 'postgres' },
    socketFolder: sockets,
    version: readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim(),
    pid: () => child?.pid ?? 0,
    stop() {
      stopped ??= (async () => {
        isStopping = true;
        await restarting;
        if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) await endPostmaster(child.pid);
        cleanUp();
      })();
      return stopped;
    },
  };
}

function isReadyAs(cluster: string, pid: number | undefined): boolean {
  const noted = notedPostmaster(cluster);
  return noted !== null && noted.pid === pid && noted.isReady;
}
