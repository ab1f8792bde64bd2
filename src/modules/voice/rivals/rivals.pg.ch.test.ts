import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { sql } from '../../../platform/pg/sql.ts';
import type { InteractionRecorded, InteractionSaid } from '../../interactions/contract.ts';
import { createReadings, createRivals, createVoice } from '../index.ts';
import type { Rivals } from './contract.ts';

const clock = (): number => Date.UTC(2026, 5, 20);
let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;

async function open() {
  const life = voiceHouse(engines, clock);
  const { database, analytics, outbox, interactions, log } = life;
  const voice = createVoice(life);
  const readings = await createReadings({ database, analytics, outbox, interactions, log, clock });
  const rivals = createRivals({ ...life, readings, isBusy: () => false, nameOf: (person) => Promise.resolve(`Name of ${person}`) });
  /** What every other module is fed by: topics, meanings, orders, customers, praise, saved searches, predictions. */
  const heard: number[] = [];
  outbox.subscribe('test', ['interaction.recorded', 'interaction.said'], (events) => { for (const event of events as readonly (InteractionRecorded | InteractionSaid)[]) heard.push(...event.interactions.map(({ number }) => number)); return Promise.resolve(); });
  await life.begin(readings);
  const send = async (source: string, items: readonly object[]): Promise<string[]> => {
    const results = await interactions.acceptBatch(source, items);
    await interactions.settled();
    await outbox.drained();
    return results.map(({ status }) => status);
  };
  return { ...life, voice, readings, rivals, send, heard };
}

before(async () => {
  engines = await voiceEngines();
  house = await open();
});
after(async () => {
  await house.end();
  await engines.close();
});

const WORDS = ['Delivery took three weeks and nobody answered.', 'The delivery was late again, very annoying.', 'Great tent, dry all night, love it.'] as const;
const review = (id: string, stars: number, of: string | null, more: object = {}): object => ({
  id, channel: 'review', kind: 'review-written', direction: 'public', occurredAt: '2026-05-05T10:00:00Z', title: '', text: WORDS[stars > 3 ? 2 : Number(id.at(-1)) % 2], rating: { value: stars, min: 1, max: 5, scale: 'stars' },
  identifiers: [{ type: 'email', value: `${id}@x.example` }], traits: { name: `Writer ${id}` }, subjects: of === null ? [] : [{ type: 'rival', id: of }], ...more,
});
const each = (count: number, make: (at: number) => object): object[] => Array.from({ length: count }, (_, at) => make(at));
const counts = async (): Promise<Record<string, number>> => Object.fromEntries(await Promise.all(['interactions_log', 'interactions_pages', 'interactions_words', 'voice_answers', 'voice_readings', 'identity_map', 'voice_rival_ratings'].map(async (table): Promise<[string, number]> => [table, Number((await engines.analytics.rows<{ count: string }>({ strings: [`select count() as count from ${table} final`], params: [] }))[0]?.count ?? 0)])));
const nodes = async (): Promise<number> => (await engines.database.rows<{ count: number }>(sql`select count(*)::int as count from identity.node`))[0]?.count ?? 0;
const ours = async () => (await house.voice.scores({ months: 12, score: 'stars' })).scores[0];
const sites = ({ shown }: Rivals) => shown.map(({ site, ratings }) => [site, ratings.map((one) => [one.rival, one.ratings])]);

test('a rating of a rival counts for the rival alone: no score, no word, no customer and no interaction of ours changes', async () => {
  await house.send('plazunto', each(40, (at) => review(`own-${at}`, at % 4 === 0 ? 2 : 5, null)));
  const drivers = () => house.voice.drivers({ months: 12, score: 'stars', among: 'questions' });
  const [before, people, score, driven, heard] = [await counts(), await nodes(), await ours(), await drivers(), house.heard.length];
  const statuses = await house.send('plazunto', each(36, (at) => review(`theirs-${at}`, at % 4 === 0 ? 5 : 2, 'Fjord & Fell', { occurredAt: at < 18 ? '2026-04-05T10:00:00Z' : '2026-05-05T10:00:00Z' })));
  assert.deepEqual(new Set(statuses), new Set(['accepted']));
  assert.deepEqual(await counts(), { ...before, voice_rival_ratings: 36 });
  assert.equal(await nodes(), people, 'nobody became a customer');
  assert.deepEqual([await ours(), await drivers()], [score, driven]);
  assert.ok(heard >= 80);
  assert.equal(house.heard.length, heard, 'nobody else was told of them');
  const [hidden] = await engines.analytics.rows<{ all: string }>(ch`select arrayStringConcat(groupArray(concat(toString(tuple(*)))), ' ') as all from voice_rival_ratings`);
  for (const word of ['@x.example', 'Writer', 'three weeks']) assert.equal(hidden?.all.includes(word), false, `${word} was kept`);
});

test('both stand side by side at the same site, with their months, what is read in the words, and a difference that is told apart', async () => {
  const told = await house.rivals.ratings({ months: 12 });
  assert.deepEqual(sites(told), [['plazunto', [[null, 40], ['Fjord & Fell', 36]]]]);
  const [us, them] = told.shown[0]?.ratings ?? [];
  assert.deepEqual([us?.mean?.value, us?.high?.value, us?.low?.value, us?.people], [4.25, 75, 25, 40]);
  assert.deepEqual([them?.mean?.value, them?.high?.value, them?.low?.value, them?.isListed], [2.75, 25, 75, false]);
  assert.deepEqual(them?.months.filter(({ ratings }) => ratings > 0).map(({ month, ratings }) => [month, ratings]), [['2026-04', 18], ['2026-05', 18]]);
  assert.deepEqual([them?.difference?.isReal, (them?.difference?.high ?? 0) < 0], [true, true]);
  const delivery = them?.said?.aspects.find(({ label }) => label === 'delivery');
  assert.deepEqual([them?.said?.texts, delivery?.texts, us?.said?.aspects.find(({ label }) => label === 'delivery')?.texts], [36, 27, 10]);
  assert.ok((them?.said?.negative?.value ?? 0) > (us?.said?.negative?.value ?? 100), JSON.stringify([them?.said, us?.said]));
});

test('on the list of rivals its spellings are one; repeated, corrected, on another scale, found to be ours, found to be theirs', async () => {
  await house.readings.names.addRival({ name: 'Fjord and Fell', spellings: ['fjord fell'] }, 'mara');
  const before = await ours();
  assert.deepEqual(await house.send('plazunto', [
    review('theirs-1', 2, 'Fjord & Fell', { occurredAt: '2026-04-05T10:00:00Z' }), review('theirs-2', 5, 'fjord fell', { version: 2 }), review('theirs-3', 2, null, { version: 2 }), review('own-1', 5, 'fjord-fell', { version: 2 }),
    review('ten', 1, 'Fjord & Fell', { rating: { value: 9, min: 1, max: 10, scale: 'points' } }),
  ]), ['duplicate', 'revised', 'revised', 'revised', 'accepted']);
  const told = await house.rivals.ratings({ months: 12, site: 'Plazunto' });
  assert.deepEqual([sites(told), told.leftOut], [[['plazunto', [[null, 40], ['Fjord and Fell', 36]]]], { ours: 0, rivals: 1 }]);
  const after = await ours();
  assert.deepEqual([before?.answers, after?.answers], [40, 40], 'one came, one went');
  assert.deepEqual([before?.distribution, after?.distribution], [[{ value: 2, answers: 10 }, { value: 5, answers: 30 }], [{ value: 2, answers: 11 }, { value: 5, answers: 29 }]]);
});

test('what a public page says is entered, replaced and taken out, with who did it; set against our own of that site and time', async () => {
  const page = { address: 'https://harbour.example/fjordfell', site: 'Review Harbour', on: '2026-06-01' } as const;
  await house.rivals.enter({ ...page, rival: 'fjord fell', mean: '4.2', ratings: 1310 }, 'mara');
  assert.equal(await house.rivals.enterFile('site,rival,on,mean,ratings\nreview harbour,,2026-06-10,3.4,820\nreview-harbour,Fjord fell,2026-06-01,4.3,1312', 'theo'), 2);
  await assert.rejects(house.rivals.enter({ ...page, rival: 'x', on: '2026-06-21', mean: '4', ratings: 1 }, 'mara'), /has not come yet/);
  const told = await house.rivals.ratings({ months: 12, site: 'Review Harbour' });
  const [site] = told.shown;
  assert.deepEqual([site?.site, site?.ratings, site?.summaries.map(({ rival, mean, ratings, enteredBy, on, isWidest, difference }) => [rival, mean, ratings, enteredBy, on, isWidest, difference?.isReal ?? null])], ['review-harbour', [], [[null, '3.4', 820, 'Name of theo', '2026-06-10', true, null], ['Fjord and Fell', '4.3', 1312, 'Name of theo', '2026-06-01', true, true]]]);
  const number = site?.summaries[1]?.number ?? 0;
  assert.deepEqual([await house.rivals.remove(number, 'mara'), await house.rivals.remove(number, 'mara')], [true, false]);
  assert.deepEqual((await house.rivals.ratings({ months: 12, site: 'Review Harbour' })).shown, [], 'our own page alone is no comparison');
  const kept = await engines.database.rows<{ by: string | null }>(sql`select removed_by as by from voice.rival_summary where rival <> '' order by number`);
  assert.deepEqual(kept.map(({ by }) => by), ['theo', 'mara']);
});
