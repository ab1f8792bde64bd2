import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Analytics } from '../../src/platform/clickhouse/analytics.ts';
import { openChdb } from '../../src/platform/clickhouse/chdb.ts';

let folder: string | undefined;

/** One folder a process, because chDB opens only one; removed when the process ends. */
function folderOfThisProcess(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'custos-chdb-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}

/** An empty ClickHouse for one test file: chDB on a temporary folder in this process, each call a database of its own. Close it in `after`. */
export async function testAnalytics(): Promise<Analytics> {
  return openChdb({ folder: folderOfThisProcess(), database: `test_${randomBytes(6).toString('hex')}` });
}
