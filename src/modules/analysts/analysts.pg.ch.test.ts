import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../test/engines/voice-house.ts';
import type { Role, Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import { createReadings, createTopics, createVerbatims, createVoice } from '../voice/index.ts';
import { answerCsv } from './answer-csv.ts';
import { createAnalysts, VIEWS, type Analysts } from './index.ts';
import { allowedNames } from './language/allowed-functions.ts';
import type { SqlAnswer } from './contract.ts';

const clock = (): number => Date.now();
const as = (role: Role): Viewer => ({ kind: 'person', id: `per_${role}`, name: role, role });
const PERSON = 'Zebulon';
const STAFF = 'Quentin Served';
let engines: VoiceEngines;
let house: ReturnType<typeof voiceHouse>;
let analysts: Analysts;

async function ask(sql: string, viewer: Viewer = as('owner')): Promise<SqlAnswer> {
  const answered = await analysts.ask({ sql, format: 'json' }, viewer);
  return answered.kind === 'table' ? answered.answer : assert.fail('a table was expected');
}
async function refusal(sql: string, viewer?: Viewer): Promise<AppError> {
  const error: unknown = await ask(sql, viewer).then((answer) => assert.fail(`${sql} was answered: ${JSON.stringify(answer.rows).slice(0, 200)}`), (caught: unknown) => caught);
  if (!(error instanceof AppError)) throw error;
  return error;
}

before(async () => {
  engines = await voiceEngines();
  house = voiceHouse(engines, clock);
  const { database, analytics, outbox, interactions, log } = house;
  createVoice(house);
  const readings = await createReadings({ database, analytics, outbox, interactions, log, clock });
  const topics = createTopics({ ...house, readings, verbatims: createVerbatims(house), nameOf: async () => null });
  analysts = createAnalysts({ ...house, topics, readings });
  await house.begin({ stop: readings.stop }, { stop: topics.stop });
  const someone = (name: string, more: object): object => ({ channel: 'email', kind: 'message', direction: 'in', occurredAt: '2026-06-05T10:00:00Z', identifiers: [{ type: 'email', value: `${name}@x.example` }], ...more });
  await interactions.acceptBatch('shop', [
    someone('zeb', { id: PERSON, title: `From ${PERSON}`, text: `I am ${PERSON}`, traits: { name: PERSON }, subjects: [{ type: 'order', id: 'W-1', label: `${PERSON}’s` }], properties: { raw: PERSON }, amounts: [{ role: 'total', amount: '12.50', currency: 'EUR' }], session: PERSON }),
    someone('zeb', { id: 'call', channel: 'call', kind: 'call-ended', turns: [{ speaker: 'customer', who: PERSON, text: `It is ${PERSON}` }, { speaker: 'agent', who: STAFF, text: 'Hello' }] }),
    someone('eva', { id: 'nps', channel: 'survey', kind: 'survey-answered', subjects: [{ type: 'agent', id: STAFF, label: STAFF }, { type: 'team', id: 'birch' }], rating: { value: 9, min: 0, max: 10, scale: 'nps', question: `How was ${PERSON}?` }, answers: [{ question: `Why ${PERSON}?`, value: `Because of ${PERSON}` }, { question: `And ${PERSON}?`, rating: { value: 4, min: 1, max: 5, scale: 'stars' } }] }),
    { id: 'wall', channel: 'review', kind: 'review-posted', direction: 'public', occurredAt: '2026-06-06T10:00:00Z', text: `=SUM(${PERSON})` },
  ]);
  await interactions.settled();
  await analytics.run(ch`system reload dictionary identity_customer`);
});
after(async () => {
  await house.end();
  await engines.close();
});

test('whoever may see personal data asks every view as documented; who may not has views without texts, names and identifiers, whatever they ask', async () => {
  for (const { name, columns } of VIEWS) {
    const [all, masked] = [await ask(`select * from ${name}`), await ask(`select * from ${name}`, as('analyst'))];
    assert.deepEqual(all.columns.map((column) => column.name), columns.map((column) => column.name), name);
    assert.deepEqual(masked.columns.map((column) => column.name), columns.filter(({ isPersonal }) => !isPersonal).map((column) => column.name), name);
    assert.equal(masked.rows.length, all.rows.length, name);
    assert.ok(!JSON.stringify(masked.rows).includes(PERSON), name);
    if (!['readings', 'marks', 'topics'].includes(name)) assert.ok(all.rows.length > 0, name);
    const plain = all.columns.map(({ type }) => type.replace(/LowCardinality\((\w+)\)/g, '$1').replaceAll("'", ''));
    assert.deepEqual(plain, columns.map(({ type }) => type), `${name}: types as documented`);
  }
  assert.equal((await ask(`select count() from said where text like '%${PERSON}%'`)).rows[0]?.[0], '5');
  assert.deepEqual((await ask("select part, speaker from said order by part, at")).rows, [['answer', 'customer'], ['text', 'customer'], ['text', 'customer'], ['title', 'customer'], ['turn', 'customer'], ['turn', 'agent']].map(([part, speaker]) => [part, part === 'title' ? '' : speaker]));
});

test('no figure can be made about one person of the staff: who served is not in any view, for nobody; their team is', async () => {
  for (const { name } of VIEWS) assert.ok(!JSON.stringify((await ask(`select * from ${name}`)).rows).includes(STAFF), name);
  assert.deepEqual((await ask('select s.type, s.subject_id, avg(a.value) from subjects s join answers a on s.interaction = a.interaction where a.scale = \'nps\' group by s.type, s.subject_id')).rows, [['team', 'birch', 9]]);
});

test('a hidden column is nowhere to be had: not by name, alias, join, WITH, error or plan', async () => {
  const analyst = as('analyst');
  for (const sql of [
    'select text from said', 'select s.text from said s', 'select `text` from interactions', 'select part from said where text like \'%Z%\'', 'select interaction from interactions order by title', 'select any(words) from said', 'select who from (select * from said)',
    'select value from trait_words', 'select label from subjects', 'select question from answers', 'select i.properties from interactions i join said using (interaction)', 'select page from interactions', 'select claims from interactions', 'select node from interactions', 'select home from interactions', 'select traits from customers',
    'select number from interactions', 'select one from said', 'select words from said', 'select raw from trait_words', 'select wording from answers', 'select _table from interactions', 'select _part from interactions', 'select toUInt8(text) from said', 'explain select text from said',
  ]) assert.match((await refusal(sql, analyst)).code, /^sql-(column-hidden|refused)$/, sql);
  assert.match((await refusal('select text from said', analyst)).detail, /text holds personal data/);
  // What WITH names reaches into every query inside for the engine: here it must not.
  const plain = await ask('select customer, channel from interactions order by interaction', analyst);
  for (const name of ['node', 'home', 'number', 'revision', 'interactions_log', 'direction']) assert.deepEqual((await ask(`with 7 as ${name} select customer, channel from interactions order by interaction`, analyst)).rows, plain.rows, name);
  const error = await refusal(`select toUInt8(text) from said where text like 'I am%'`);
  assert.equal(error.kind, 'invalid');
  assert.doesNotMatch(error.detail, /SELECT|interactions_log|~/);
});

test('figures are those of the history: joins, windows, ids as the pages show them', async () => {
  assert.deepEqual((await ask('select channel, count() as n, sum(n) over (order by channel) as running from interactions group by channel order by channel')).rows, [['call', '1', '1'], ['email', '1', '2'], ['review', '1', '3'], ['survey', '1', '4']]);
  const [row] = (await ask("select customerId(customer) as id, customer, interactions from customers order by interactions desc limit 1")).rows;
  assert.match(String(row?.[0]), /^cus_[0-9a-z]+$/);
  assert.deepEqual((await ask(`select customer from customers where customer = customerNumber('${String(row?.[0])}')`)).rows, [[row?.[1]]]);
  assert.deepEqual((await ask("select a.role, minor, currency, o.order_id, o.latest_kind from amounts a join subjects s on a.interaction = s.interaction join orders o on o.order_id = s.subject_id")).rows, [['total', '1250', 'EUR', 'W-1', 'message']]);
  assert.deepEqual((await ask('select scale, value from answers order by scale')).rows, [['nps', 9], ['stars', 4]]);
  assert.deepEqual((await ask('select count() from interactions where customer is null')).rows, [['1']]);
  const cut = await ask('select a.at from said a, said b, said c, said d, said e, said f');
  assert.deepEqual([cut.rows.length, cut.isCut], [10_000, true]);
});

test('a statement takes no more than it may, and the next one is answered', async () => {
  const many = Array.from({ length: 9 }, (_, at) => `said as s${at}`).join(', ');
  assert.equal((await refusal(`select uniqExact(concat(${Array.from({ length: 9 }, (_, at) => `toString(s${at}.interaction), s${at}.text`).join(', ')})) from ${many}`)).code, 'sql-too-large');
  assert.equal((await refusal(`select groupArray(concat(s0.text, s1.text)) from ${many}`)).code, 'sql-too-large');
  assert.deepEqual((await ask('select 1')).rows, [[1]]);
});

test('of one asker one statement runs at a time', async () => {
  const both = await Promise.allSettled([ask('select count() from said a, said b'), ask('select 1'), ask('select 1', as('service-office'))]);
  assert.deepEqual(both.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled']);
  assert.equal(both[1]?.status === 'rejected' && both[1].reason instanceof AppError ? both[1].reason.code : '', 'sql-one-at-a-time');
});

test('every statement is in the log without what may be about somebody, also one that was refused', async () => {
  await ask(`select count() from said where text = '${PERSON}'`);
  await refusal('drop table interactions_log');
  const [refused, answered] = await analysts.asked(2);
  assert.deepEqual([answered?.shape, answered?.outcome, answered?.by, answered?.rows, answered?.views], ["select count ( ) from said where text = '…'", 'answered', 'per_owner', 1, ['said']]);
  assert.deepEqual([refused?.shape, refused?.outcome], ['drop table interactions_log', 'sql-only-reads']);
});

test('as a file nothing is taken for a formula, and Parquet has the names that were asked for', async () => {
  const table = await analysts.ask({ sql: "select text, -5 as low from said where text like '=SUM%'", format: 'csv' }, as('owner'));
  assert.equal(table.kind === 'table' ? answerCsv(table.answer) : '', `\uFEFFtext,low\r\n"'=SUM(${PERSON})",-5\r\n`);
  const file = await analysts.ask({ sql: 'select channel as "Where from", count() from interactions group by channel', format: 'parquet' }, as('analyst'));
  const blocks: Buffer[] = [];
  if (file.kind === 'file') for await (const block of file.blocks) blocks.push(block);
  const parquet = Buffer.concat(blocks);
  assert.equal(parquet.subarray(0, 4).toString(), 'PAR1');
  assert.ok(parquet.includes('Where from') && !parquet.includes('~'));
});

test('every function that is let through is one of the engine', async () => {
  const known = await engines.analytics.rows<{ name: string; loose: boolean }>(ch`select name, case_insensitive = 1 as loose from system.functions`);
  const [exact, loose] = [new Set(known.map(({ name }) => name)), new Set(known.filter((one) => one.loose).map(({ name }) => name.toLowerCase()))];
  const { plain, aggregates, windows } = allowedNames();
  assert.deepEqual([...plain, ...aggregates, ...windows].filter((name) => !exact.has(name) && !loose.has(name.toLowerCase())), []);
});
