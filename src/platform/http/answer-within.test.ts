import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerWithin } from './answer-within.ts';

test('an answer that comes in time is passed on, as is its fault', async () => {
  assert.equal(await answerWithin(1_000, Promise.resolve('here')), 'here');
  await assert.rejects(answerWithin(1_000, Promise.reject(new RangeError('broken'))), RangeError);
});

test('an answer that does not come is given up as "try again", and its later fault disturbs nobody', async () => {
  let fail: (error: Error) => void = () => undefined;
  await assert.rejects(answerWithin(10, new Promise((_, reject) => { fail = reject; })), { kind: 'unavailable', code: 'database-slow' });
  fail(new Error('too late'));
  await new Promise((resolve) => { setImmediate(resolve); });
});
