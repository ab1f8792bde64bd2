import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimateScore } from './estimate-score.ts';
import { definitionOf } from './score-definition.ts';
import { tallyOf } from './tally.ts';
import { testChanges } from './test-changes.ts';

test('a difference lies within its own interval, also where everybody of one group answered one thing and everybody of the other another', () => {
  const definition = definitionOf({ scale: 'csat', from: 1, to: 5 }) ?? assert.fail();
  const all = (worth: number, people: number) => estimateScore(definition, tallyOf(Array.from({ length: people }, (_, at) => ({ person: String(at), worth, weight: 1 })))) ?? assert.fail();
  const [change] = testChanges([{ now: all(0, 16), before: all(1, 29) }]);
  assert.ok(change !== undefined && change.difference === -100 && change.low === -100 && change.high > -80 && change.high < -60 && change.isReal, JSON.stringify(change));
});
