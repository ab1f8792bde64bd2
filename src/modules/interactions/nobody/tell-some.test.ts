import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTellingSome } from './tell-some.ts';

test('of a flood an open page hears the first of every while, and how many it missed', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const heard: string[] = [];
  const telling = createTellingSome<number>({ most: 3, everyMs: 1_000, tell: (item) => { heard.push(String(item)); }, miss: (count) => { heard.push(`missed ${count}`); } });
  for (let item = 1; item <= 10; item += 1) telling.hear(item);
  t.mock.timers.tick(1_000);
  telling.hear(11);
  t.mock.timers.tick(1_000);
  t.mock.timers.tick(5_000);
  assert.deepEqual(heard, ['1', '2', '3', 'missed 7', '11']);
  for (let item = 12; item <= 16; item += 1) telling.hear(item);
  telling.stop();
  t.mock.timers.tick(5_000);
  assert.deepEqual(heard.slice(5), ['12', '13', '14'], 'a page that is gone is told nothing');
});
