import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstContactOf } from './first-contact.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const asks = (...at: (readonly [fromMs: number, untilMs: number])[]) => firstContactOf({ issue: 1, customer: 2, interaction: 3, home: 4, channel: 'bot', settles: [], asks: at }, 7 * DAY, 20 * DAY);

test('who is handed on within half an hour is still at the first contact; who comes later comes again', () => {
  const handed = asks([0, 5 * MINUTE], [10 * MINUTE, 40 * MINUTE], [2 * DAY, 2 * DAY]);
  assert.deepEqual([handed?.channel, handed?.endsMs, handed?.againMs], ['bot', 40 * MINUTE, 2 * DAY - 40 * MINUTE]);
  assert.equal(asks([0, 5 * MINUTE], [36 * MINUTE, 36 * MINUTE])?.againMs, 31 * MINUTE);
});

test('somebody who never came again is counted for as long as that is known', () => {
  assert.deepEqual([asks([DAY, DAY + MINUTE])?.againMs, asks([DAY, DAY + MINUTE])?.sinceMs], [null, 19 * DAY - MINUTE]);
  assert.equal(asks(), null, 'an issue without an ask has no first contact');
});

test('staff’s flag is what was last said before they came again: in the talk they were handed on to, or in our answer; not what was said after', () => {
  const flagged = (...settles: (readonly [atMs: number, isSettled: boolean])[]) => firstContactOf({ issue: 1, customer: 2, interaction: 3, home: 4, channel: 'email', asks: [[0, 0], [5 * MINUTE, 9 * MINUTE], [2 * DAY, 2 * DAY]], settles }, 7 * DAY, 20 * DAY)?.flagged;
  assert.deepEqual([flagged(), flagged([0, false], [5 * MINUTE, true]), flagged([DAY, true], [2 * DAY, false], [3 * DAY, true]), flagged([2 * DAY, true])], [null, true, true, null]);
});
