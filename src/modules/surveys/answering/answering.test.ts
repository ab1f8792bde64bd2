import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asks, sampleSurvey } from '../definition/sample-survey.fixture.ts';
import { answersAsked, readAnswer, readForm, type Answers } from './answers.ts';
import { questionsLeft, stepFrom } from './steps.ts';

const NOTHING: ReadonlySet<string> = new Set();
const survey = { questions: [asks.nps('likely'), asks.open('why-low', [{ question: 'likely', is: 'at-most', value: 6 }]), asks.one('again', ['yes', 'no']), asks.open('what-then', [{ question: 'again', is: 'any-of', options: ['no'] }]), asks.many('parts', ['a', 'b']), asks.matrix('rows', ['x', 'y'])] };
const form = (sent: Readonly<Record<string, string | readonly string[]>>) => (name: string): readonly string[] => [sent[name] ?? []].flat();
const keys = (from: number, answers: Answers, known = NOTHING): string[] => stepFrom(survey, from, answers, known).questions.map(({ key }) => key);

test('the first question stands alone; the next page asks what can be asked without knowing what is answered on it', () => {
  assert.deepEqual(keys(0, {}), ['likely']);
  assert.deepEqual(keys(1, { likely: 3 }), ['why-low', 'again']);
  assert.deepEqual(keys(1, { likely: 9 }), ['again']);
  assert.deepEqual(keys(3, { likely: 9, again: 'no' }), ['what-then', 'parts', 'rows']);
  assert.deepEqual(keys(3, { likely: 9, again: 'yes' }), ['parts', 'rows']);
  assert.deepEqual(keys(99, {}), []);
});

test('what is known already is not asked, and how many are left is told', () => {
  assert.deepEqual(keys(1, { likely: 9 }, new Set(['again'])), ['parts', 'rows']);
  assert.equal(questionsLeft(survey, 1, { likely: 9 }, new Set(['again'])), 2);
  assert.equal(questionsLeft(survey, 6, { likely: 9 }, NOTHING), 0);
});

test('an answer that is not offered is refused; every other of the same form is taken', () => {
  const read = readForm(survey, stepFrom(survey, 3, { again: 'no' }, NOTHING).questions, { likely: 3, again: 'no' }, form({ 'q.what-then': ' It broke. ', 'q.parts': ['a', 'zzz'], 'q.rows.x': '5', 'q.rows.y': '' }));
  assert.deepEqual([read.answers, [...read.refused]], [{ likely: 3, again: 'no', 'what-then': 'It broke.', rows: { x: 5 } }, [['parts', 'not-offered']]]);
});

test('a megabyte of emoji is refused, and nothing else of the form is lost', () => {
  const emoji = '😀'.repeat(262_144);
  assert.ok(Buffer.byteLength(emoji) === 1_048_576);
  const read = readForm(survey, stepFrom(survey, 1, { likely: 2 }, NOTHING).questions, { likely: 2 }, form({ 'q.why-low': emoji, 'q.again': 'yes' }));
  assert.deepEqual([read.answers, [...read.refused]], [{ likely: 2, again: 'yes' }, [['why-low', 'too-long']]]);
});

test('a changed answer takes those away that would not have been asked; an emptied one is no answer; the first stays', () => {
  assert.deepEqual(answersAsked(survey, { likely: 9, 'why-low': 'slow', again: 'yes', 'what-then': 'x' }), { likely: 9, again: 'yes' });
  assert.deepEqual(readForm(survey, survey.questions.slice(0, 3), { likely: 3, 'why-low': 'slow', again: 'no' }, form({})).answers, { likely: 3 });
  assert.deepEqual([...readForm(survey, survey.questions.slice(0, 1), {}, form({ 'q.likely': '' })).refused], [['likely', 'first-missing']]);
});

test('numbers outside a scale, halves and words are no answers', () => {
  const [question = asks.nps('likely')] = survey.questions;
  for (const wrong of ['11', '-1', '5.5', 'five', '0x5', '１']) assert.equal(readAnswer(question, () => [wrong]).ok, false, wrong);
  assert.deepEqual(readAnswer(question, () => ['10']), { ok: true, value: 10 });
});

test('one question is enough where there is one', () => {
  const short = sampleSurvey({ questions: [asks.nps('likely')] });
  assert.equal(questionsLeft(short, 1, { likely: 7 }, NOTHING), 0);
});
