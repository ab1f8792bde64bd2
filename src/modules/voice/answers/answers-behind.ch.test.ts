import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, text } from '../../../platform/clickhouse/sql.ts';
import type { ScoreAnswer, ScoreAnswersQuery } from '../contract.ts';
import { scoresOfAnswers } from '../scores-of-answers.ts';
import { createFigures } from '../figures/show-figure.ts';
import { createScoreAnswers, type AnswerRow } from './answers-behind.ts';

const SEED = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(SEED);
const below = (most: number): number => Math.floor(random() * most);
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../../${module}/schema/ch`, import.meta.url)) });
const clock = (): number => Date.UTC(2026, 0, 10);
const QUERY = { score: 'csat', months: 12, until: '2025-12' } as const;

/** What scores do not ask. */
const elsewhere = (): never => assert.fail('scores ask the history alone');
const NOTHING_ELSE = { interactions: { saidBy: elsewhere }, readings: { shown: elsewhere }, verbatims: { quoteCustomers: elsewhere }, topics: { topics: elsewhere } };

let analytics: Analytics;
let answers: ReturnType<typeof createScoreAnswers>;
const hidden: string[] = [];
/** Nodes 1 to 39 are of twenty customers. */
const customerOf = (node: number): number => 1 + node % 20;

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions'), schemaOf('voice')]);
  const rows: string[] = [];
  for (let number = 1; number <= 600; number += 1) {
    const node = below(40);
    const one = (scale: string, value: number, min: number, max: number, question: string, isOne: 0 | 1) => ({ scale, value, min, max, question, isOne });
    // A few answer the same in one breath twice; some lie outside of the scale; a few single questions name somebody.
    const given = [one('csat', 1 + below(6), 1, 5, 'How was it?', 0), ...(below(5) === 0 ? [one('csat', 1 + below(5), 1, 5, 'How was it?', 0)] : []), ...(number <= 5 ? [one('points', 3, 1, 5, 'How was Rui?', 1)] : [])];
    const stored = { number, revision: 1, home: node % 7, node, source: ['desk', '=1+1'][below(2)], brand: '', channel: ['survey', 'chat'][below(2)], office: 'service', kind: 'survey-answered', direction: below(9) === 0 ? 'internal' : 'in', occurred_at: `2025-${String(1 + below(12)).padStart(2, '0')}-15T12:00:00.000Z`, survey: 's1',
      scales: given.map(({ scale }) => scale), values: given.map(({ value }) => value), mins: given.map(({ min }) => min), maxs: given.map(({ max }) => max), questions: given.map(({ question }) => question), ones: given.map(({ isOne }) => isOne), turned: given.map(() => Number(number % 4 === 0)) };
    rows.push(JSON.stringify(stored));
    // A correction that says something else: it alone counts.
    if (below(10) === 0) rows.push(JSON.stringify({ ...stored, revision: 2, values: stored.values.map(() => 5) }));
  }
  await analytics.insert('voice_answers', rows.join('\n'));
  await analytics.insert('identity_map', Array.from({ length: 39 }, (_, at) => JSON.stringify({ node: at + 1, customer: customerOf(at + 1), version: 1, updated_at: '2026-01-01 00:00:00.000' })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`);
  const quoted = async (nodes: readonly number[], isNamed: boolean) => new Map(nodes.map((node) => [node, { id: publicId('customer', customerOf(node)), name: `Person ${customerOf(node)}`, names: isNamed ? [`Person ${customerOf(node)}`] : [], quoting: 'not-asked' as const }] as const));
  answers = createScoreAnswers({ analytics, customers: { quoted }, clock, zone: 'UTC' });
});
after(() => analytics.close());

/** Every page of a figure. */
async function everyPage(query: Partial<ScoreAnswersQuery>): Promise<{ readonly answers: ScoreAnswer[]; readonly total: { readonly answers: number; readonly people: number } }> {
  const first = await answers.page({ ...QUERY, limit: 7, ...query }, { isMasked: false, hideNames: () => undefined });
  const all = [...first.answers];
  for (let next = first.next; next !== null;) {
    const page = await answers.page({ ...QUERY, limit: 7, ...query, before: next }, { isMasked: false, hideNames: () => undefined });
    all.push(...page.answers);
    next = page.next;
  }
  return { answers: all, total: first.total ?? assert.fail('the first page says how many') };
}
const peopleIn = (rows: readonly ScoreAnswer[]): number => new Set(rows.map(({ customer, interaction }) => customer ?? interaction)).size;

test('behind a score, each of its months, each answer and each reason stand exactly as many answers and people as the figure says', async () => {
  const { scores: [score] } = await scoresOfAnswers({ analytics, clock, zone: 'UTC' }, { ...QUERY });
  assert.ok(score !== undefined);
  const all = await everyPage({});
  const said = `seed ${SEED}`;
  // Two answers of nobody known in one interaction are of one, too.
  assert.deepEqual([all.answers.length, all.total.answers, all.total.people, peopleIn(all.answers)], [score.answers, score.answers, score.people, score.people], said);
  assert.deepEqual(all.answers.map(({ occurredAt }) => occurredAt), all.answers.map(({ occurredAt }) => occurredAt).toSorted().toReversed());
  assert.ok(Math.abs(100 * all.answers.reduce((sum, { worth }) => sum + (worth ?? 0), 0) / all.answers.length - (score.estimate?.value ?? -1)) < 1e-9, said);
  const month = score.months[3] ?? assert.fail();
  const ofMonth = await everyPage({ month: month.month });
  assert.deepEqual([ofMonth.answers.length, ofMonth.total.people], [month.answers, month.people], said);
  for (const { value, answers: count } of score.distribution) {
    const ofValue = await everyPage({ value });
    assert.deepEqual([ofValue.answers.length, ofValue.total.answers], [count, count], said);
    assert.ok(ofValue.answers.every((one) => (one.isTurned ? 6 - (one.value ?? 0) : one.value) === value), said);
  }
  for (const { reason, answers: count } of score.excluded) {
    const left = await everyPage({ excluded: reason });
    assert.deepEqual([left.answers.length, left.answers.every(({ worth, excluded }) => worth === null && excluded === reason)], [count, true], said);
  }
});

test('a file holds every answer once, those left out with the reason, and names nobody', async () => {
  const rows: AnswerRow[] = [];
  for await (const step of answers.file({ ...QUERY })) rows.push(...step);
  const { scores: [score] } = await scoresOfAnswers({ analytics, clock, zone: 'UTC' }, { ...QUERY });
  assert.equal(rows.length, (score?.answers ?? 0) + (score?.excluded ?? []).reduce((sum, one) => sum + one.answers, 0), `seed ${SEED}`);
  assert.ok(rows.every((row) => !('name' in row) && !('question' in row) && (row.worth === null) === (row.excluded !== null)));
});

test('the same as Parquet holds the same rows, as a spreadsheet or a notebook reads them', async (context) => {
  const blocks: Buffer[] = [];
  for await (const block of answers.parquet({ ...QUERY })) blocks.push(block);
  const file = Buffer.concat(blocks);
  assert.deepEqual([file.subarray(0, 4).toString(), file.subarray(-4).toString()], ['PAR1', 'PAR1']);
  if (analytics.engine !== 'chdb') return context.diagnostic('A server does not read files of this machine.');
  const folder = await mkdtemp(join(tmpdir(), 'custos-rows-'));
  const path = join(folder, 'answers.parquet');
  await writeFile(path, file);
  const told = await analytics.rows<AnswerRow & { readonly when: string; readonly turned: boolean; readonly left_out_because: string | null }>(ch`select * from file(${text(path)}, 'Parquet')`);
  await rm(folder, { recursive: true });
  const rows: AnswerRow[] = [];
  for await (const step of answers.file({ ...QUERY })) rows.push(...step);
  const said = (row: readonly unknown[]): string => JSON.stringify(row);
  assert.deepEqual(told.map((row) => said([row.interaction, row.customer, row.channel, row.source, row.value, row.turned, row.worth, row.left_out_because])).toSorted(), rows.map((row) => said([row.interaction, row.customer, row.channel, row.source, row.value, row.isTurned, row.worth, row.excluded])).toSorted(), `seed ${SEED}`);
  assert.equal(told[0]?.when, rows[0]?.occurredAt);
});

test('how a score comes about: definition, people, what is left out, method pages that there are, and queries that give it again', async () => {
  const figures = createFigures({ analytics, clock, zone: 'UTC', ...NOTHING_ELSE });
  const figure = await figures.figure('score', { score: 'csat', months: 12, until: '2025-12', source: 'desk' });
  const { scores: [score] } = await scoresOfAnswers({ analytics, clock, zone: 'UTC' }, { ...QUERY, source: 'desk' });
  assert.ok(score !== undefined);
  assert.deepEqual([figure.definition, figure.value, figure.answers, figure.people, figure.excluded, figure.filter], [{ id: 'csat', version: score.version, meaning: score.meaning }, score.estimate, score.answers, score.people, score.excluded, [{ by: 'source', is: 'desk' }]]);
  assert.ok(figure.methods.length > 0 && figure.methods.every(({ name }) => figures.method(name)?.text.startsWith('# ') === true));
  assert.deepEqual(figure.rows.map(({ address }) => address), ['/api/voice/scores/rows.csv?score=csat&months=12&until=2025-12&source=desk', '/api/voice/scores/rows.csv?score=csat&months=12&until=2025-12&source=desk&format=parquet']);
  const tally = figure.queries.find((query) => query.includes('personWeightSquared')) ?? assert.fail('the query of the figure is told');
  assert.match(tally, /'desk'/);
  const cells = await analytics.rows<{ cell: number; answers: string; people: string }>({ strings: [tally], params: [] });
  assert.deepEqual(cells.filter(({ cell }) => cell === 0).map((cell) => [Number(cell.answers), Number(cell.people)]), [[score.answers, score.people]], `seed ${SEED}`);
  await assert.rejects(figures.figure('score', { months: 12 }), { code: 'score-missing' });
});

test('names are looked up to be hidden for whoever reads masked, a question that may name somebody does not open, and a month of another time is empty', async () => {
  await answers.page({ ...QUERY, limit: 3 }, { isMasked: true, hideNames: (names) => { hidden.push(...names); } });
  assert.ok(hidden.length > 0 && hidden.every((name) => name.startsWith('Person ')));
  await assert.rejects(answers.page({ ...QUERY, score: 'points.1.5:How was Rui?', limit: 3 }, { isMasked: false, hideNames: () => undefined }), { code: 'score-unknown' });
  assert.equal((await everyPage({ month: '2019-01' })).answers.length, 0);
});
