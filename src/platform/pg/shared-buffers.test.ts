import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sharedBuffers } from './shared-buffers.ts';

const GB = 2 ** 30;

test('PostgreSQL takes little memory for a small company, more for a large one, and never much of a small machine', (context) => {
  const cluster = mkdtempSync(join(tmpdir(), 'custos-buffers-'));
  context.after(() => { rmSync(cluster, { recursive: true, force: true }); });
  assert.equal(sharedBuffers(join(cluster, 'none'), 16 * GB), '64MB');
  mkdirSync(join(cluster, 'base', '5'), { recursive: true });
  const file = join(cluster, 'base', '5', '16384');
  writeFileSync(file, '');
  const holding = (bytes: number, machine: number): string => { truncateSync(file, bytes); return sharedBuffers(cluster, machine); };
  assert.deepEqual([holding(GB / 8, 16 * GB), holding(3 * GB, 16 * GB), holding(100 * GB, 16 * GB), holding(100 * GB, 2 * GB)], ['64MB', '768MB', '1024MB', '256MB']);
});
