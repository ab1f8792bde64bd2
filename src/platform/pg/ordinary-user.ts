import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

/** How to run a program so that PostgreSQL, which refuses root, accepts it: words put before the command, or another uid. */
export type OrdinaryUser = { readonly prefix: readonly string[]; readonly uid: number | null; readonly gid: number | null };

const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000'] as const;

/**
 * How PostgreSQL can run here on a folder (which is handed over to whom it runs as). As root it goes into a user namespace, where files of root look like its own;
 * where that is not allowed, it runs as another uid if that one can reach the paths.
 * Errors: `unavailable` saying what to do when neither works.
 */
export function ordinaryUser(program: string, folder: string): OrdinaryUser {
  if (process.getuid?.() !== 0) return { prefix: [], uid: null, gid: null };
  const owner = statSync(folder);
  const [command, ...args] = NAMESPACE;
  // In the namespace only files of root look like one's own: files of somebody else are worked on as that one.
  if (owner.uid === 0 && spawnSync(command, [...args, 'true'], { stdio: 'ignore' }).status === 0) return { prefix: NAMESPACE, uid: null, gid: null };
  const { uid, gid } = owner.uid === 0 ? postgresAccount() : owner;
  const canReach = spawnSync('/bin/sh', ['-c', 'test -x "$0" && test -x "$1"', program, dirname(folder)], { uid, gid, stdio: 'ignore' }).status === 0;
  if (!canReach) throw new AppError('unavailable', 'postgres-refuses-root', 'PostgreSQL does not run as root, and no other account can reach its folder: run Custos as an ordinary user, or name a server with DATABASE_URL.');
  return { prefix: [], uid, gid };
}

/** The account that a Debian PostgreSQL would run as, else nobody. */
function postgresAccount(): { uid: number; gid: number } {
  const line = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith('postgres:')) : undefined;
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** Gives a folder and all in it to the account that will work there; nothing to do in a user namespace. */
export function handOver(folder: string, user: OrdinaryUser): void {
  if (user.uid === null || user.gid === null) return;
  chownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    const stat = lstatSync(path);
    if (stat.isDirectory()) handOver(path, user);
    else if (stat.isFile()) chownSync(path, user.uid, user.gid);
  }
}
