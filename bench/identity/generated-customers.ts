import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A file of generated customers with known truth, made once and kept; null where the generator is not on this machine. */
export function generatedCustomers(records: number, generator: string): string | null {
  const file = path.join(os.tmpdir(), `customers-${records}-42.csv`);
  if (existsSync(file)) return file;
  if (!existsSync(generator)) return null;
  const made = spawnSync(process.execPath, [generator, '--records', String(records), '--seed', '42', '--out', file], { stdio: 'ignore' });
  return made.status === 0 ? file : null;
}
