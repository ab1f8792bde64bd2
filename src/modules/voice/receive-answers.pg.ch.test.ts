import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../test/engines/voice-house.ts';
import { ch, uint64 } from '../../platform/clickhouse/sql.ts';
import type { Score } from './contract.ts';
import { createVoice } from './index.ts';

const clock = (): number => Date.UTC(2026, 5, 20);
let engines: VoiceEngines;
let house: ReturnType<typeof voiceHouse>;
let voice: ReturnType<typeof createVoice>;

before(async () => {
  engines = await voiceEngines();
  house = voiceHouse(engines, clock);
  voice = createVoice(house);
  await house.begin();
});
after(async () => {
  await house.end();
  await engines.close();
});

const survey = (person: number, value: number, more: object = {}): object => ({
  id: `answer-${person}`, channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: '2026-06-05T10:00:00Z', identifiers: [{ type: 'email', value: `p${person}@x.example` }], subjects: [{ type: 'survey', id: 'effort' }],
  rating: { value, min: 1, max: 7, scale: 'ces', question: 'How much effort was it?', higherIsBetter: false }, ...more,
});
async function say(...items: readonly object[]): Promise<string[]> {
  const results = await house.interactions.acceptBatch('survey-tool', items);
  await house.interactions.settled();
  return results.map(({ status }) => status);
}
async function ces(): Promise<Score> {
  const { scores } = await voice.scores({ months: 12, score: 'ces' });
  return scores[0] ?? assert.fail('there is no CES');
}
const held = async (): Promise<number> => Number((await engines.analytics.rows<{ count: string }>(ch`select count() as count from voice_answers final where notEmpty(values)`))[0]?.count ?? 0);

test('answers are counted once each as they are now: repeated, corrected, turned round, taken back; one outside of its scale waits in quarantine', async () => {
  await say(...Array.from({ length: 20 }, (_, at) => ({ ...survey(at, 0), id: `sent-${at}`, kind: 'survey-sent', direction: 'out', rating: undefined })));
  await say(...Array.from({ length: 12 }, (_, at) => survey(at, 1)));
  assert.deepEqual(await say(survey(0, 1), survey(1, 7), survey(2, 1, { rating: undefined, text: 'I take it back' }), survey(30, 8)), ['duplicate', 'revised', 'revised', 'quarantined']);
  const score = await ces();
  assert.deepEqual([score.answers, score.people, score.turned, score.asked], [11, 11, 11, { invited: 20, reached: null, answered: 11 }]);
  assert.ok(Math.abs((score.estimate?.value ?? 0) - 100 * 10 / 11) < 1e-9, 'little effort is good, much is not');
  assert.deepEqual(score.wordings, [{ text: 'How much effort was it?', answers: 11 }]);
});

test('questions of a survey come with it, each with its own scale', async () => {
  await say(...Array.from({ length: 10 }, (_, at) => ({ id: `panel-${at}`, channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: '2026-06-06T10:00:00Z', identifiers: [{ type: 'email', value: `p${at}@x.example` }], answers: [{ question: 'Would you recommend us?', rating: { value: 9, min: 0, max: 10, scale: 'nps' } }, { question: 'Comfort', rating: { value: 2, min: 1, max: 5, scale: 'points' } }, { question: 'Why?', value: 'Because' }] })));
  const { scores } = await voice.scores({ months: 12 });
  assert.deepEqual(scores.map(({ key, people }) => [key, people]), [['nps', 10], ['ces', 11], ['points.1.5:Comfort', 10]]);
});

const answersOf = async (node: number): Promise<number> => Number((await engines.analytics.rows<{ count: string }>(ch`select count() as count from voice_answers final where notEmpty(values) and node = ${uint64(node)}`))[0]?.count);

test('who is erased is gone from the answers', async () => {
  const [one] = await engines.analytics.rows<{ home: string; node: string }>(ch`select home, node from voice_answers final where notEmpty(values) order by number limit 1`);
  const [home, node, before] = [Number(one?.home), Number(one?.node), await held()];
  const theirs = await answersOf(node);
  const counts = await house.interactions.eraseHistory([home], [node]);
  assert.ok(theirs > 0 && (counts['voice_answers'] ?? 0) >= theirs);
  assert.deepEqual([await answersOf(node), await held()], [0, before - theirs]);
});

test('where a question names somebody who was erased, it is left out and the answer stays', async () => {
  await say(survey(7, 2, { id: 'named', rating: { value: 2, min: 1, max: 7, scale: 'ces', question: 'How was it with Erna Muster?', higherIsBetter: false } }));
  const { mentions } = await house.interactions.mentionsOf({ values: [], names: ['Erna Muster'] }, [], 10);
  assert.equal(mentions.length, 1);
  for (const { row, spans } of mentions) await house.interactions.maskWording(row, spans);
  const asked = (await engines.analytics.rows<{ questions: string[]; values: number[] }>(ch`select questions, values from voice_answers final where number = ${uint64(Number(mentions[0]?.row.number))}`))[0];
  assert.deepEqual(asked, { questions: [''], values: [2] });
});

test('what retention deletes of the history is deleted of the answers', async () => {
  const nothing = async (): Promise<Record<string, number>> => ({});
  const { counts } = await house.interactions.expire({ channel: 'survey', kinds: ['survey-answered'], beforeMs: Date.UTC(2026, 5, 6), receivedByMs: clock() + 1 }, 1, nothing, nothing);
  assert.ok((counts['voice_answers'] ?? 0) >= 9);
  assert.deepEqual((await voice.scores({ months: 12 })).scores.map(({ key }) => key), ['nps'], 'nine people are left who were asked the single question: too few to show it');
});
