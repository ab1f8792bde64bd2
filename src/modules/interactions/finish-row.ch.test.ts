import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import type { CheckedInteraction } from './checked-interaction.ts';
import { finishRow, LEFT_OUT } from './finish-row.ts';
import { parseStep } from './parse-step.ts';

const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../${module}/schema/ch`, import.meta.url)) });
const AT = Date.parse('2026-03-10T12:00:00Z');

function checked(more: object): CheckedInteraction {
  const step = parseStep({ id: 'i', channel: 'chat', kind: 'message', direction: 'in', occurredAt: '2026-03-10', ...more }, 'web', 'UTC', AT);
  assert.ok(step.ok);
  return step.value.checked;
}

test('what a row leaves out reads as if it had been said to be nothing, and what it says is kept', async () => {
  const analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions')]);
  try {
    const line = (number: number, one: CheckedInteraction, sentMs: number | null): string => finishRow({ number, revision: 1, older: false, receivedMs: AT, sentMs, checked: one }, { node: 3, home: 4, placedMs: one.occurredMs }, AT);
    const bare = line(1, checked({}), null);
    const full = line(3, checked({
      occurredAt: '2026-03-10T10:00:00Z', brand: 'b', session: 's', title: 't', text: 'x', language: 'en', traits: { size: 'M' }, properties: { path: '/' }, claims: [{ text: 'warm' }], turns: [{ speaker: 'agent', text: 'hello' }], durationSeconds: 0,
      rating: { value: 0, min: 0, max: 5, scale: 'stars' }, subjects: [{ type: 'order', id: 'o' }], amounts: [{ role: 'total', amount: '0', currency: 'EUR', gross: false }],
    }), AT);
    assert.deepEqual(Object.keys(LEFT_OUT).filter((name) => !(name in (JSON.parse(full) as object))), [], 'everything that can be left out is said somewhere');
    await analytics.insert('interactions_log', [bare, JSON.stringify({ ...LEFT_OUT, ...JSON.parse(bare) as object, number: 2 }), full].join('\n'));
    const [left, said, whole] = await analytics.rows<Record<string, unknown>>(ch`select * from interactions_log order by number`);
    assert.deepEqual({ ...left, number: 0 }, { ...said, number: 0 });
    assert.deepEqual(Object.fromEntries(Object.keys(LEFT_OUT).map((name) => [name, left?.[name]])), LEFT_OUT);
    assert.deepEqual([whole?.['rating_value'], whole?.['duration_seconds'], whole?.['amount_minors'], whole?.['amount_gross'], whole?.['occurred_offset_minutes']], [0, 0, ['0'], [0], 0]);
  } finally {
    await analytics.close();
  }
});
