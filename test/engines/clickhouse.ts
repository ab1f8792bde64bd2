import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Analytics } from '../../src/platform/clickhouse/analytics.ts';
import { openChdb } from '../../src/platform/clickhouse/chdb.ts';
import { migrateAnalytics, type AnalyticsSchema } from '../../src/platform/clickhouse/migrate.ts';
import { openAnalytics } from '../../src/platform/clickhouse/open-analytics.ts';
import { ch } from '../../src/platform/clickhouse/sql.ts';

let folder: string | undefined;

/** One folder a process, because chDB opens only one; removed when the process ends. */
export function chdbTestFolder(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'custos-chdb-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}

/** The name of a database that no other test has. */
export function testDatabase(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}

/** Gives each address of CLICKHOUSE_URL the same database. */
export function withDatabase(url: string, database: string): string {
  return url.split(',').map((one) => { const address = new URL(one); address.pathname = `/${database}`; return address.toString(); }).join(',');
}

/**
 * An empty ClickHouse for one test file, with the tables of `schemas` if given. Close it in `after`; that drops what it held.
 * It is chDB on a temporary folder in this process, each call a database of its own; or the servers in CUSTOS_TEST_CH_URL (with CUSTOS_TEST_CH_CLUSTER).
 */
export async function testAnalytics(schemas: readonly AnalyticsSchema[] = []): Promise<Analytics> {
  const database = testDatabase();
  const url = process.env['CUSTOS_TEST_CH_URL'];
  const analytics = url === undefined || url === ''
    ? await openChdb({ folder: chdbTestFolder(), database })
    : await openAnalytics({ dataFolder: '', url: withDatabase(url, database), cluster: process.env['CUSTOS_TEST_CH_CLUSTER'] });
  await migrateAnalytics(analytics, schemas);
  return { ...analytics, close: async () => { await dropDatabase(analytics, database); await analytics.close(); } };
}

/** Drops a test's database on every node. */
export async function dropDatabase(analytics: Analytics, database: string): Promise<void> {
  for (const node of analytics.nodes) await node.run({ ...ch``, strings: [`DROP DATABASE IF EXISTS ${database}`] });
}
