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
import type { Drivers, DriversAmong } from '../contract.ts';
import { ANSWER_TABLES, createVoice } from '../index.ts';

const PEOPLE = 120;
/** Of whom nothing was ordered. */
const WITHOUT_ORDER = 30;
const SEED = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
const log = createLog('error', () => undefined);
const clock = (): number => Date.UTC(2026, 5, 20);
const at = (day: number, hour = 10): string => new Date(Date.UTC(2026, 4, day, hour)).toISOString();

let stored: TestDatabase;
let analytics: Analytics;
let tell: (among?: DriversAmong) => Promise<Drivers>;
let end: () => Promise<void>;

before(async () => {
  stored = await testDatabase(migrationsOf('platform', 'identity', 'interactions', 'subjects', 'voice'));
  analytics = await testAnalytics(chSchemas().filter(({ module }) => ['identity', 'interactions', 'voice'].includes(module)));
  const { database } = stored;
  const outbox = createOutbox({ database, analytics, log, clock });
  const identity = createIdentity({ database, analytics, outbox, log, clock });
  const interactions = createInteractions({ database, analytics, identity, outbox, live: createLive(() => undefined), log, clock, zone: 'UTC', answerTables: ANSWER_TABLES });
  const subjects = createSubjects({ database, identity, outbox });
  const topicNames = { pass: 9, names: new Map([['en.1', 'broken zip'], ['en.2', 'parking']]), shownAs: new Map([['en.1', 'en.1'], ['en.7', 'en.1'], ['en.2', 'en.2']]) };
  const voice = createVoice({ analytics, outbox, clock, zone: 'UTC', facts: { subjects, topicNames: () => Promise.resolve(topicNames) } });
  tell = (among = 'all') => voice.drivers({ score: 'csat', months: 3, until: '2026-05', among });
  end = async () => { await interactions.stop(); await outbox.stop(); await identity.stop(); };
  await outbox.start();
  interactions.start();

  const random = seededRandom(SEED);
  const items = Array.from({ length: PEOPLE }, (_, who): object[] => {
    const own = { identifiers: [{ type: 'email', value: `buyer${who}@x.example`, verified: 'login' }] };
    const hasOrder = who >= WITHOUT_ORDER;
    const [late, contacts, wrote] = [Math.floor(random() * 6), Math.floor(random() * 4), who % 3 === 0];
    const score = Math.max(1, Math.min(5, Math.round(5 - (hasOrder ? 0.6 * late : 1) - (wrote ? 1 : 0) + random() - 0.5)));
    const order = { id: `O-${who}`, currency: 'EUR', total: String(20 + Math.floor(random() * 80)) };
    const news = (id: string, day: number, more: object): object => ({ ...own, id: `${id}-${who}`, channel: 'order', kind: 'order-updated', direction: 'in', occurredAt: at(day), order: { ...order, ...more } });
    return [
      ...(hasOrder ? [news('placed', 1, { state: 'placed', placedAt: at(1), promisedAt: at(5) }), news('came', 5 + late, { state: 'delivered', parcels: [{ id: `P-${who}`, state: 'delivered', deliveredAt: at(5 + late) }] }),
        // What happened after the answer is none of its facts.
        news('back', 25, { state: 'returned' })] : []),
      ...Array.from({ length: contacts }, (__, time) => ({ ...own, id: `asked-${who}-${time}`, channel: 'chat', kind: 'chat-held', direction: 'in', occurredAt: at(12 + time), text: 'Where is it?' })),
      { ...own, id: `answer-${who}`, channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: at(20), subjects: [{ type: 'survey', id: 's' }, ...(hasOrder && who % 2 === 0 ? [{ type: 'order', id: order.id }] : [])], rating: { value: score, min: 1, max: 5, scale: 'csat' } },
    ];
  }).flat();
  await interactions.acceptBatch('shop', items);
  await interactions.settled();
  await analytics.run(ch`system reload dictionary identity_customer`);
  const answers = await analytics.rows<{ number: string; home: string; node: string; source_id: string }>(ch`select number, home, node, source_id from interactions_log final where channel = 'survey'`);
  const topic = ({ number, home, node }: (typeof answers)[number], apart: number, day: number, more: object): string => JSON.stringify({ number: Number(number) * 10 + apart, revision: 1, home: Number(home), node: Number(node), pass: 9, source: 'shop', channel: 'chat', direction: 'in', occurred_at: at(day), language: 'en', outcome: 'topic', topic: 7, confidence: 0.9, fit: 0.5, ...more });
  await analytics.insert('voice_topics', answers.flatMap((one) => {
    const who = Number(one.source_id.slice('answer-'.length));
    // Two weeks before, longer ago, after it, and in a language that has no topics yet.
    return [...(who % 3 === 0 ? [topic(one, 1, 15, {})] : [topic(one, 1, 2, {}), topic(one, 2, 22, {})]), ...(who === 1 ? [topic(one, 3, 15, { outcome: 'no-tree', topic: 0, language: 'fr' })] : [])];
  }).join('\n'));
});
after(async () => {
  await end();
  await analytics.close();
  await stored.close();
});

test('a late parcel and what was written about are found as what a score goes with, as of the answer; what is not known is said', async (t) => {
  t.diagnostic(`seed ${SEED}`);
  const told = await tell();
  assert.deepEqual([told.reason, told.interactions, told.lookedAt, told.orders], [null, PEOPLE, PEOPLE, { of: PEOPLE, known: PEOPLE - WITHOUT_ORDER, naming: (PEOPLE - WITHOUT_ORDER) / 2 }]);
  assert.deepEqual(told.drivers.map(({ name }) => name).toSorted(), ['Contacts in the 30 days before', 'Days late', 'Order value', 'Wrote about broken zip']);
  // Days until delivery are days late and four, here; all came back after they had answered.
  assert.deepEqual(told.leftOut.map(({ name, reason, sameAs }) => [name, reason, sameAs]).toSorted(([a], [b]) => String(a).localeCompare(String(b))), [
    ['Channel of the answer', 'all-the-same', null], ['Days until delivery', 'repeats-another', 'Days late'], ['One topic', 'too-few-wrote', null], ['Returned or refunded', 'all-the-same', null],
  ]);
  const [first, second] = told.drivers;
  assert.deepEqual([first?.name, first?.isReal, second?.name], ['Days late', true, 'Wrote about broken zip']);
  assert.ok((first?.correlation.value ?? 0) < -0.5 && (second?.correlation.value ?? 0) < 0);
  assert.deepEqual(told.drivers.map(({ name, answers }) => [name, answers]).toSorted(([a], [b]) => String(a).localeCompare(String(b))), [['Contacts in the 30 days before', PEOPLE], ['Days late', PEOPLE - WITHOUT_ORDER], ['Order value', PEOPLE - WITHOUT_ORDER], ['Wrote about broken zip', PEOPLE - 1]]);
});

test('answers whose order is known are looked at alone where that is asked for; among questions alone no fact is looked at', async () => {
  const orders = await tell('orders');
  assert.deepEqual([orders.lookedAt, orders.complete.answers, orders.orders?.known], [PEOPLE - WITHOUT_ORDER, PEOPLE - WITHOUT_ORDER, PEOPLE - WITHOUT_ORDER]);
  const questions = await tell('questions');
  assert.deepEqual([questions.reason, questions.orders, questions.leftOut], ['no-questions', null, []]);
});
