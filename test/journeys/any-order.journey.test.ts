import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orders } from '../../bench/orders.ts';

const { rounds, events } = process.env['CUSTOS_TEST_LONG'] === '1' ? { rounds: 200, events: 10_000 } : { rounds: 3, events: 3_000 };
const seed = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);

test(`the same ${events} events give the same customers and the same counts in ${rounds} orders, split and repeated any way`, async (t) => {
  t.diagnostic(`CUSTOS_TEST_SEED=${seed}`);
  const found = await orders({ rounds, events, seed });
  t.diagnostic(JSON.stringify(found));
  assert.deepEqual([found.runs, found.different, found.examples], [rounds, 0, []]);
  assert.ok(found.customers > 20 && found.interactions > events * 0.9, 'there was something to compare');
});
