import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { publicId } from '../../../kernel/public-id.ts';
import { ch, uint64 } from '../../../platform/clickhouse/sql.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { createReadings } from '../index.ts';
import { namedByMonth, namedMost, namingPlaces } from '../names/named-log.ts';
import type { SaidFilter } from '../said/said-log.ts';
import type { InteractionRead, Reading, ReadInteraction } from './contract.ts';

const clock = (): number => Date.UTC(2026, 5, 20);
let engines: VoiceEngines;
/** Whether somebody waits for an answer. */
let isWanted = false;

/** What others hear of what was read. */
const heard: ReadInteraction[] = [];

/** One life of Custos on the same engines. */
async function open(withReadings: boolean) {
  const life = voiceHouse(engines, clock);
  life.outbox.subscribe('test-heard', ['interaction.read'], (events) => { heard.push(...(events as readonly InteractionRead[]).flatMap(({ interactions }) => interactions)); return Promise.resolve(); });
  const { database, analytics, outbox, interactions, log } = life;
  const readings = withReadings ? await createReadings({ database, analytics, outbox, interactions, log, clock, attention: { isWanted: () => isWanted } }) : null;
  await life.begin(...(readings === null ? [] : [readings]));
  return { ...life, readings, say: async (...items: readonly object[]): Promise<string[]> => (await life.say(...items)).map(({ reference }) => reference) };
}

before(async () => {
  engines = await voiceEngines();
});
after(async () => {
  await engines.close();
});

const mail = (id: string, text: string, more: object = {}): object => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: '2026-06-05T10:00:00Z', identifiers: [{ type: 'email', value: `${id}@x.example` }], text, ...more });
const rows = async (): Promise<number> => Number((await engines.analytics.rows<{ count: string }>(ch`select count() as count from voice_readings final where characters > 0`))[0]?.count ?? 0);
const only = (readings: readonly Reading[]): Reading => readings[0] ?? assert.fail('nothing was read');

test('what came in before anybody read texts is read when somebody does, once nobody waits for an answer, and then what comes in', async () => {
  const earlier = await open(false);
  const [before = ''] = await earlier.say(mail('old', 'The parcel arrived broken and nobody answers your phone.'), mail('quiet', ''));
  await earlier.end();
  assert.equal(await rows(), 0);

  isWanted = true;
  const house = await open(true);
  const { readings } = house;
  assert.ok(readings !== null);
  await pause(500);
  assert.equal(await rows(), 0);
  isWanted = false;
  await readings.through();
  assert.equal(await rows(), 1);
  const [now = ''] = await house.say(mail('new', 'Thank you so much, Anna was wonderful!'));
  const old = only((await readings.readings([before])).readings);
  assert.deepEqual([old.language, old.feeling], ['en', 'negative']);
  const fresh = only((await readings.readings([now])).readings);
  assert.deepEqual([fresh.language, fresh.feeling], ['en', 'positive']);
  const state = await readings.state();
  assert.deepEqual([state.texts, state.again], [2, null]);
  assert.ok(state.card.length > 10 && state.card.every(({ texts }) => texts > 0), 'every label says how it was measured');
  await house.end();
});

test('whoever acts on what customers say hears what was read as it comes, and of the past nothing', async () => {
  heard.length = 0;
  const house = await open(true);
  const angry = mail('angry', 'The zip broke after one day, and I want my money back.', { occurredAt: '2026-06-19T10:00:00Z', subjects: [{ type: 'order', id: 'A-9' }] });
  const [id = ''] = await house.say(angry, mail('past', 'It broke, I am furious.', { occurredAt: '2026-05-05T10:00:00Z' }), mail('ours', 'We are sorry.', { direction: 'out', occurredAt: '2026-06-19T10:00:00Z' }));
  assert.deepEqual(heard.map(({ number, channel, order, said }) => [publicId('interaction', number), channel, order, ['feeling negative', 'complaint yes'].every((one) => said.some(({ output, label, confidence }) => `${output} ${label}` === one && confidence > 0.5))]), [[id, 'email', 'A-9', true]]);
  await house.end();
});

test('a corrected message is read anew, and one that says nothing any more has no reading', async () => {
  const house = await open(true);
  const { readings } = house;
  assert.ok(readings !== null);
  await readings.through();
  const held = await rows();
  const [id = ''] = await house.say(mail('changed', 'This is terrible, I am furious.'));
  assert.equal(only((await readings.readings([id])).readings).feeling, 'negative');
  await house.say(mail('changed', 'This is excellent, I am delighted.', { version: 2 }));
  const second = only((await readings.readings([id])).readings);
  assert.deepEqual([second.feeling, second.revision], ['positive', 2]);
  await house.say(mail('changed', '', { version: 3 }));
  assert.deepEqual((await readings.readings([id])).readings, []);
  assert.equal(await rows(), held);
  await house.end();
});

test('only the customer’s turns of a call are felt; of the company’s the facts are kept, which a correction takes back and a reading of the history finds again', async () => {
  const house = await open(true);
  const { readings } = house;
  assert.ok(readings !== null);
  const turns = [{ speaker: 'agent', text: 'I am so terribly sorry, that is an awful mess.' }, { speaker: 'customer', text: 'No worries, it works perfectly now, thank you, great help!' }];
  const [id = ''] = await house.say({ id: 'call', channel: 'call', kind: 'call', direction: 'in', occurredAt: '2026-06-05T10:00:00Z', identifiers: [{ type: 'phone', value: '+4915112345678' }], turns });
  const reading = only((await readings.readings([id])).readings);
  assert.deepEqual([reading.feeling, reading.characters, reading.facts], ['positive', turns[1]?.text.length, []]);

  const kept = async (reference: string): Promise<unknown[]> => only((await readings.readings([reference])).readings).facts.map(({ act, kind, mode, from, until, inWorkingDays }) => [act, kind, mode, from, until, inWorkingDays]);
  const sent = (text: string, more: object = {}): object => ({ ...mail('sent', text, more), direction: 'out' });
  const [asked = '', answer = '', thanks = ''] = await house.say({ id: 'chat', channel: 'chat', kind: 'chat', direction: 'in', occurredAt: '2026-06-05T10:00:00Z', identifiers: [{ type: 'phone', value: '+4915112345678' }], turns: [{ speaker: 'bot', text: 'May I have your order number?' }] },
    sent('It was shipped yesterday. We will refund the postage within 3 working days.'), { ...sent('Thank you for your patience.'), id: 'thanks' });
  assert.deepEqual(await kept(asked), [['asked', 'order-number', 'plain', null, null, false]]);
  const facts = [['said', 'shipped', 'plain', '2026-06-04T00:00:00.000Z', '2026-06-05T00:00:00.000Z', false], ['promised', 'refund', 'plain', '2026-06-05T10:00:00.000Z', '2026-06-08T10:00:00.000Z', true]];
  assert.deepEqual(await kept(answer), facts);
  assert.deepEqual((await readings.readings([thanks])).readings, [], 'nothing is kept where no fact was found');
  await house.say(sent('It is lost, I am sorry.', { version: 2 }));
  assert.deepEqual(await kept(answer), [['said', 'lost', 'plain', null, null, false]]);
  await house.say(sent('I am sorry.', { version: 3 }));
  assert.deepEqual((await readings.readings([answer])).readings, []);
  await house.end();
});

test('other models read the history again in the background; until they are through the former readings are shown, and then they go', async () => {
  const held = await rows();
  await engines.database.run(sql`update voice.reader set fingerprint = 'models of long ago' where state = 'current'`);
  const house = await open(true);
  const { readings } = house;
  assert.ok(readings !== null);
  await readings.through();
  await house.interactions.settled();
  const state = await readings.state();
  assert.deepEqual([state.version, state.texts], [2, held], 'as many readings as before, by the new reader');
  const asked = await engines.analytics.rows<{ kinds: string[] }>(ch`select fact_kinds as kinds from voice_readings final where reader = 2 and notEmpty(fact_acts)`);
  assert.deepEqual(asked.map(({ kinds }) => kinds), [['order-number']], 'facts of staff are found again, and none that was taken back');
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  const readers = await engines.analytics.rows<{ reader: number }>(ch`select distinct reader from voice_readings`);
  assert.deepEqual(readers.map(({ reader }) => Number(reader)), [2]);
  await house.end();
});

test('whoever is erased has no reading, and what they said and nobody read yet is not read any more', async () => {
  const house = await open(true);
  assert.ok(house.readings !== null);
  const [id = ''] = await house.say(mail('erased', 'Please never contact me again, this is dreadful.'));
  assert.equal((await house.readings.readings([id])).readings.length, 1);
  await house.readings.stop();
  await house.interactions.acceptBatch('help-desk', [mail('erased', 'And I mean it, this is dreadful.', { version: 2 })]);
  const waiting = (): Promise<{ count: number }[]> => engines.database.rows(sql`select count(*)::int as count from platform.outbox_event where type = 'interaction.said' and body::text like '%I mean it%'`);
  while ((await waiting())[0]?.count === 0) await new Promise((resolve) => { setTimeout(resolve, 20); });
  const [row] = await engines.analytics.rows<{ home: string; node: string }>(ch`select home, node from interactions_log where source_id = 'erased' limit 1`);
  const [homes, nodes] = [[Number(row?.home)], [Number(row?.node)]];
  // As an erasure does it: nothing is copied meanwhile, and what waits to be is taken out first.
  const counts = await house.outbox.whileCopiesWait(async () => {
    await engines.database.transaction((tx) => house.interactions.eraseNodes(tx, '00000000-0000-0000-0000-000000000001', nodes, { keys: [], numbers: [] }, { values: [], names: [] }));
    return house.interactions.eraseHistory(homes, nodes);
  });
  assert.ok((counts['voice_readings'] ?? 0) > 0);
  assert.deepEqual(await waiting(), [{ count: 0 }]);
  assert.equal((await engines.analytics.rows<{ count: string }>(ch`select count() as count from voice_readings where node = ${uint64(nodes[0] ?? 0)}`))[0]?.count, '0');
  await house.end();
});

test('products that were recorded and rivals that the company lists are found from then on, each with its words; the history is read for them when somebody asks for it', async () => {
  const house = await open(true);
  const { readings } = house;
  assert.ok(readings !== null);
  await readings.through();
  const named = async (id: string): Promise<unknown[]> => (await readings.readings([id])).readings[0]?.said.flatMap(({ output, label, name, carriers }) => (name === undefined ? [] : [[output, label, name, carriers.length]])) ?? [];
  const seen = (at: number): object => ({ id: `seen-${at}`, channel: 'web', kind: 'product-viewed', direction: 'in', occurredAt: '2026-06-06T10:00:00Z', identifiers: [{ type: 'email', value: 'seen@x.example' }], subjects: [{ type: 'product', id: `fj-${at}`, label: `Fjell jacket, size ${at}` }, { type: 'product', id: 'rare', label: 'Only once' }] });
  const [before = ''] = await house.say(mail('before names', 'My Fjell jacket leaks, and at Torvild it would not.'), ...[1, 2, 3].flatMap((at) => [1, 2, 3].map((time) => ({ ...seen(at), id: `seen-${at}-${time}` }))));
  assert.deepEqual(await named(before), [], 'nothing was known then');
  assert.equal(await readings.names.look(), true);
  assert.deepEqual(readings.names.known().products, [{ id: 'fj-1', names: ['Fjell jacket'] }, { id: 'rare', names: ['Only once'] }]);
  assert.equal(await readings.names.look(), false, 'nothing new');
  const rival = await readings.names.addRival({ name: 'Torvild', spellings: ['Torvild Outdoor AB'] }, 'somebody');
  await assert.rejects(readings.names.addRival({ name: 'TORVILD', spellings: [] }, 'somebody'), { code: 'rival-known' });
  const [after = ''] = await house.say(mail('after names', 'The fjell jackett is fine, the FJELL JACKET too; Torvild Outdoor AB sells another.'));
  assert.deepEqual(await named(after), [['product', 'fj-1', 'Fjell jacket', 2], ['rival', String(rival.number), 'Torvild', 1]]);
  assert.deepEqual(await named(before), []);

  const { version } = await readings.state();
  const next = await readings.readAgain('somebody');
  assert.ok(next > version);
  await readings.through();
  await house.interactions.settled();
  assert.equal((await readings.state()).version, next);
  assert.deepEqual(await named(before), [['product', 'fj-1', 'Fjell jacket', 1], ['rival', String(rival.number), 'Torvild', 1]]);
  const filter: SaidFilter = { reader: next, beforeMs: 0, fromMs: Date.UTC(2026, 5, 1), untilMs: Date.UTC(2026, 6, 1), zone: 'UTC', source: null, channel: null, brand: null, language: null };
  const most = await namedMost(engines.analytics, filter, 30);
  assert.deepEqual([...most.sums].map(([name, { hits, speakers, texts }]) => [name, hits, speakers, texts === most.texts]).toSorted(([a], [b]) => String(a).localeCompare(String(b))), [['product/fj-1', 2, 2, true], [`rival/${rival.number}`, 2, 2, true]]);
  assert.deepEqual([most.products, most.rivals], [1, 1]);
  assert.deepEqual([...(await namedByMonth(engines.analytics, filter, ['product/fj-1', 'product/rare'])).get(202_606) ?? []].map(([name, { hits, people }]) => [name, hits, people === most.people]), [['product/fj-1', 2, true], ['product/rare', 0, true]]);
  const places = await namingPlaces(engines.analytics, filter, { kind: 'rival', id: String(rival.number) }, null, 10);
  assert.deepEqual(places.map(({ carriers }) => carriers.length), [2, 2]);
  await engines.analytics.insert('voice_corrections', JSON.stringify({ number: places[0]?.number, revision: 1, home: 1, node: 1, correction: 1, occurred_at: '2026-06-05T10:00:00.000Z', question: 'spam', label: 'spam', stands: 1 }));
  assert.deepEqual([...(await namedMost(engines.analytics, filter, 30)).sums].map(([, { hits }]) => hits), [1, 1], 'what somebody said is advertising counts no more');
  assert.equal(await readings.names.removeRival(rival.number, 'somebody'), true);
  assert.deepEqual(await named(after), [['product', 'fj-1', 'Fjell jacket', 2]], 'what is not looked for any more is not shown');
  await house.end();

  const again = await open(true);
  assert.equal((await again.readings?.state())?.version, next, 'the same reader reads after a new start');
  assert.deepEqual(again.readings?.names.now().products.map(({ id }) => id).toSorted(), ['fj-1', 'rare']);
  await again.end();
});
