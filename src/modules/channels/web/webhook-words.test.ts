import assert from 'node:assert/strict';
import { test } from 'node:test';
import { became, fares } from './webhook-words.ts';

test('a webhook says whether it is on, how the latest message fared, and what waits', () => {
  const last = { at: '2026-06-01T00:00:00.000Z', status: 200, problem: null };
  assert.equal(fares({ isOn: false, last: null, waiting: 0, givenUp: 0 }), 'Off');
  assert.equal(fares({ isOn: true, last: null, waiting: 0, givenUp: 0 }), 'On, nothing happened yet');
  assert.equal(fares({ isOn: true, last, waiting: 0, givenUp: 0 }), 'On, the latest message arrived');
  assert.equal(fares({ isOn: true, last: { ...last, status: 503, problem: 'It answered 503.' }, waiting: 1_200, givenUp: 2 }), 'On, It answered 503., 1,200 waiting, 2 given up');
});

test('a message says what became of it', () => {
  assert.equal(became({ state: 'delivered', tries: 1, problem: null }), 'Arrived');
  assert.equal(became({ state: 'delivered', tries: 3, problem: null }), 'Arrived after 3 tries');
  assert.equal(became({ state: 'held', tries: 0, problem: null }), 'Held: nothing leaves here');
  assert.equal(became({ state: 'waiting', tries: 2, problem: 'It could not be reached.' }), 'Waiting: It could not be reached.');
  assert.equal(became({ state: 'given-up', tries: 9, problem: 'It answered 404.' }), 'Given up: It answered 404.');
});
