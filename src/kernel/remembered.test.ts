import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberedBy } from './remembered.ts';

test('whoever asks the same within a few seconds is answered from one reckoning; another question, a failure and what is old are reckoned anew', async () => {
  let [now, asked] = [1_000, 0];
  const remember = rememberedBy<number>({ forMs: 5_000, most: 2, clock: () => now });
  const ask = async (): Promise<number> => { asked += 1; return asked; };
  assert.deepEqual(await Promise.all([remember('a', ask), remember('a', ask), remember('b', ask)]), [1, 1, 2]);
  now += 5_000;
  assert.equal(await remember('a', ask), 1);
  now += 1;
  assert.equal(await remember('a', ask), 3);
  await assert.rejects(remember('c', () => Promise.reject(new RangeError('away'))), RangeError);
  assert.equal(await remember('c', ask), 4);
  // Two are held: the oldest of three was forgotten.
  await remember('d', ask);
  assert.equal(await remember('a', ask), 6);
  now -= 60_000;
  assert.equal(await remember('a', ask), 7);
});
