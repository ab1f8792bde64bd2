import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentScore, type ScoreGround } from './present-score.ts';
import { definitionOf } from './scores/score-definition.ts';
import { tallyOf, type Tally } from './scores/tally.ts';

const definition = definitionOf({ scale: 'nps', from: 0, to: 10 }) ?? assert.fail();
const of = (people: number): Tally => tallyOf(Array.from({ length: people }, (_, at) => ({ person: String(at), worth: at % 3 === 0 ? -1 : 1, weight: 1 })));

function ground(people: number, more: Partial<Pick<ScoreGround, 'invited'>> & { readonly unasked?: number } = {}): ScoreGround {
  const one = (name: string, count: number): [string, Tally][] => (count === 0 ? [] : [[name, of(count)]]);
  const cells = new Map([
    ['all', new Map(one('', people))], ['month', new Map(one('2026-02', people))], ['value', new Map([...one('9', people), ...one('3', people)])], ['wording', new Map([...one('Would you recommend us?', people), ...one('Would you recommend us, Ann?', 1)])],
    ['survey', new Map([...one('nps', people), ...one('', more.unasked ?? 0)])],
  ]);
  return { definition, cells, others: 0, months: ['2026-01', '2026-02'], runningMonth: '2026-02', invited: more.invited ?? null, reached: null };
}

test('of fewer than ten people no figure leaves the server: words, and no answers one by one', () => {
  for (const people of [0, 1, 9]) {
    const score = presentScore(ground(people));
    assert.deepEqual([score.estimate, score.effectiveAnswers, score.consistency, score.distribution, score.wordings, score.centre, score.months.map(({ estimate }) => estimate)], [null, null, null, [], [], null, [null, null]]);
    assert.match(score.words ?? '', people === 0 ? /^Nobody/ : /^Too few to say/);
  }
});

test('ten people make a hint, thirty a figure; wordings that hardly anybody read are counted, not shown', () => {
  assert.deepEqual([presentScore(ground(10)).words, presentScore(ground(30)).words], ['Indicative: 10 people answered.', null]);
  const score = presentScore(ground(30));
  assert.deepEqual([score.wordings.map(({ text }) => text), score.otherWordings, score.consistency?.tenth], [['Would you recommend us?'], 1, 3]);
  assert.deepEqual(score.months.map(({ isRunning }) => isRunning), [false, true]);
});

test('where half of those invited answered, less is open; where others answered too, their number says nothing', () => {
  const width = (from: ScoreGround): number => { const { estimate } = presentScore(from); return (estimate?.high ?? NaN) - (estimate?.low ?? NaN); };
  assert.ok(width(ground(60, { invited: 120 })) < width(ground(60)) * 0.8);
  assert.equal(width(ground(60, { invited: 120, unasked: 5 })), width(ground(60)));
  assert.equal(width(ground(60, { invited: 20 })), width(ground(60)));
});
