import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import { answerCells, answerChoices, answerGroups, askedPeople, type AnswerFilter } from './answers-log.ts';
import { scoresOfAnswers } from './scores-of-answers.ts';
import { definitionOf, worthOf, type ScoreDefinition } from './scores/score-definition.ts';
import { tallyOf, type Tally, type WeighedAnswer } from './scores/tally.ts';

const SEED = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../${module}/schema/ch`, import.meta.url)) });
const FILTER: AnswerFilter = { beforeMs: Date.UTC(2024, 0, 1), fromMs: Date.UTC(2025, 0, 1), untilMs: Date.UTC(2026, 0, 1), zone: 'UTC', source: null, channel: null, brand: null };
const CHOICES = { channels: ['chat', 'survey'], brands: [], offices: ['brand', 'service'] };
const CUSTOMERS = 40;

let analytics: Analytics;
let state = SEED;
const below = (most: number): number => { state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0; return (state >>> 8) % most; };

type Given = { readonly number: number; readonly revision: number; readonly node: number; readonly scale: string; readonly value: number; readonly min: number; readonly max: number; readonly turned: boolean; readonly direction: string; readonly month: number; readonly channel: string };
const given: Given[] = [];

function row(one: Given): string {
  return JSON.stringify({
    number: one.number, revision: one.revision, home: one.node % 7, node: one.node, source: 'survey-tool', brand: '', channel: one.channel, office: 'service', kind: 'survey-answered', direction: one.direction, occurred_at: `2025-${String(one.month).padStart(2, '0')}-15T12:00:00.000Z`, survey: 's1',
    scales: [one.scale], values: [one.value], mins: [one.min], maxs: [one.max], questions: ['How was it?'], ones: [0], turned: [Number(one.turned)],
  });
}

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions'), schemaOf('voice')]);
  for (let number = 1; number <= 3_000; number++) {
    const [scale, min, max] = ([['nps', 0, 10], ['csat', 1, 5], ['ces', 1, 7], ['stars', 1, 5]] as const)[below(4)] ?? ['nps', 0, 10];
    // A few lie outside of their scale or between its answers, as rows of before such answers were refused might.
    const value = min - 1 + below(max - min + 3) + (below(20) === 0 ? 0.5 : 0);
    given.push({ number, revision: 1, node: below(80), scale, value, min, max, turned: below(4) === 0, direction: ['in', 'public', 'in', 'internal'][below(4)] ?? 'in', month: 1 + below(12), channel: ['survey', 'chat'][below(2)] ?? 'chat' });
  }
  await analytics.insert('voice_answers', given.map(row).join('\n'));
  // Nodes 1 … 79 are of forty customers.
  await analytics.insert('identity_map', Array.from({ length: 79 }, (_, at) => JSON.stringify({ node: at + 1, customer: 1 + (at + 1) % CUSTOMERS, version: 1, updated_at: '2026-01-01 00:00:00.000' })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`);
});
after(() => analytics.close());

function expected(definition: ScoreDefinition, scale: string, latest: readonly Given[]): { readonly all: Tally; readonly excluded: number; readonly months: Map<string, Tally>; readonly channels: Map<string, Tally> } {
  const answers: (WeighedAnswer & { month: string; channel: string })[] = [];
  let excluded = 0;
  for (const one of latest.filter((each) => each.scale === scale)) {
    const worth = worthOf(definition, one.value, !one.turned);
    if (!worth.ok || one.direction === 'internal') { excluded += 1; continue; }
    answers.push({ person: one.node === 0 ? `nobody ${one.number}` : String(1 + one.node % CUSTOMERS), worth: worth.value, weight: 1, month: `2025-${String(one.month).padStart(2, '0')}`, channel: one.channel });
  }
  return { all: tallyOf(answers), excluded, months: new Map([...Map.groupBy(answers, ({ month }) => month)].map(([month, own]) => [month, tallyOf(own)])), channels: new Map([...Map.groupBy(answers, ({ channel }) => channel)].map(([channel, own]) => [channel, tallyOf(own)])) };
}

const same = (found: Tally | undefined, wanted: Tally | undefined): void => {
  assert.ok(found !== undefined && wanted !== undefined);
  for (const key of Object.keys(wanted) as (keyof Tally)[]) assert.ok(Math.abs(found[key] - wanted[key]) < 1e-6, `seed ${SEED}, ${key}: ${found[key]} is not ${wanted[key]}`);
};

async function agree(latest: readonly Given[]): Promise<void> {
  for (const [scale, from, to] of [['nps', 0, 10], ['csat', 1, 5], ['ces', 1, 7], ['stars', 1, 5]] as const) {
    const definition = definitionOf({ scale, from, to }) ?? assert.fail();
    const group = { scale, from, to, question: '' };
    const cells = await answerCells(analytics, definition, group, FILTER, CHOICES);
    const wanted = expected(definition, scale, latest);
    same(cells.get('all')?.get(''), wanted.all);
    for (const [channel, tally] of wanted.channels) same(cells.get('channel')?.get(channel), tally);
    same(cells.get('office')?.get('service'), wanted.all);
    for (const [month, tally] of wanted.months) same(cells.get('month')?.get(month), tally);
    assert.equal([...cells.get('excluded')?.values() ?? []].reduce((sum, { answers }) => sum + answers, 0), wanted.excluded);
    assert.equal([...cells.get('value')?.values() ?? []].reduce((sum, { answers }) => sum + answers, 0), wanted.all.answers);
  }
}

test('the database counts what the rules count: every score, month and exclusion, people by the map of customers', async (t) => {
  t.diagnostic(`seed ${SEED}`);
  await agree(given);
});

test('repeats, corrections in any order and answers that were taken back count once, as they are now', async () => {
  const corrected = given.slice(0, 300).map((one, at): Given => ({ ...one, revision: 2, value: at % 2 === 0 ? one.max : one.min, turned: false }));
  await analytics.insert('voice_answers', [...corrected, ...given.slice(0, 500)].map(row).join('\n'));
  const gone = given.slice(300, 350);
  await analytics.insert('voice_answers', gone.map(({ number, node }) => JSON.stringify({ number, revision: 3, home: node % 7, node })).join('\n'));
  await agree([...corrected, ...given.slice(350)]);
});

test('when two customers turn out to be one, their answers are one person’s at once, and apart again after a split', async () => {
  const definition = definitionOf({ scale: 'nps', from: 0, to: 10 }) ?? assert.fail();
  const people = async (): Promise<number> => (await answerCells(analytics, definition, { scale: 'nps', from: 0, to: 10, question: '' }, FILTER, CHOICES)).get('all')?.get('')?.people ?? 0;
  const map = async (customer: number, version: number): Promise<void> => {
    await analytics.insert('identity_map', [1, 41].map((node) => JSON.stringify({ node, customer, version, updated_at: '2026-01-02 00:00:00.000' })).join('\n'));
    await analytics.run(ch`system reload dictionary identity_customer`);
  };
  const apart = await people();
  await map(3, 2);
  assert.equal(await people(), apart - 1);
  await map(2, 3);
  assert.equal(await people(), apart);
});

test('single questions of a survey are scores of their own; invitations are counted by people, and nothing is not zero', async () => {
  const parts = (number: number, node: number) => JSON.stringify({ number, revision: 1, home: 1, node, source: 'panel', brand: '', channel: 'survey', office: 'service', kind: 'survey-answered', direction: 'in', occurred_at: '2025-06-01T00:00:00.000Z', survey: 's2', scales: ['points', 'points', 'nps'], values: [4, 2, 9], mins: [1, 1, 0], maxs: [5, 5, 10], questions: ['Comfort', 'Food', 'Recommend?'], ones: [1, 1, 1], turned: [0, 0, 0] });
  const sent = (number: number, node: number) => JSON.stringify({ number, revision: 1, home: 1, node, source: 'panel', channel: 'survey', kind: 'survey-sent', direction: 'out', occurred_at: '2025-05-31T00:00:00.000Z', survey: 's2' });
  await analytics.insert('voice_answers', [...Array.from({ length: 12 }, (_, at) => parts(10_000 + at, 1 + at)), ...Array.from({ length: 30 }, (_, at) => sent(11_000 + at, 1 + at)), sent(12_000, 41)].join('\n'));
  const panel = { ...FILTER, source: 'panel' };
  assert.deepEqual((await answerGroups(analytics, panel)).map(({ question, scale, people, others }) => [scale, question, people, others]), [['nps', '', 12, 2], ['points', 'Comfort', 12, 1], ['points', 'Food', 12, 1]]);
  assert.deepEqual(await askedPeople(analytics, ['s2'], panel), { invited: 30, reached: null }, 'node 41 is the customer of node 1');
  assert.deepEqual(await askedPeople(analytics, ['s3'], panel), { invited: null, reached: null });
  assert.deepEqual((await answerChoices(analytics)).sources, ['panel', 'survey-tool']);
});

test('the page of scores says words below ten people, hints below thirty, and finds the months by itself', async () => {
  const deps = { analytics, clock: () => Date.UTC(2026, 5, 1), zone: 'Europe/Berlin' };
  const panel = await scoresOfAnswers(deps, { months: 12, source: 'panel' });
  assert.deepEqual([panel.from, panel.until], ['2025-01', '2025-12'], 'the last month with answers of anybody');
  const nps = panel.scores.find(({ key }) => key === 'nps') ?? assert.fail();
  assert.deepEqual([nps.certainty, nps.words, nps.asked], ['indicative', 'Indicative: 12 people answered.', { invited: 30, reached: null, answered: 12 }]);
  assert.ok(nps.estimate !== null && nps.estimate.value === 100 && nps.estimate.low < 90);
  assert.equal(nps.consistency, null);
  assert.equal(panel.scores.find(({ key }) => key === 'points.1.5:Comfort')?.estimate?.value, 4);
  const all = await scoresOfAnswers(deps, { months: 12 });
  const csat = all.scores.find(({ key }) => key === 'csat') ?? assert.fail();
  assert.ok(csat.months.length === 12 && csat.consistency !== null && csat.turned > 0 && csat.unknownPeople > 0 && (csat.effectiveAnswers ?? 0) < csat.answers);
  assert.ok(csat.excluded.some(({ reason }) => reason === 'outside-scale'));
  const few = await scoresOfAnswers(deps, { months: 1, until: '2025-06', source: 'panel', score: 'nps', brand: 'nothing' });
  assert.deepEqual(few.scores, []);
});
