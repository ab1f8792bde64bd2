import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atMost } from './lanes.ts';

test('no more is done at once than a lane is for, what waits comes in its order, and what fails lets the next one in', async () => {
  const lane = atMost(2);
  const begun: number[] = [];
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<undefined>());
  const all = ends.map(({ promise }, at) => lane.run(async () => { begun.push(at); await promise; }));
  await new Promise(setImmediate);
  assert.deepEqual(begun, [0, 1]);
  ends[1]?.reject(new RangeError('it failed'));
  await assert.rejects(all[1] ?? assert.fail(), RangeError);
  await new Promise(setImmediate);
  assert.deepEqual(begun, [0, 1, 2]);
  for (const { resolve } of ends) resolve(undefined);
  await Promise.all(all.filter((_, at) => at !== 1));
  assert.deepEqual(begun, [0, 1, 2, 3, 4]);
});
