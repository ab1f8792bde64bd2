import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { createReadFilters, createReadings, createVerbatims } from '../index.ts';
import type { Searched } from './contract.ts';
import type { Reader } from './verbatims.ts';

const NOW = Date.UTC(2026, 5, 20, 12);
const PLAIN: Reader = { isMasked: false, mask: (verbatim) => verbatim };
let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;

async function open() {
  const life = voiceHouse(engines, () => NOW);
  const { database, analytics, outbox, interactions, log, clock } = life;
  const readings = await createReadings({ database, analytics, outbox, interactions, log, clock });
  const verbatims = createVerbatims({ ...life, read: createReadFilters({ reader: () => readings.shown().version, topicNames: () => Promise.resolve({ pass: 1, names: new Map([['en.7', 'Parcels']]), shownAs: new Map([['en.7', 'en.7'], ['en.9', 'en.7'], ['en.3', 'en.3']]) }) }) });
  await life.begin(readings);
  return {
    readings, verbatims, groups: life.customers.groups,
    say: async (...items: readonly object[]): Promise<void> => { await life.interactions.acceptBatch('shop', items); await life.interactions.settled(); await life.outbox.drained(); },
    end: life.end,
  };
}

let count = 0;
const review = (text: string, value: number, more: object = {}): object => {
  count += 1;
  return { id: `r-${count}`, channel: 'review', kind: 'review-posted', direction: 'public', occurredAt: new Date(NOW - 60_000 * (50 - count)).toISOString(), identifiers: [{ type: 'email', value: `c${count}@x.example` }], text, rating: { value, min: 1, max: 5, scale: 'stars' }, ...more };
};
before(async () => {
  engines = await voiceEngines();
  house = await open();
  await house.readings.names.addRival({ name: 'Skarvholm', spellings: [] }, 'ola');
  await house.say(
    review('Lovely! I am so happy with it, thank you, everything works perfectly.', 5),
    review('This is awful. I am furious and I will go to my lawyer.', 1),
    review('Awful, and Skarvholm does it better. I am so angry.', 2, { channel: 'email', kind: 'message', direction: 'in', stage: 'returns' }),
  );
});
after(async () => {
  await house?.end();
  await engines.close();
});

const found = async (searched: Searched): Promise<string[]> => (await house.verbatims.page({ ...searched, limit: 50 }, PLAIN)).verbatims.map(({ quotes }) => quotes[0]?.text.split(/[ .!,]/)[0] + ` ${quotes[0]?.text.length}`);
const LOVELY = 'Lovely 69';
const LAWYER = 'This 55';
const RIVAL = 'Awful 51';

test('what was said is narrowed by kind, office, stage and rating, also together with words', async () => {
  assert.deepEqual(await found({}), [RIVAL, LAWYER, LOVELY]);
  assert.deepEqual(await found({ kind: 'message' }), [RIVAL]);
  assert.deepEqual(await found({ stage: 'returns' }), [RIVAL]);
  assert.deepEqual(await found({ ratingFrom: 2 }), [RIVAL, LOVELY]);
  assert.deepEqual(await found({ ratingFrom: 2, ratingUntil: 4 }), [RIVAL]);
  assert.deepEqual(await found({ words: 'awful', ratingUntil: 1 }), [LAWYER]);
  assert.equal((await found({ office: 'brand' })).length + (await found({ office: 'service' })).length, 3);
  assert.deepEqual((await house.verbatims.choices()).kinds, ['message', 'review-posted']);
});

test('by what its customers are today, once they were put into groups', async () => {
  await assert.rejects(found({ lifecycle: 'returns' }), { kind: 'unavailable', code: 'groups-not-counted' });
  while ((await house.groups.choices()).countedAt === null) await new Promise((resolve) => { setTimeout(resolve, 50); });
  assert.deepEqual(await found({ lifecycle: 'returns' }), [RIVAL]);
  assert.deepEqual(await found({ lifecycle: 'support' }), [LAWYER, LOVELY]);
  assert.deepEqual(await found({ lifecycle: 'support', words: 'awful' }), [LAWYER]);
  assert.deepEqual(await found({ lifecycle: 'support', persona: 'nobody' }), []);
  assert.deepEqual((await house.verbatims.page({ lifecycle: 'support', limit: 1 }, PLAIN)).total, { count: 2, isLeast: false });
  assert.equal((await house.verbatims.wall({ lifecycle: 'returns', all: 'true' })).quotes.length, 1);
  assert.equal((await house.verbatims.foundSince({ lifecycle: 'returns' }, PLAIN, { receivedMs: 0, placedFromMs: 0 }, 10)).numbers.length, 1);
});

test('by what counts now: a rating that was corrected is found by its correction alone', async () => {
  await house.say({ ...review('Lovely! I am so happy with it, thank you, everything works perfectly.', 4), id: 'r-1', occurredAt: new Date(NOW - 60_000 * 49).toISOString(), identifiers: [{ type: 'email', value: 'c1@x.example' }] });
  assert.deepEqual(await found({ ratingFrom: 5 }), []);
  assert.deepEqual(await found({ ratingFrom: 4 }), [LOVELY]);
});

test('it is narrowed by what was read in it: feeling, alarm, rival named, topic with those merged into it; and so are alerts', async () => {
  assert.deepEqual(await found({ feeling: 'positive' }), [LOVELY]);
  assert.deepEqual((await found({ feeling: 'negative' })).toSorted(), [RIVAL, LAWYER].toSorted());
  assert.deepEqual(await found({ alarm: 'legal' }), [LAWYER]);
  assert.deepEqual(await found({ feeling: 'negative', rival: '1' }), [RIVAL]);
  assert.deepEqual(await found({ feeling: 'positive', rival: '1' }), []);
  assert.equal((await house.verbatims.foundSince({ alarm: 'legal' }, PLAIN, { receivedMs: 0, placedFromMs: 0 }, 10)).numbers.length, 1);
  const [lovely] = (await house.verbatims.page({ feeling: 'positive', limit: 1 }, PLAIN)).verbatims;
  assert.ok(lovely !== undefined);
  const { numbers: [number] } = await house.verbatims.foundSince({ feeling: 'positive' }, PLAIN, { receivedMs: 0, placedFromMs: 0 }, 10);
  await engines.analytics.insert('voice_topics', JSON.stringify({ number, revision: 2, home: 1, node: 1, pass: 1, source: 'shop', brand: '', channel: 'review', office: 'service', kind: 'review-posted', direction: 'public', occurred_at: '2026-06-20 11:00:00.000', language: 'en', outcome: 'topic', topic: 9, confidence: 0.9, fit: 0.9 }));
  assert.deepEqual(await found({ topic: 'en.7' }), [LOVELY]);
  assert.deepEqual(await found({ topic: 'en.3' }), []);
});
