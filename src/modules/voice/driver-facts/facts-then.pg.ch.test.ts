import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../../test/engines/postgres.ts';
import { chSchemas } from '../../../app/schemas.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { createLive } from '../../../platform/live/live.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createOutbox } from '../../../platform/outbox/create-outbox.ts';
import { createIdentity } from '../../identity/index.ts';
import { createInteractions } from '../../interactions/index.ts';
import { createSubjects } from '../../subjects/index.ts';
import type { Drivers } from '../contract.ts';
import { ANSWER_TABLES, createVoice } from '../index.ts';

const PEOPLE = 80;
const HOUR_MS = 3_600_000;
const log = createLog('error', () => undefined);
let nowMs = 0;
const clock = (): number => nowMs;
let stored: TestDatabase;
let analytics: Analytics;
/** Moments of which names of topics were asked. */
const namesOf: (number | null)[] = [];
let tell: (asOf?: string) => Promise<Drivers>;
let say: (...items: readonly object[]) => Promise<void>;
let end: () => Promise<void>;
let startMs = 0;
const at = (day: number): string => new Date(startMs - (40 - day) * 24 * HOUR_MS).toISOString();
const own = (who: number): object => ({ identifiers: [{ type: 'email', value: `buyer${who}@x.example`, verified: 'login' }] });
const order = (who: number, id: string, day: number, more: object): object => ({ ...own(who), id: `${id}-${who}`, channel: 'order', kind: 'order-updated', direction: 'in', occurredAt: at(day), order: { id: `O-${who}`, currency: 'EUR', total: '40', ...more } });
const chat = (who: number, day: number, more: object = {}): object => ({ ...own(who), id: `chat-${who}-${day}`, channel: 'chat', kind: 'chat-held', direction: 'in', occurredAt: at(day), text: 'Where is it?', ...more });
const answer = (who: number, value: number, more: object = {}): object => ({ ...own(who), id: `answer-${who}`, channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: at(30), rating: { value, min: 1, max: 5, scale: 'csat' }, ...more });

before(async () => {
  stored = await testDatabase(migrationsOf('platform', 'identity', 'interactions', 'subjects', 'voice'));
  analytics = await testAnalytics(chSchemas().filter(({ module }) => ['identity', 'interactions', 'voice'].includes(module)));
  // The clock of the machine told since when the history is kept.
  startMs = nowMs = Math.max(Date.now(), Date.UTC(2026, 10, 20, 12));
  const { database } = stored;
  const outbox = createOutbox({ database, analytics, log, clock });
  const identity = createIdentity({ database, analytics, outbox, log, clock });
  const interactions = createInteractions({ database, analytics, identity, outbox, live: createLive(() => undefined), log, clock, zone: 'UTC', answerTables: ANSWER_TABLES });
  const subjects = createSubjects({ database, identity, outbox });
  const voice = createVoice({ analytics, outbox, clock, zone: 'UTC', facts: { subjects, topicNames: async (asOfMs) => { namesOf.push(asOfMs); return null; } } });
  tell = (asOf) => voice.drivers({ score: 'csat', months: 6, among: 'all', asOf });
  say = async (...items) => {
    nowMs += HOUR_MS;
    const results = await interactions.acceptBatch('shop', items);
    await interactions.settled();
    assert.deepEqual(results.filter(({ status }) => status === 'quarantined'), []);
    await analytics.run(ch`system reload dictionary identity_customer`);
    nowMs += HOUR_MS;
  };
  end = async () => { await interactions.stop(); await outbox.stop(); await identity.stop(); };
  await outbox.start();
  interactions.start();
  const random = seededRandom(11);
  await say(...Array.from({ length: PEOPLE }, (_, who): object[] => {
    const [late, contacts] = [Math.floor(random() * 6), Math.floor(random() * 4)];
    return [
      order(who, 'placed', 1, { state: 'placed', placedAt: at(1), promisedAt: at(5) }), order(who, 'came', 5 + late, { state: 'delivered', parcels: [{ id: `P-${who}`, state: 'delivered', deliveredAt: at(5 + late) }] }),
      ...Array.from({ length: contacts }, (__, time) => chat(who, 20 + time)), answer(who, Math.max(1, Math.min(5, Math.round(5 - 0.6 * late + random() - 0.5)))),
    ];
  }).flat());
});
after(async () => {
  await end();
  await analytics.close();
  await stored.close();
});

test('what drives a score, facts among it, as of then: told late, edited, answered since or joined since, nothing of it changes', async () => {
  const then = new Date(nowMs).toISOString();
  const told = await tell(then);
  assert.deepEqual([told.reason, told.interactions, told.orders, told.drivers[0]?.name], [null, PEOPLE, { of: PEOPLE, known: PEOPLE, naming: 0 }, 'Days late']);
  assert.deepEqual(told, await tell(), 'what is asked as of now is what is shown now');
  assert.deepEqual(namesOf, [Date.parse(then), null], 'topics are those of then');
  nowMs += HOUR_MS;

  await say(
    // An order that was told of late, though it was placed before the answer; chats that came late or were edited to be of another day; answers that were edited or came late.
    ...Array.from({ length: 20 }, (_, who) => order(who, 'second', 28, { id: `S-${who}`, state: 'placed', placedAt: at(27), promisedAt: at(10) })),
    ...Array.from({ length: 15 }, (_, who) => chat(who, 25)), chat(3, 20, { version: 2, occurredAt: at(35) }),
    answer(5, 1, { version: 2 }), answer(PEOPLE, 1),
    { id: 'joins', channel: 'web', kind: 'login', direction: 'in', occurredAt: at(39), identifiers: [{ type: 'login', value: 'one', verified: 'login' }, ...[30, 31].map((who) => ({ type: 'email', value: `buyer${who}@x.example`, verified: 'login' }))] },
  );
  const now = await tell();
  assert.deepEqual([now.interactions, now.complete.people], [PEOPLE + 1, told.complete.people - 1]);
  assert.notDeepEqual(now.drivers, told.drivers);
  assert.deepEqual(await tell(then), told);
});
