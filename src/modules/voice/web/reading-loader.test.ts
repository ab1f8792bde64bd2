import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '../contract.ts';
import { askAgainMs, createReadingLoader } from './reading-loader.ts';

const reading = (id: string, revision = 1): Reading => ({ id, revision, characters: 1, language: 'en', feeling: 'neutral', valence: 0, said: [], sentences: [], corrections: [], staffCharacters: 0, facts: [] });

test('a page of interactions asks once, and a long one in groups; each hears its own, also that nothing was read', async () => {
  const asked: string[][] = [];
  const load = createReadingLoader(async (ids) => { asked.push([...ids]); return { version: 3, readings: ids.filter((id) => id !== 'c').map((id) => reading(id)) }; }, 2);
  const found = await Promise.all(['a', 'b', 'c', 'a'].map(load));
  assert.deepEqual(asked, [['a', 'b'], ['c']]);
  assert.deepEqual(found.map((one) => one.reading?.id ?? null), ['a', 'b', null, 'a']);
  await load('a');
  assert.equal(asked.length, 3);
});

test('when the server does not answer, each hears so, and the next question is asked anew', async () => {
  let fails = true;
  const load = createReadingLoader(async () => { if (fails) throw new RangeError('away'); return { version: 1, readings: [] }; });
  await assert.rejects(load('a'), RangeError);
  fails = false;
  assert.deepEqual(await load('a'), { version: 1, reading: null });
});

test('what is not read yet is asked for after one, three and eight seconds, and then left alone; so is a correction', () => {
  const nothing = { version: 1, reading: null };
  assert.deepEqual([1, 2, 3, 4].map((answers) => askAgainMs(nothing, 1, answers)), [1_000, 2_000, 5_000, false]);
  assert.equal(askAgainMs({ version: 1, reading: reading('a') }, 2, 1), 1_000);
  assert.equal(askAgainMs({ version: 1, reading: reading('a') }, 1, 1), false);
  assert.equal(askAgainMs(undefined, 1, 0), false);
});
