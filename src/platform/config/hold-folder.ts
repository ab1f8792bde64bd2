import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

/** A folder that this process alone works in, until `release` or its death. */
export type HeldFolder = { release(): void };

type Holder = { readonly pid: number; readonly startedAt: string };

/** When a process was started, as the system tells it; null when there is none. A pid alone says little: pids are used again. */
export function processStart(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const isGone = fields[0] === 'Z' || fields[0] === 'X';
      return isGone ? null : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19] ?? ''}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
  } catch {
    return null;
  }
}

function readHolder(path: string): Holder | null {
  try {
    const [pid, ...rest] = readFileSync(path, 'utf8').trim().split('\n');
    return { pid: Number(pid), startedAt: rest.join('\n') };
  } catch {
    return null;
  }
}

function inUse(folder: string, pid: number | null): AppError {
  return new AppError('conflict', 'data-folder-in-use', `Another Custos (process ${pid ?? 'unknown'}) is working in ${folder}. Stop it, or choose another folder with --data.`);
}

/** Long enough for a competitor to finish between reading a dead lock and moving it. */
const SETTLE_MS = 20;

const isAlive = (holder: Holder): boolean => processStart(holder.pid) === holder.startedAt;

/**
 * Keeps every other process off a folder. The lock of a process that was killed is taken over.
 * Errors: `conflict` naming the folder and the process that holds it; `unavailable` when nothing can be written there.
 */
export function holdFolder(folder: string, name = 'custos.lock'): HeldFolder {
  const path = join(folder, name);
  const mine: Holder = { pid: process.pid, startedAt: processStart(process.pid) ?? '' };
  const unique = `${path}.${process.pid}.${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(unique, `${mine.pid}\n${mine.startedAt}\n`, { mode: 0o600 });
  } catch (error) {
    throw new AppError('unavailable', 'data-folder-not-writable', `Nothing can be written to ${folder}: make room or give this account the right to write there, or choose another folder with --data.`, error);
  }
  try {
    for (;;) {
      try {
        // A link either takes the name with its content in it or fails: nobody ever sees half a lock.
        linkSync(unique, path);
        break;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      const holder = readHolder(path);
      if (holder === null) continue;
      if (isAlive(holder)) throw inUse(folder, holder.pid);
      putAside(path, holder);
    }
    // Somebody who still believed the lock dead may have put ours aside: whoever has the name a moment later has the folder.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLE_MS);
    const holder = readHolder(path);
    if (holder?.pid !== mine.pid || holder.startedAt !== mine.startedAt) throw inUse(folder, holder?.pid ?? null);
  } finally {
    rmSync(unique, { force: true });
  }
  let isHeld = true;
  const release = (): void => {
    if (!isHeld) return;
    isHeld = false;
    process.off('exit', release);
    const holder = readHolder(path);
    if (holder?.pid === mine.pid && holder.startedAt === mine.startedAt) rmSync(path, { force: true });
  };
  process.once('exit', release);
  return { release };
}

/** Removes a dead process's lock. Two may try at once: whoever moved a lock that came to life in between puts it back. */
function putAside(path: string, dead: Holder): void {
  const aside = `${path}.dead.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved !== null && (moved.pid !== dead.pid || moved.startedAt !== dead.startedAt)) {
    try {
      linkSync(aside, path);
    } catch {
      // A third process has the name by now; the one put aside sees that when it looks again.
    }
  }
  rmSync(aside, { force: true });
}
