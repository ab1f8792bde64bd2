import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { ch, uint32 } from '../../../platform/clickhouse/sql.ts';
import { createFigures, createPins, createReadings, createTopics, createVerbatims } from '../index.ts';
import { plantedTexts } from '../topics/planted-texts.fixture.ts';
import type { ShownTopic, Topics } from './contract.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ASKED = { months: 3 } as const;
const OLGA = { id: 'olga', mayChangeAll: false } as const;
// The clock of the machine told since when the history is kept.
const START_MS = Math.max(Date.now(), Date.UTC(2026, 10, 20, 12));
let nowMs = START_MS;
let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;
const planted = plantedTexts(7);

async function open() {
  const life = voiceHouse(engines, () => nowMs);
  const { database, analytics, outbox, interactions, customers, log, clock } = life;
  const readings = await createReadings({ database, analytics, outbox, interactions, log, clock });
  const verbatims = createVerbatims(life);
  const topics = createTopics({ database, analytics, outbox, interactions, readings, customers, verbatims, log, clock, zone: 'UTC', nameOf: async () => 'Ada' });
  const figures = createFigures({ analytics, interactions, readings, verbatims, topics, clock, zone: 'UTC' });
  // Topics are found when a test asks for it, not by themselves.
  await life.begin(readings, { stop: topics.stop });
  await readings.through();
  return {
    interactions, topics, outbox, figures,
    pins: createPins({ database, analytics, outbox, figures, clock, zone: 'UTC', nameOf: async () => 'Olga' }),
    end: life.end,
  };
}

/** What comes in, an hour later. */
async function say(...items: readonly object[]): Promise<void> {
  nowMs += HOUR_MS;
  for (let from = 0; from < items.length; from += 200) await house.interactions.acceptBatch('help-desk', items.slice(from, from + 200));
  await house.interactions.settled();
  await house.outbox.drained();
  nowMs += HOUR_MS;
}
/** Topics are found anew, and shown. */
async function findAnew(): Promise<void> {
  await house.topics.find('ada');
  await house.topics.through();
  await house.outbox.drained();
  nowMs += HOUR_MS;
}
const mail = (at: number, text: string): object => ({ id: `m${at}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(START_MS - (at % 60) * DAY_MS - DAY_MS).toISOString(), identifiers: [{ type: 'email', value: `m${at}@x.example` }], text });
const moment = (): string => new Date(nowMs).toISOString();
const all = ({ groups, alone }: Topics): ShownTopic[] => [...groups.flatMap(({ topics }) => topics), ...alone];
const about = (topics: Topics, word: string): ShownTopic => all(topics).filter(({ name }) => name.includes(word)).toSorted((a, b) => b.texts - a.texts)[0] ?? assert.fail(`no topic about ${word}: ${all(topics).map(({ name }) => name).join(' | ')}`);
const asOf = (written: string): Promise<Topics> => house.topics.topics({ ...ASKED, asOf: written });
const READER = { isMasked: false, mask: <T>(one: T): T => one };
async function file(written?: string): Promise<string[]> {
  const blocks: Buffer[] = [];
  for await (const block of house.topics.rows({ ...ASKED, asOf: written }, 'csv')) blocks.push(block);
  return Buffer.concat(blocks).toString('utf8').trimEnd().split('\n').toSorted();
}
const rowsOf = async (pass: number): Promise<number> => Number((await engines.analytics.rows<{ count: string }>(ch`select count() as count from voice_topics where pass = ${uint32(pass)}`))[0]?.count);

before(async () => {
  engines = await voiceEngines();
  house = await open();
  await say(...planted.among(330).map(({ text }, at) => mail(at, text)));
});
after(async () => {
  await house.end();
  await engines.close();
});

test('as of a moment before the first topics were found there were none, and that is what it says', async () => {
  const before = moment();
  nowMs += HOUR_MS;
  await findAnew();
  const then = await asOf(before);
  assert.deepEqual([then.tree, then.groups, then.asOf], [null, [], before]);
  assert.ok((then.languages.find(({ language }) => language === 'en')?.people ?? 0) >= 300);
  assert.deepEqual((await file(before)).length, 1, 'a head alone');
});

test('topics as of then stay as they were, whatever is renamed, merged, reworded, joined or written since', async () => {
  const then = moment();
  const before = await asOf(then);
  const pin = await house.pins.pin({ of: 'topics', query: { ...ASKED }, note: 'Board report' }, OLGA);
  assert.equal(pin.asOf, then);
  const rows = await file(then);
  assert.deepEqual({ ...before, asOf: null }, await house.topics.topics(ASKED), 'what is asked as of now is what is shown now');
  assert.deepEqual(rows, await file());
  const [refund, shoes, voucher] = [about(before, 'refund'), about(before, 'shoes'), about(before, 'voucher')];
  nowMs += HOUR_MS;

  await house.topics.decide({ kind: 'rename', id: refund.id, name: 'Money back' }, 'ada');
  await house.topics.decide({ kind: 'merge', into: shoes.id, from: [voucher.id] }, 'ada');
  const [like] = (await house.topics.verbatims(refund.id, { ...ASKED, limit: 1 }, READER)).verbatims;
  const refunding = like?.quotes[0]?.text ?? assert.fail();
  const [moved] = (await house.topics.verbatims(voucher.id, { ...ASKED, limit: 1, asOf: then }, READER)).verbatims;
  const source = (await engines.analytics.rows<{ source_id: string }>(ch`select source_id from interactions_log final where text = ${{ type: 'String', value: moved?.quotes[0]?.text ?? '' }} limit 1`))[0]?.source_id ?? assert.fail();
  await say(mail(9_000, refunding), { ...mail(Number(source.slice(1)), refunding), version: 2 });
  await say({ id: 'joins', channel: 'web', kind: 'login', direction: 'in', occurredAt: moment(), identifiers: [{ type: 'login', value: 'one', verified: 'login' }, ...[1, 2].map((at) => ({ type: 'email', value: `m${at}@x.example`, verified: 'login' }))] });
  await engines.analytics.run(ch`system reload dictionary identity_customer`);
  for (const table of [ch`voice_topics`, ch`voice_topics_earlier`]) await engines.analytics.run(ch`optimize table ${table} final`);

  const now = await house.topics.topics(ASKED);
  assert.equal(all(now).find(({ id }) => id === refund.id)?.texts, refund.texts + 2);
  assert.deepEqual([all(now).find(({ id }) => id === refund.id)?.name, all(now).find(({ id }) => id === voucher.id), now.people], ['Money back', undefined, before.people]);
  assert.deepEqual(await asOf(then), before);
  assert.equal((await house.topics.topics({ ...ASKED, asOf: then }, undefined, true)).values, null, 'orders are counted as of now alone');
  assert.deepEqual(await file(then), rows);
  assert.notDeepEqual(await file(), rows);
  assert.equal((await house.topics.verbatims(refund.id, { ...ASKED, limit: 100, asOf: then }, READER)).verbatims.length, refund.texts);
  const { isSame, changes } = await house.pins.pinned(pin.number, OLGA);
  assert.deepEqual([isSame, changes], [true, []]);
});

test('what a pinned figure stands on is kept when topics are found anew; as of an unpinned moment it says that it can not be told', async () => {
  const [pin] = (await house.pins.pins(undefined, OLGA)).pins;
  const unpinned = moment();
  nowMs += HOUR_MS;
  await findAnew();
  assert.equal((await house.topics.topics(ASKED)).tree, 2);
  const kept = await asOf(pin?.asOf ?? '');
  assert.deepEqual([kept.tree, kept.madeAt !== null, about(kept, 'voucher').texts > 0], [1, true, true]);
  assert.deepEqual((await house.pins.pinned(pin?.number ?? 0, OLGA)).changes, [], 'the same number again');
  assert.equal((await asOf(unpinned)).tree, 1, 'of the same pass as the pin');
  const between = moment();
  nowMs += HOUR_MS;
  await findAnew();
  await assert.rejects(asOf(between), { code: 'topics-anew-since' });
  await assert.rejects(async () => file(between), { code: 'topics-anew-since' });
  assert.equal((await asOf(pin?.asOf ?? '')).tree, 1);
  assert.ok(await rowsOf(1) > 300);
  assert.equal(await rowsOf(2), 0, 'rows that nobody pinned are let go of');
});

test('whoever is erased is gone from topics of then as well, and the pin says so', async () => {
  const [pin] = (await house.pins.pins(undefined, OLGA)).pins;
  const [one] = await engines.analytics.rows<{ home: string; node: string }>(ch`select home, node from interactions_log where source_id = 'm5' limit 1`);
  await house.interactions.eraseHistory([Number(one?.home)], [Number(one?.node)]);
  assert.deepEqual((await house.pins.pinned(pin?.number ?? 0, OLGA)).changes, [{ kind: 'deleted', count: 1 }]);
});

test('once it is unpinned, what it stood on is let go of with the next topics, and the pin gives what was stored', async () => {
  const [pin] = (await house.pins.pins(undefined, OLGA)).pins;
  await house.pins.change(pin?.number ?? 0, { isPinned: false }, OLGA);
  await findAnew();
  assert.equal(await rowsOf(1), 0);
  const { now, changes, stored: told } = await house.pins.pinned(pin?.number ?? 0, OLGA);
  assert.deepEqual([now, changes, told?.answers], [null, [{ kind: 'not-kept', count: 0 }], pin?.answers]);
});
