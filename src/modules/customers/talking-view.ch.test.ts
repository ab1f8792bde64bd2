import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import { talkingCounts } from './talking-view.ts';

let analytics: Analytics;
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../${module}/schema/ch`, import.meta.url)) });
const UNTIL_MS = Date.UTC(2026, 5, 1);
const FROM_MS = UNTIL_MS - 365 * 86_400_000;

let number = 0;
function row(node: number, at: string, what: { channel: string; direction?: string; automatic?: boolean; number?: number; revision?: number }): string {
  number = what.number ?? number + 1;
  const moment = `${at} 10:00:00.000`;
  return JSON.stringify({
    number, revision: what.revision ?? 1, home: 1, node, source: 'test', source_id: `i${number}`, brand: '', channel: what.channel, kind: 'message', direction: what.direction ?? 'in', office: 'service', stage: 'support', occurred_at: moment, occurred_precision: 'ms',
    placed_at: moment, received_at: moment, recorded_at: moment, properties: JSON.stringify({ automatic: what.automatic ?? false }),
  });
}

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions')]);
  await analytics.insert('interactions_log', [
    row(1, '2026-01-02', { channel: 'chat' }), row(1, '2026-02-02', { channel: 'chat' }), row(2, '2026-03-03', { channel: 'email' }), row(2, '2026-03-03', { channel: 'email', number: 3, revision: 2 }),
    row(1, '2026-03-04', { channel: 'email', direction: 'out', number: 20 }), row(1, '2026-03-05', { channel: 'email', automatic: true }), row(1, '2026-03-06', { channel: 'web' }), row(1, '2024-03-06', { channel: 'call' }), row(9, '2026-03-07', { channel: 'call' }),
  ].join('\n'));
  await analytics.insert('identity_map', [[1, 1], [2, 1], [9, 9]].map(([node, customer]) => JSON.stringify({ node, customer, version: 1, updated_at: '2026-01-01 00:00:00.000' })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`);
});
after(() => analytics.close());

test('what somebody wrote or called in 12 months counts, once each: not what was sent to them, automatic replies, pages they looked at, nor somebody else', async () => {
  for (const nodes of [[1, 2], null]) {
    const counts = await talkingCounts(analytics, { customer: 1, homes: [1], nodes }, FROM_MS, UNTIL_MS);
    assert.deepEqual(counts.toSorted((a, b) => a.channel.localeCompare(b.channel)), [{ channel: 'chat', times: 2, lastAt: '2026-02-02T10:00:00.000Z' }, { channel: 'email', times: 1, lastAt: '2026-03-03T10:00:00.000Z' }]);
  }
  assert.deepEqual(await talkingCounts(analytics, { customer: 1, homes: [], nodes: [] }, FROM_MS, UNTIL_MS), []);
});
