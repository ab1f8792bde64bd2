import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { PromiseBroken } from '../promises/contract.ts';
import type { OpenCase } from './open-case.ts';
import { receiveBrokenPromises } from './receive-broken-promises.ts';

const BROKEN: PromiseBroken = { type: 'promise.broken', promise: 3, version: 2, clause: 'response-deadline', interaction: 40, ordinal: 0, node: 7, startedMs: 1_000, dueMs: 2_000, settledMs: 2_000 };
/** Nothing here asks the transaction for anything. */
const TX = {} as Transaction;

async function opened(...events: readonly PromiseBroken[]): Promise<OpenCase[]> {
  const cases: OpenCase[] = [];
  const promisedOf = async (promise: number): Promise<{ name: string; remedy: string | null } | null> => (promise === 3 ? { name: 'Answered within a day', remedy: 'A voucher of 10 €' } : null);
  await receiveBrokenPromises({ open: async (asked) => { cases.push(asked); }, note: async () => undefined, promisedOf }, events, TX);
  return cases;
}

test('a broken promise opens a case of whoever it was made to, urgent, with what was promised and what they are owed', async () => {
  const [one, ...others] = await opened(BROKEN);
  assert.deepEqual(others, []);
  assert.deepEqual([one?.node, one?.about, one?.priority, one?.by, one?.subject?.type], [7, 'Promise broken: Answered within a day', 'high', 'custos', 'promise']);
  assert.match(one?.because ?? '', /“Answered within a day”, version 2.*A voucher of 10 €/u);
});

test('the same break told again has the same key, so that it opens one case; another break has another', async () => {
  const [first, again, other] = await opened(BROKEN, { ...BROKEN, settledMs: 9_000 }, { ...BROKEN, ordinal: 1 });
  assert.equal(first?.key, again?.key);
  assert.notEqual(first?.key, other?.key);
});

test('what nobody known was promised, a break that was taken back and a promise that is gone open nothing', async () => {
  assert.deepEqual(await opened({ ...BROKEN, node: 0 }, { ...BROKEN, type: 'promise.break-taken-back' }, { ...BROKEN, promise: 9 }), []);
});
