import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { createNamedSaid, createReadings } from '../index.ts';

const HOUR_MS = 3_600_000;
let nowMs = 0;
const clock = (): number => nowMs;
let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;

async function open() {
  const life = voiceHouse(engines, clock);
  const { database, analytics, outbox, interactions, log } = life;
  const readings = await createReadings({ database, analytics, outbox, interactions, log, clock });
  const named = createNamedSaid({ ...life, readings, verbatims: { quoteCustomers: async (places) => places.map(() => assert.fail('no words are quoted here')) } });
  await life.begin(readings);
  await readings.through();
  return { ...life, readings, named };
}

/** What comes in, an hour later. */
async function say(...items: readonly object[]): Promise<void> {
  nowMs += HOUR_MS;
  await house.say(...items);
  nowMs += HOUR_MS;
}
const mail = (at: number, text: string, more: object = {}): object => ({ id: `m${at}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(nowMs - 48 * HOUR_MS).toISOString(), identifiers: [{ type: 'email', value: `m${at}@x.example` }], text, ...more });
const moment = (): string => new Date(nowMs).toISOString();
const named = (asOf?: string) => house.named.named({ months: 3, asOf });
const counts = async (asOf?: string): Promise<unknown[]> => { const { rivals, products } = await named(asOf); return [...rivals, ...products].map(({ kind, name, texts, people }) => [kind, name, texts, people]); };

before(async () => {
  engines = await voiceEngines();
  // The clock of the machine told since when names are kept.
  nowMs = Math.max(Date.now(), Date.UTC(2026, 10, 20, 12));
  house = await open();
});
after(async () => {
  await house.end();
  await engines.close();
});

test('whom and what customers named, as of then: by the names of then, whatever was renamed, removed, added, reworded or said since', async () => {
  const before = moment();
  nowMs += HOUR_MS;
  const { names } = house.readings;
  const [torvild, fjord] = [await names.addRival({ name: 'Torvild', spellings: [] }, 'olga'), await names.addRival({ name: 'Fjordhaus', spellings: [] }, 'olga')];
  const seen = [1, 2, 3].map((time) => ({ id: `seen-${time}`, channel: 'web', kind: 'product-viewed', direction: 'in', occurredAt: moment(), identifiers: [{ type: 'email', value: 'seen@x.example' }], subjects: [{ type: 'product', id: 'fj', label: 'Fjell jacket' }] }));
  await say(...seen);
  assert.equal(await names.look(), true);
  await say(...Array.from({ length: 11 }, (_, at) => mail(at, at < 6 ? 'The parcel was late. At Torvild it would have come in time.' : 'My Fjell jacket leaks, at Fjordhaus they sell better ones.')));
  const then = moment();
  const told = await named(then);
  assert.deepEqual(await counts(then), [['rival', 'Torvild', 6, 6], ['rival', 'Fjordhaus', 5, 5], ['product', 'Fjell jacket', 5, 5]]);
  assert.deepEqual({ ...told, asOf: null }, await named(), 'what is asked as of now is what is shown now');
  nowMs += HOUR_MS;

  await names.changeRival(torvild.number, { name: 'Torvild Outdoor', spellings: ['Torvild'] }, 'olga');
  await names.removeRival(fjord.number, 'olga');
  await names.addRival({ name: 'Bergwelt', spellings: [] }, 'olga');
  await say(mail(0, 'I take it back, all is well.', { version: 2 }), mail(20, 'I shall buy at Bergwelt, or at Torvild.'));
  assert.deepEqual(await counts(), [['rival', 'Torvild Outdoor', 6, 6], ['rival', 'Bergwelt', 1, 1], ['product', 'Fjell jacket', 5, 5]]);
  assert.deepEqual(await named(then), told);
  assert.deepEqual([(await named(before)).looked, (await named(before)).rivals], [{ products: 0, rivals: 0 }, []], 'before any name was known none is told');
  const gone = { output: 'rival', label: String(fjord.number), months: 3, limit: 20 } as const;
  assert.deepEqual((await house.named.verbatims(gone, { isMasked: false, mask: (one) => one })).verbatims, []);
});

test('once everything was read anew, names as of before are refused: what the former reader found is gone', async () => {
  const then = moment();
  nowMs = Math.max(nowMs, Date.now());
  await house.readings.readAgain('olga');
  await house.readings.through();
  await house.interactions.settled();
  assert.ok((house.readings.shown().shownSinceMs ?? 0) > 0);
  // The moment at which a reader is shown is told by the clock of the machine.
  const since = new Date((house.readings.shown().shownSinceMs ?? 0) - 1).toISOString();
  await assert.rejects(named(Date.parse(then) < Date.parse(since) ? then : since), { code: 'read-anew-since' });
});
