import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionOf, worthOf, type ScoreDefinition } from './score-definition.ts';

const defined = (scale: string, from: number, to: number): ScoreDefinition => {
  const definition = definitionOf({ scale, from, to });
  assert.ok(definition !== null);
  return definition;
};

test('an answer that its scale does not have is refused by name and never moved to the nearest end', () => {
  const nps = defined('nps', 0, 10);
  assert.deepEqual(worthOf(nps, 11), { ok: false, refusal: 'outside-scale' });
  assert.deepEqual(worthOf(nps, -1), { ok: false, refusal: 'outside-scale' });
  assert.deepEqual(worthOf(nps, NaN), { ok: false, refusal: 'no-number' });
  assert.deepEqual(worthOf(nps, Infinity), { ok: false, refusal: 'no-number' });
  assert.deepEqual(worthOf(nps, 8.5), { ok: false, refusal: 'between-answers' }, 'a mean of answers is no answer');
  assert.deepEqual(worthOf(defined('stars', 1, 5), 4.5), { ok: true, value: 4.5 }, 'half stars are given');
});

test('9 and 10 recommend, 0 to 6 do not, 7 and 8 neither', () => {
  const nps = defined('nps', 0, 10);
  const worths = [0, 6, 7, 8, 9, 10].map((value) => { const worth = worthOf(nps, value); return worth.ok ? worth.value : null; });
  assert.deepEqual(worths, [-1, -1, 0, 0, 1, 1]);
});

test('effort asked as difficulty is turned: 1 of 7 is as good as 7 of 7 asked as ease', () => {
  const ces = defined('ces', 1, 7);
  assert.deepEqual(worthOf(ces, 1, false), { ok: true, value: 1 });
  assert.deepEqual(worthOf(ces, 7, false), { ok: true, value: 0 });
  assert.deepEqual(worthOf(ces, 7), { ok: true, value: 1 });
  assert.deepEqual(worthOf(defined('stars', 1, 5), 2, false), { ok: true, value: 4 });
  assert.deepEqual(worthOf(ces, 8, false), { ok: false, refusal: 'outside-scale' });
});

test('4 of 5 and 4 of 10 are never put together: another scale is another score', () => {
  assert.equal(defined('csat', 1, 5).key, 'csat');
  assert.equal(defined('csat', 1, 10).key, 'csat.1.10');
  assert.equal(defined('csat', 1, 10).rule.kind, 'mean');
  assert.equal(defined('nps', 1, 10).key, 'nps.1.10', 'eleven answers make an NPS, ten do not');
  assert.equal(defined('', 1, 6).name, 'Rating, 1 to 6');
  assert.equal(definitionOf({ scale: 'nps', from: 5, to: 5 }), null);
  assert.equal(definitionOf({ scale: 'nps', from: 0, to: NaN }), null);
});
