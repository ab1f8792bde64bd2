import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { custosCommand } from './command-line.ts';
import { recorded } from './customers.ts';
import { startCustos, type RunningCustos } from './harness.ts';

/** A Custos of its own on a folder beside the backup, with what the backup holds; the owner of the one that wrote it is signed in. Whoever asks stops it. */
export async function startRestored(writer: RunningCustos, backup: string): Promise<RunningCustos> {
  const dataFolder = mkdtempSync(`${backup}-restored-`);
  assert.equal((await custosCommand(dataFolder, 'restore', backup)).code, 0);
  const restored = { ...await startCustos({ dataFolder, env: { CUSTOS_OWNER_EMAIL: '', CUSTOS_OWNER_PASSWORD: '' }, withoutOwner: true }), ownerSession: writer.ownerSession };
  await recorded(restored);
  return restored;
}
