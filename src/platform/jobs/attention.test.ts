import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttention } from './attention.ts';

test('somebody is attended to while they wait, and for 300 ms after the last of them was answered, well or not', async () => {
  let nowMs = 1_000;
  const attention = createAttention(() => nowMs);
  assert.equal(attention.isWanted(), false);
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<string>();
  const answers = [attention.during(() => first.promise), attention.during(() => second.promise)];
  first.resolve('answer');
  assert.equal(await answers[0], 'answer');
  nowMs += 60_000;
  assert.equal(attention.isWanted(), true, 'one waits still');
  second.reject(new RangeError('no'));
  await assert.rejects(answers[1] ?? assert.fail(), RangeError);
  assert.equal(attention.isWanted(), true);
  nowMs += 299;
  assert.equal(attention.isWanted(), true);
  nowMs += 1;
  assert.equal(attention.isWanted(), false);
});
