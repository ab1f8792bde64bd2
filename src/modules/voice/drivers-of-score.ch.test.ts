import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import { seededRandom } from '../../kernel/seeded-random.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import type { Drivers } from './contract.ts';
import { answeredTogether, questionsBeside } from './drivers-log.ts';
import { driversOfScore } from './drivers-of-score.ts';
import { findDrivers } from './drivers/find-drivers.ts';
import type { AnsweredTogether } from './drivers/choose-drivers.ts';
import type { AnswerFilter } from './answers-log.ts';

const SEED = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../${module}/schema/ch`, import.meta.url)) });
const FILTER: AnswerFilter = { beforeMs: Date.UTC(2024, 0, 1), fromMs: Date.UTC(2025, 0, 1), untilMs: Date.UTC(2026, 0, 1), zone: 'UTC', source: null, channel: null, brand: null };
const STARS = { scale: 'stars', from: 1, to: 5, question: '' };
const QUESTIONS = ['Comfort', 'Food', 'Staff'];

let analytics: Analytics;
const random = seededRandom(SEED);

/** One answer as it is stored. */
type Answer = { readonly scale: string; readonly value: number; readonly min: number; readonly max: number; readonly question: string; readonly one: boolean; readonly turned: boolean };
type Stored = { readonly number: number; readonly node: number; readonly revision?: number; readonly direction?: string; readonly source?: string; readonly month?: number; readonly answers: readonly Answer[] };

const row = ({ number, node, revision = 1, direction = 'in', source = 'panel', month = 3, answers }: Stored): string => JSON.stringify({
  number, revision, home: number % 5, node, source, brand: '', channel: 'survey', office: 'service', kind: 'survey-answered', direction, occurred_at: `2025-${String(month).padStart(2, '0')}-15T12:00:00.000Z`, survey: 's',
  scales: answers.map(({ scale }) => scale), values: answers.map(({ value }) => value), mins: answers.map(({ min }) => min), maxs: answers.map(({ max }) => max), questions: answers.map(({ question }) => question), ones: answers.map(({ one }) => Number(one)), turned: answers.map(({ turned }) => Number(turned)),
});
const whole = (value: number): Answer => ({ scale: 'stars', value, min: 1, max: 5, question: 'Overall?', one: false, turned: false });
const single = (question: string, value: number, turned = false): Answer => ({ scale: 'points', value: turned ? 6 - value : value, min: 1, max: 5, question, one: true, turned });
const drivers = (more: object = {}): Promise<Drivers> => driversOfScore({ analytics, clock: () => Date.UTC(2026, 0, 10), zone: 'UTC' }, { score: 'stars', months: 12, until: '2025-12', source: 'panel', ...more });

const stored: Stored[] = [];
/** What of it belongs together, by the rules alone. */
const expected: AnsweredTogether[] = [];

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions'), schemaOf('voice')]);
  for (let number = 1; number <= 400; number += 1) {
    const mood = random();
    const [comfort = 0, food = 0, staff = 0] = QUESTIONS.map(() => 1 + Math.round(4 * (0.4 * mood + 0.6 * random())));
    const score = Math.min(5, Math.max(1, Math.round((3 * comfort + staff) / 4 + random() - 0.5)));
    const gap = number % 9 === 0;
    const node = number % 80;
    // Food is asked the other way round; NPS is a score of the whole as well; a few were asked about somebody by name.
    stored.push({ number, node, answers: [whole(score), single('Comfort', comfort), ...(gap ? [] : [single('Food', food, true)]), single('Staff', staff), { scale: 'nps', value: 2 * score, min: 0, max: 10, question: 'Recommend?', one: true, turned: false }, ...(number <= 4 ? [single('How was Rui?', 5)] : [])] });
    expected.push({ person: node === 0 ? String(-number) : String(1 + node % 40), score, answers: [comfort, gap ? null : food, staff] });
  }
  stored.push(
    // None of these counts: alone, off the scale, of the company, of another time, of another source.
    { number: 1_001, node: 1, answers: [whole(5)] }, { number: 1_002, node: 1, answers: [whole(9), single('Comfort', 1)] }, { number: 1_003, node: 1, direction: 'internal', answers: [whole(5), single('Comfort', 1)] },
    { number: 1_004, node: 1, answers: [single('Comfort', 1), single('Staff', 1)] }, { number: 1_006, node: 1, source: 'other', answers: [whole(5), single('Comfort', 1), single('Wifi', 1)] },
  );
  await analytics.insert('voice_answers', stored.map(row).join('\n'));
  await analytics.insert('voice_answers', row({ number: 1_005, node: 1, answers: [whole(5), single('Comfort', 1)] }).replace('2025-03', '2024-03'));
  await analytics.insert('identity_map', Array.from({ length: 79 }, (_, at) => JSON.stringify({ node: at + 1, customer: 1 + (at + 1) % 40, version: 1, updated_at: '2026-01-01 00:00:00.000' })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`);
});
after(() => analytics.close());

test('the database puts together what was answered in the same breath: turned, with gaps, by customer; nothing that the score leaves out', async (t) => {
  t.diagnostic(`seed ${SEED}`);
  const panel = { ...FILTER, source: 'panel' };
  const beside = await questionsBeside(analytics, STARS, panel);
  assert.deepEqual(beside.toSorted((a, b) => (a.question < b.question ? -1 : 1)).map(({ question, scale, answers, isWhole }) => [question, scale, answers, isWhole]), [['', 'nps', 400, true], ['Comfort', 'points', 400, false], ['Food', 'points', 356, false], ['How was Rui?', 'points', 4, false], ['Staff', 'points', 400, false]]);
  const keys = QUESTIONS.map((question) => beside.find((one) => one.question === question)?.key ?? assert.fail());
  const { rows, of } = await answeredTogether(analytics, { rule: { kind: 'mean' } }, STARS, keys, panel, 1_000);
  const plain = ({ score, answers }: AnsweredTogether): string => `${score} ${answers.join()}`;
  assert.deepEqual([of, rows.map(plain).toSorted()], [400, expected.map(plain).toSorted()]);
  assert.deepEqual([...Map.groupBy(rows, ({ person }) => person).values()].map((own) => own.length).toSorted((a, b) => a - b), [...Map.groupBy(expected, ({ person }) => person).values()].map((own) => own.length).toSorted((a, b) => a - b));
});

test('the page is told the drivers, their places and gaps; scores of the whole are none, and a question that four people were asked is not named', async () => {
  const told = await drivers();
  const found = findDrivers(QUESTIONS, expected);
  assert.deepEqual([told.reason, told.name, told.interactions, told.lookedAt, told.complete], [null, 'Stars', 400, 400, found.complete]);
  assert.deepEqual(told.drivers.map(({ name, answers, places }) => [name, answers, places]), found.drivers.map(({ question, answers, places }) => [QUESTIONS[question], answers, places]));
  told.drivers.forEach(({ share, correlation }, at) => {
    const own = found.drivers[at];
    assert.ok(Math.abs(share.value - (own?.share.value ?? NaN)) < 1e-9 && Math.abs(correlation.value - (own?.direct.value ?? NaN)) < 1e-9);
  });
  assert.equal(told.drivers[0]?.key, 'points.1.5:Comfort');
  assert.deepEqual([told.leftOut, told.unnamed], [[{ name: 'NPS', kind: 'question', reason: 'about-the-whole', answers: 400, sameAs: null }], 1]);
  assert.ok(!JSON.stringify(told).includes('Rui') && told.movedByGaps !== null && told.movedByGaps > 0);
});

test('the same answers give the same figures each time; a correction counts once, as it is now; interactions beyond the most are drawn by lot, the same each time', async () => {
  const before = await drivers();
  await analytics.insert('voice_answers', stored.slice(0, 200).map(row).join('\n'));
  assert.deepEqual(await drivers(), before);
  const again = await answeredTogether(analytics, { rule: { kind: 'mean' } }, STARS, ['points 1 5 Comfort'], { ...FILTER, source: 'panel' }, 50);
  assert.deepEqual([again.rows.length, again.of], [50, 400]);
  assert.deepEqual(await answeredTogether(analytics, { rule: { kind: 'mean' } }, STARS, ['points 1 5 Comfort'], { ...FILTER, source: 'panel' }, 50), again);
  // Everybody takes back what they said about comfort.
  await analytics.insert('voice_answers', stored.slice(0, 400).map((one) => row({ ...one, revision: 2, answers: one.answers.filter(({ question }) => question !== 'Comfort') })).join('\n'));
  assert.deepEqual((await drivers()).drivers.map(({ name }) => name).toSorted(), ['Food', 'Staff']);
});

test('a question of a survey has drivers too: the questions beside it, not itself', async () => {
  const told = await drivers({ score: 'points.1.5:Staff' });
  assert.deepEqual([told.name, told.drivers.map(({ name }) => name), told.leftOut.map(({ name, reason }) => [name, reason])], ['Staff', ['Food'], [['NPS', 'about-the-whole'], ['Stars', 'about-the-whole']]]);
  assert.deepEqual(told.drivers[0]?.share, { value: 1, low: 1, high: 1 });
});

test('too little is said in words, and a score that nobody answered is not found', async () => {
  const other = await drivers({ source: 'other' });
  assert.deepEqual([other.reason, other.drivers, other.explained, other.unnamed, other.leftOut], ['no-questions', [], null, 2, []]);
  await assert.rejects(drivers({ score: 'csat' }), { kind: 'not-found', code: 'score-unknown' });
  await assert.rejects(drivers({ score: 'points.1.5:How was Rui?' }), { kind: 'not-found' });
});
