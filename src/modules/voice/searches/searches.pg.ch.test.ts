import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { refusedAs } from '../../../../test/refused-as.ts';
import type { Role } from '../../../kernel/access.ts';
import { createSearches, createVerbatims, watchSearches } from '../index.ts';

const DAY_MS = 86_400_000;
let nowMs = Date.UTC(2026, 5, 20, 12);
const clock = (): number => nowMs;
const PEOPLE: Record<string, { name: string; role: Role; active: boolean }> = {
  ola: { name: 'Ola', role: 'owner', active: true }, ann: { name: 'Ann', role: 'analyst', active: true }, gus: { name: 'Gus', role: 'agent', active: true },
};
let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;

async function open() {
  const life = voiceHouse(engines, clock);
  const { database } = life;
  const verbatims = createVerbatims(life);
  const searches = createSearches({ database, clock, nameOf: async (id) => PEOPLE[id]?.name ?? null });
  const watch = watchSearches({ ...life, verbatims, personOf: async (id) => PEOPLE[id] ?? null });
  await life.begin({ stop: watch.stop });
  const told = async (person: string): Promise<string[]> => (await searches.notices(person)).map(({ search, kind, count }) => `${search.name}: ${count} ${kind}`);
  return { ...life, searches, watch, told };
}

before(async () => {
  engines = await voiceEngines();
  house = await open();
});
after(async () => {
  await house?.end();
  await engines.close();
});

let count = 0;
const mail = (text: string, more: object = {}): object => { count += 1; return { id: `m-${count}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(nowMs - 60_000).toISOString(), identifiers: [{ type: 'email', value: 'nora@x.example' }], text, ...more }; };

test('a search is kept under a name, for its author or for all; whoever saved it renames, changes and deletes it', async () => {
  const { searches } = house;
  const mine = await searches.save({ name: 'Refunds', searched: { words: 'refund', channel: 'email' }, isForAll: false }, 'ola');
  assert.deepEqual([mine.by, mine.isMine, mine.alert, mine.searched], ['Ola', true, 'none', { words: 'refund', channel: 'email' }]);
  await assert.rejects(searches.save({ name: 'refunds', searched: {}, isForAll: false }, 'ola'), refusedAs('search-name-taken'));
  await searches.save({ name: 'Refunds', searched: {}, isForAll: false }, 'gus');
  assert.deepEqual(await searches.list('ann'), []);
  await assert.rejects(searches.alert(mine.id, 'each', 'ann'), refusedAs('search-unknown'));

  await searches.change(mine.id, { isForAll: true, name: 'Money back' }, 'ola');
  assert.deepEqual((await searches.list('ann')).map(({ name, by, isMine }) => [name, by, isMine]), [['Money back', 'Ola', false]]);
  await assert.rejects(searches.change(mine.id, { name: 'Mine' }, 'ann'), refusedAs('search-of-another'));
  assert.equal((await searches.alert(mine.id, 'each', 'ann')).alert, 'each');
  assert.equal((await searches.list('ola'))[0]?.alert, 'none', 'an alert is of one person');
  await assert.rejects(searches.remove(mine.id, 'ann', false), refusedAs('search-of-another'));
  await searches.change(mine.id, { isForAll: false }, 'ola');
  await searches.change(mine.id, { isForAll: true }, 'ola');
  assert.equal((await searches.list('ann'))[0]?.alert, 'none', 'who did not see it any more is told nothing');
  await searches.remove(mine.id, 'ola', false);
  assert.deepEqual(await searches.list('ola'), []);
  const all = await searches.save({ name: 'All', searched: {}, isForAll: false }, 'ola');
  await assert.rejects(searches.alert(all.id, 'many', 'ola'), refusedAs('search-asks-nothing'));
});

test('who wants each new one is told once of all that came, until they saw it; nothing that was there before, nothing twice', async () => {
  const { searches, watch } = house;
  await house.say(mail('My parcel is late.', { traits: { name: 'Nora Brandvold' } }));
  nowMs += 1_000;
  const { id } = await searches.save({ name: 'Late', searched: { words: 'late -early' }, isForAll: true }, 'ola');
  await searches.alert(id, 'each', 'ola');
  await watch.lookNow();
  assert.deepEqual(await house.told('ola'), []);
  nowMs += 1_000;
  await house.say(mail('Late again!'), mail('Late, not early.'), mail('All is well.'), mail('So late', { channel: 'chat' }));
  await watch.lookNow();
  await watch.lookNow();
  assert.deepEqual(await house.told('ola'), ['Late: 2 each']);
  nowMs += 60_000;
  await house.say(mail('Still late, imported of long ago', { occurredAt: '2024-01-05T10:00:00Z' }));
  await watch.lookNow();
  assert.deepEqual(await house.told('ola'), ['Late: 3 each'], 'one notice, that grows');
  const [notice] = await searches.notices('ola');
  assert.equal(await searches.seen([notice?.id ?? 0], 'ann'), 0, 'nobody marks what others were told');
  assert.equal(await searches.seen([notice?.id ?? 0], 'ola'), 1);
  assert.deepEqual(await house.told('ola'), []);
  nowMs += 60_000;
  await house.say(mail('Late once more.'));
  await watch.lookNow();
  assert.deepEqual(await house.told('ola'), ['Late: 1 each']);
});

test('a search is asked with the rights of whoever waits, at that time: hidden names tell nothing, and who left is told nothing', async () => {
  const { searches, watch } = house;
  const { id } = await searches.save({ name: 'Nora', searched: { words: 'brandvold' }, isForAll: true }, 'ola');
  for (const person of ['ola', 'ann', 'gus']) await searches.alert(id, 'each', person);
  const gus = PEOPLE['gus'] ?? assert.fail();
  gus.active = false;
  nowMs += 1_000;
  await house.say(mail('Nora Brandvold here, where is it?'));
  await watch.lookNow();
  assert.deepEqual([(await house.told('ola')).includes('Nora: 1 each'), await house.told('ann'), await house.told('gus')], [true, [], []]);
  gus.active = true;
  await searches.remove(id, 'ola', false);
});

test('a day with unusually many is told on that day, once, with how many are usual; days as ever are not', async () => {
  const { searches, watch } = house;
  const at = (daysAgo: number, hour: number): string => new Date(nowMs - daysAgo * DAY_MS - (12 - hour) * 3_600_000).toISOString();
  await house.say(...Array.from({ length: 40 }, (_, day) => [0, 1, 2, 3].map((hour) => mail(hour < 2 ? 'The app crashes.' : 'How do I pay?', { occurredAt: at(day + 1, hour) }))).flat());
  const { id } = await searches.save({ name: 'Crashes', searched: { words: 'crash*' }, isForAll: true }, 'gus');
  await searches.alert(id, 'many', 'gus');
  await searches.alert(id, 'many', 'ann');
  await house.say(...Array.from({ length: 3 }, () => mail('It crashed.')));
  await watch.lookNow();
  assert.deepEqual([await house.told('gus'), await house.told('ann')], [[], []]);
  await house.say(...Array.from({ length: 20 }, () => mail('It crashed again.')));
  await watch.lookNow();
  await watch.lookNow();
  assert.deepEqual([await house.told('gus'), await house.told('ann')], [['Crashes: 23 many'], ['Crashes: 23 many']]);
  const [notice] = await searches.notices('gus');
  assert.ok(notice?.day === '2026-06-20' && notice.usual !== null && Math.abs(notice.usual - 2) < 0.7, JSON.stringify(notice));
});
