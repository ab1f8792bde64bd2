import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kill } from '../../bench/kill.ts';

const ROUNDS = process.env['CUSTOS_TEST_LONG'] === '1' ? 20 : 2;
const seed = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);

test(`what was acknowledged is there, once, after ${ROUNDS} times kill -9 of Custos and of PostgreSQL at random moments under load`, async (t) => {
  t.diagnostic(`CUSTOS_TEST_SEED=${seed}`);
  const found = await kill({ rounds: ROUNDS, seed });
  t.diagnostic(JSON.stringify(found));
  assert.ok(found.acknowledged > 0, 'something was acknowledged');
  assert.deepEqual({ lost: found.lost, duplicated: found.duplicated }, { lost: 0, duplicated: 0 });
});
