import { readdirSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';

/** Least and most memory for PostgreSQL's own cache, and never more than this part of the machine's. Units: bytes. */
const LEAST = 64 << 20;
const MOST = 1 << 30;
const MACHINE_RATIO = 1 / 8;
/** Its part of the data: what is touched often fits, the rest is in the system's cache. */
const DATA_RATIO = 1 / 4;

function bytesIn(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // A file that is gone meanwhile takes no place.
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/**
 * How much memory PostgreSQL keeps for its own cache: little for a small company, more as the data grows, looked at when it starts. What lies in it is not copied from the system's cache again.
 * Shape: as its setting wants it, such as "64MB". A folder that does not exist yet has no data.
 */
export function sharedBuffers(cluster: string, machineBytes: number = totalmem()): string {
  let data = 0;
  try {
    data = bytesIn(join(cluster, 'base'));
  } catch {
    // Not there yet, or not ours to read: it begins small.
  }
  const wanted = Math.min(data * DATA_RATIO, MOST, machineBytes * MACHINE_RATIO);
  return `${Math.round(Math.max(LEAST, wanted) / (1 << 20))}MB`;
}
