import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../kernel/app-error.ts';

/** What PostgreSQL writes about itself in its data folder. Source: PostgreSQL manual, storage-file-layout (postmaster.pid). */
export type Postmaster = { readonly pid: number; readonly socketFolder: string; readonly isReady: boolean };

/** The postmaster noted in a data folder, alive or not; null when none is. */
export function notedPostmaster(cluster: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, socketFolder: lines[4] ?? '', isReady: lines[7]?.trim() === 'ready' } : null;
}

function commandOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}

/** Whether a process is the postmaster of this data folder: a pid in a file alone proves nothing after a restart of the machine. */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  const command = commandOf(pid);
  return command !== null && command.includes('postgres') && command.includes(cluster);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ends a postmaster: running transactions are rolled back and everything is written; only if that takes too long, without the last writing (the next start recovers). */
export async function endPostmaster(pid: number, waitMs = 60_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const until = Date.now() + waitMs;
    while (Date.now() < until) {
      if (!isRunning(pid)) return;
      await pause(20);
    }
  }
  throw new AppError('unavailable', 'postgres-does-not-stop', `The PostgreSQL process ${pid} does not stop; end it and start Custos again.`);
}

/**
 * Clears what an earlier Custos, killed, left behind in this data folder: a postmaster still alive is ended gently.
 * Invariant: called only while holding the folder, so no living Custos uses that postmaster.
 * Shape: what it found, and the socket folder that nobody needs any more.
 */
export async function endOrphan(cluster: string): Promise<{ readonly found: 'nothing' | 'orphan' | 'stale'; readonly socketFolder: string | null }> {
  const noted = notedPostmaster(cluster);
  if (noted === null) return { found: 'nothing', socketFolder: null };
  if (isPostmasterOf(noted.pid, cluster)) {
    await endPostmaster(noted.pid);
    return { found: 'orphan', socketFolder: noted.socketFolder };
  }
  if (isRunning(noted.pid)) {
    // Another program has that number now, so PostgreSQL would believe itself running. It takes its parent's number for stale
    // and then still makes its own check that no old process holds the shared memory.
    const path = join(cluster, 'postmaster.pid');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(process.pid)));
  }
  return { found: 'stale', socketFolder: noted.socketFolder };
}
