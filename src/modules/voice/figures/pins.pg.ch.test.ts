import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../../test/engines/postgres.ts';
import { chSchemas } from '../../../app/schemas.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { createLive } from '../../../platform/live/live.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createOutbox } from '../../../platform/outbox/create-outbox.ts';
import { createIdentity } from '../../identity/index.ts';
import { createInteractions } from '../../interactions/index.ts';
import { createScoreAnswers } from '../answers/answers-behind.ts';
import { ANSWER_TABLES, createFigures, createPins, createReadings, createSaid, createVoice } from '../index.ts';
import { correctReading } from '../teaching/correct-reading.ts';

const HOUR_MS = 3_600_000;
const OLGA = { id: 'olga', mayChangeAll: false } as const;
const QUERY = { score: 'csat', months: 12 } as const;
const SAID = { months: 12 } as const;
const log = createLog('error', () => undefined);
let nowMs = 0;
const clock = (): number => nowMs;
let stored: TestDatabase;
let analytics: Analytics;
let house: Awaited<ReturnType<typeof open>>;

const elsewhere = (): never => assert.fail('no words are quoted here');
const REST = { verbatims: { quoteCustomers: elsewhere }, topics: { topics: elsewhere }, clock, zone: 'UTC' };

async function open() {
  const { database } = stored;
  const outbox = createOutbox({ database, analytics, log, clock });
  const identity = createIdentity({ database, analytics, outbox, log, clock });
  const interactions = createInteractions({ database, analytics, identity, outbox, live: createLive(() => undefined), log, clock, zone: 'UTC', answerTables: ANSWER_TABLES });
  const voice = createVoice({ analytics, outbox, clock, zone: 'UTC' });
  const readings = await createReadings({ database, analytics, outbox, interactions, log, clock });
  const figures = createFigures({ analytics, interactions, readings, ...REST });
  await outbox.start();
  interactions.start();
  readings.start();
  await readings.through();
  return {
    identity, interactions, readings, voice, figures, outbox,
    said: createSaid({ analytics, interactions, readings, ...REST }),
    answers: createScoreAnswers({ analytics, customers: { quoted: async () => new Map() }, clock, zone: 'UTC' }),
    pins: createPins({ database, analytics, outbox, figures, clock, zone: 'UTC', nameOf: async () => 'Olga' }),
    end: async (): Promise<void> => { await readings.stop(); await interactions.stop(); await outbox.stop(); await identity.stop(); },
  };
}

/** What comes in an hour later. Answers the references. */
async function say(...items: readonly object[]): Promise<string[]> {
  nowMs += HOUR_MS;
  const results = await house.interactions.acceptBatch('shop', items);
  await house.interactions.settled();
  assert.deepEqual(results.filter(({ status }) => status === 'quarantined'), []);
  nowMs += HOUR_MS;
  return results.map(({ reference }) => reference);
}
const email = (person: number): object => ({ type: 'email', value: `p${person}@x.example` });
const daysAgo = (days: number): string => new Date(nowMs - days * 24 * HOUR_MS).toISOString();
const answer = (person: number, value: number, more: object = {}): object => ({ id: `a-${person}`, channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: '2026-11-02T10:00:00Z', identifiers: [email(person)], rating: { value, min: 1, max: 5, scale: 'csat', question: 'Happy?' }, ...more });
const mail = (person: number, text: string): object => ({ id: `m-${person}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: '2026-11-03T10:00:00Z', identifiers: [email(person)], text });
const rowsAsOf = async (asOf?: string): Promise<string[]> => {
  const rows: string[] = [];
  for await (const step of house.answers.file({ ...QUERY, asOf })) rows.push(...step.map((row) => JSON.stringify(row)));
  return rows.toSorted();
};

before(async () => {
  stored = await testDatabase(migrationsOf('platform', 'identity', 'interactions', 'voice'));
  analytics = await testAnalytics(chSchemas().filter(({ module }) => ['identity', 'interactions', 'customers', 'voice'].includes(module)));
  // The clock of the machine told since when the history is kept.
  nowMs = Math.max(Date.now(), Date.UTC(2026, 10, 5));
  house = await open();
});
after(async () => {
  await house.end();
  await analytics.close();
  await stored.close();
});

test('a score pinned as of today gives the same number after corrections, late answers, answers taken back and joined customers', async () => {
  await say(...Array.from({ length: 30 }, (_, at) => answer(at, at % 3 === 0 ? 2 : 5)));
  const asOf = new Date(nowMs).toISOString();
  const [then, rows] = [await house.voice.scores({ ...QUERY, asOf }), await rowsAsOf()];
  const pin = await house.pins.pin({ of: 'score', query: { ...QUERY }, note: '' }, OLGA);
  assert.deepEqual([pin.asOf, pin.answers, pin.people, pin.value], [asOf, 30, 30, then.scores[0]?.estimate]);
  assert.deepEqual({ ...then, asOf: null }, await house.voice.scores({ ...QUERY }), 'what is pinned as of now is what is shown now');

  await say(answer(0, 5), answer(1, 1), answer(2, 3, { rating: undefined, text: 'I take it back' }));
  await say(answer(0, 4), ...[40, 41, 42].map((person) => answer(person, 1)));
  await say({ ...mail(3, ''), id: 'joins', text: undefined, kind: 'login', identifiers: [{ type: 'login', value: 'one', verified: 'login' }, { ...email(3), verified: 'login' }, { ...email(4), verified: 'login' }] });
  await analytics.run(ch`system reload dictionary identity_customer`);
  const now = await house.voice.scores({ ...QUERY });
  assert.deepEqual([now.scores[0]?.answers, now.scores[0]?.people], [32, 31], 'two who were joined are one now');
  assert.deepEqual(await house.voice.scores({ ...QUERY, asOf }), then);
  assert.deepEqual(await rowsAsOf(asOf), rows);
  assert.notDeepEqual(await rowsAsOf(), rows);
  for (const table of [ch`voice_answers`, ch`voice_answers_earlier`, ch`identity_map`, ch`identity_map_history`]) await analytics.run(ch`optimize table ${table} final`);
  assert.deepEqual(await house.voice.scores({ ...QUERY, asOf }), then, 'also when the engine has merged what was revised');
  const { isSame, changes, now: again } = await house.pins.pinned(pin.number, OLGA);
  assert.deepEqual([isSame, changes, again?.value, again?.people], [true, [], pin.value, 30]);
});

test('between two corrections the one of then counts, and a figure of a day is of its end', async () => {
  const first = await say(answer(50, 5, { id: 'edited' }));
  const afterFirst = new Date(nowMs).toISOString();
  await say(answer(50, 4, { id: 'edited' }));
  const afterSecond = new Date(nowMs).toISOString();
  await say(answer(50, 1, { id: 'edited' }));
  const given = async (asOf?: string): Promise<number | null | undefined> => { const answers = (await rowsAsOf(asOf)).map((row) => JSON.parse(row) as { interaction: string; value: number | null }); return answers.find(({ interaction }) => interaction === first[0])?.value; };
  assert.deepEqual([await given(afterFirst), await given(afterSecond), await given()], [5, 4, 1]);
  const day = afterSecond.slice(0, 10);
  nowMs += 24 * HOUR_MS;
  assert.equal((await house.voice.scores({ ...QUERY, asOf: day })).asOf, `${day}T23:59:59.999Z`);
});

test('what is said, as of then: texts that were edited, came late, or were corrected since do not change it', async () => {
  const [id = ''] = await say(...Array.from({ length: 12 }, (_, at) => mail(60 + at, at % 2 === 0 ? 'The parcel arrived broken and nobody answers your phone. I am very unhappy.' : 'Thank you so much, everything was wonderful and quick!')));
  await house.readings.through();
  const asOf = new Date(nowMs).toISOString();
  const then = await house.said.said({ ...SAID, asOf });
  const pin = await house.pins.pin({ of: 'said', query: { ...SAID }, note: '' }, OLGA);
  assert.ok(then.felt.counts !== null && then.felt.counts.negative >= 6);
  nowMs += HOUR_MS;
  await correctReading({ outbox: house.outbox, interactions: house.interactions, readings: house.readings, clock }, { id, output: 'sentiment', label: 'positive' }, 'olga');
  await say(mail(62, 'I take it all back, it was great, thank you!'), mail(90, 'Terrible. It never came.'));
  await house.outbox.drained();
  const now = await house.said.said({ ...SAID });
  assert.notDeepEqual(now.felt.counts, then.felt.counts);
  assert.deepEqual(await house.said.said({ ...SAID, asOf }), then);
  assert.deepEqual((await house.pins.pinned(pin.number, OLGA)).changes, []);
});

test('what customers of a group say can be pinned as of now; which group they were in then is not kept, so that it is given as it was stored', async () => {
  const counted_at = new Date(nowMs).toISOString();
  const { people } = await analytics.rows<{ people: string }>(ch`select max(customer) as people from identity_map`).then(([row]) => row ?? assert.fail());
  await analytics.insert('customers_placed', [...Array.from({ length: Number(people) }, (_, at) => ({ counted_at, customer: at + 1, segment: 'high-value' })), { counted_at, customer: 0 }].map((row) => JSON.stringify(row)).join('\n'));
  const pin = await house.pins.pin({ of: 'said', query: { ...SAID, segment: 'high-value' }, note: '' }, OLGA);
  const { now, changes, stored } = await house.pins.pinned(pin.number, OLGA);
  assert.deepEqual([now, changes, stored?.filter, stored?.people === pin.people && pin.people > 0], [null, [{ kind: 'not-kept', count: 0 }], [{ by: 'segment', is: 'high-value' }], true]);
  assert.match(stored?.definition.meaning ?? '', /in these groups today, as they were counted at/);
  assert.deepEqual((await house.figures.figure('score', { ...QUERY, segment: 'high-value' })).filter, [], 'a score is not filtered by it, and does not say so');
});

test('after an erasure a pinned figure says how many answers went, and gives the number of those who are left', async () => {
  const pin = await house.pins.pin({ of: 'score', query: { ...QUERY }, note: '' }, OLGA);
  const [one] = await analytics.rows<{ home: string; node: string; answers: string }>(ch`select home, node, count() as answers from voice_answers final where notEmpty(values) and channel = 'survey' group by home, node having answers = 1 order by node desc limit 1`);
  await house.interactions.eraseHistory([Number(one?.home)], [Number(one?.node)]);
  const { isSame, changes, now, pinned } = await house.pins.pinned(pin.number, OLGA);
  assert.deepEqual([isSame, changes, now?.answers, pinned.answers, pinned.value, pinned.by], [false, [{ kind: 'deleted', count: 1 }], pin.answers - 1, pin.answers, pin.value, 'Olga']);
});

test('pins have a list of their own: with notes, the latest first; whoever pinned one unpins it, an owner any, and each way back is open', async () => {
  const pin = await house.pins.pin({ of: 'score', query: { ...QUERY, channel: 'survey' }, note: 'Board report' }, OLGA);
  await assert.rejects(house.figures.figure('score', { ...QUERY, channel: 'survey', office: 'service' }), { code: 'score-unknown' }, 'an office’s own view is a filter like others');
  const list = async (viewer = OLGA): Promise<number[]> => (await house.pins.pins(undefined, viewer)).pins.map(({ number }) => number);
  const [first] = (await house.pins.pins(undefined, { id: 'emil', mayChangeAll: false })).pins;
  assert.deepEqual([first?.number, first?.note, first?.by, first?.mayChange], [pin.number, 'Board report', 'Olga', false]);
  assert.deepEqual(await list(), (await list()).toSorted((a, b) => b - a));
  await assert.rejects(house.pins.change(pin.number, { isPinned: false }, { id: 'emil', mayChangeAll: false }), { code: 'pin-of-another' });
  await house.pins.change(pin.number, { isPinned: false }, OLGA);
  assert.ok(!(await list()).includes(pin.number));
  assert.equal((await house.pins.pinned(pin.number, OLGA)).isSame, true, 'its address stands');
  await house.pins.change(pin.number, { isPinned: true, note: 'Board report, third quarter' }, { id: 'owner', mayChangeAll: true });
  assert.deepEqual((await house.pins.pins(undefined, OLGA)).pins[0]?.note, 'Board report, third quarter');
  const { stored: told } = await house.pins.pinned(pin.number, OLGA);
  assert.deepEqual([told?.value, told?.filter, told?.parts.at(-1)?.answers], [pin.value, [{ by: 'channel', is: 'survey' }], pin.answers], 'everything that it said is kept with it');
});

test('a moment that has not come, lies before the history was kept, or is none is refused, and what is not kept is not answered by what stands there now', async () => {
  await assert.rejects(house.voice.scores({ ...QUERY, asOf: new Date(nowMs + 1).toISOString() }), { code: 'as-of-ahead' });
  await assert.rejects(house.voice.scores({ ...QUERY, asOf: new Date(nowMs).toISOString().slice(0, 10) }), { code: 'as-of-ahead' });
  await assert.rejects(house.voice.scores({ ...QUERY, asOf: '2020-01-01' }), { code: 'as-of-too-early' });
  await assert.rejects(house.voice.scores({ ...QUERY, asOf: 'yesterday' }), { code: 'as-of-malformed' });
  await assert.rejects(house.figures.figure('rivals', { months: 12, asOf: daysAgo(0) }), { code: 'rivals-missing' });
  await assert.rejects(house.pins.pinned(9_999, OLGA), { code: 'pin-unknown' });
});

test('tables that keep what was replaced have the columns of those of now, in their order', async () => {
  for (const table of ['answers', 'readings', 'corrections', 'topics']) {
    const columns = async (name: string): Promise<string[]> => (await analytics.rows<{ name: string; type: string }>({ strings: [`select name, type from system.columns where database = currentDatabase() and table = '${name}' order by position`], params: [] })).map((one) => `${one.name} ${one.type}`);
    assert.deepEqual(await columns(`voice_${table}_earlier`), await columns(`voice_${table}`));
  }
});
