import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { chSchemas } from '../../../app/schemas.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { latestRead } from '../teaching/queue-log.ts';
import { readingCounts, readingsOf } from './readings-log.ts';

let analytics: Analytics;
before(async () => { analytics = await testAnalytics(chSchemas().filter(({ module }) => ['identity', 'interactions', 'voice'].includes(module))); });
after(() => analytics.close());

const row = (reader: number, revision: number): string => JSON.stringify({ number: 7, revision, home: 3, node: 3, reader, source: 's', channel: 'email', kind: 'message', direction: 'in', occurred_at: '2026-06-05T10:00:00Z', characters: 10 * reader, language: 'en', feeling: 'neutral', outputs: ['intent'], labels: ['idea'], confidences: [0.5], carriers: [[0, 2]] });

test('while another reader reads the history again, what the shown one read is still there', async () => {
  for (const [reader, revision] of [[1, 1], [1, 2], [2, 2]] as const) await analytics.insert('voice_readings', row(reader, revision));
  const place = [{ home: 3, number: 7 }];
  assert.deepEqual((await readingsOf(analytics, 1, place)).map(({ revision, characters }) => [revision, characters]), [[2, 10]]);
  assert.deepEqual((await readingsOf(analytics, 2, place)).map(({ revision, characters }) => [revision, characters]), [[2, 20]]);
  assert.deepEqual((await readingCounts(analytics, 1)).map(({ texts }) => Number(texts)), [1]);
  assert.deepEqual(await latestRead(analytics, 1, 5), place);
});
