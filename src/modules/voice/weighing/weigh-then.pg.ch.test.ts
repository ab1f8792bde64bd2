import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../../test/engines/postgres.ts';
import { chSchemas } from '../../../app/schemas.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { createLive } from '../../../platform/live/live.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createOutbox } from '../../../platform/outbox/create-outbox.ts';
import { createCustomers } from '../../customers/index.ts';
import type { CustomerGroups } from '../../customers/contract.ts';
import { createIdentity } from '../../identity/index.ts';
import { createInteractions } from '../../interactions/index.ts';
import { createSubjects } from '../../subjects/index.ts';
import { ANSWER_TABLES, createVoice } from '../index.ts';
import type { Weighed } from './contract.ts';
import { weighScore } from './weigh-score.ts';

const HOUR_MS = 3_600_000;
const MODULES = ['identity', 'interactions', 'subjects', 'customers', 'voice'];
const log = createLog('error', () => undefined);
let nowMs = 0;
const clock = (): number => nowMs;
let stored: TestDatabase;
let analytics: Analytics;
let say: (...items: readonly object[]) => Promise<void>;
let weigh: (asOf?: string) => Promise<Weighed>;
let countAnew: () => void;
let groups: () => Promise<CustomerGroups>;
let end: () => Promise<void>;
const own = (who: number): object => ({ direction: 'in', identifiers: [{ type: 'email', value: `p${who}@x.example`, verified: 'login' }] });
const login = (who: number, country: string, more: object = {}): object => ({ ...own(who), id: `l-${who}`, channel: 'web', kind: 'login', occurredAt: new Date(nowMs - 72 * HOUR_MS).toISOString(), traits: { country }, ...more });
const answer = (who: number, value: number, more: object = {}): object => ({ ...own(who), id: `a-${who}`, channel: 'survey', kind: 'survey-answered', occurredAt: new Date(nowMs - 48 * HOUR_MS).toISOString(), rating: { value, min: 1, max: 5, scale: 'csat' }, ...more });

before(async () => {
  stored = await testDatabase(migrationsOf('platform', ...MODULES));
  analytics = await testAnalytics(chSchemas().filter(({ module }) => MODULES.includes(module)));
  // The clock of the machine told since when the history is kept.
  nowMs = Math.max(Date.now(), Date.UTC(2026, 10, 20, 12));
  const { database } = stored;
  const outbox = createOutbox({ database, analytics, log, clock });
  const identity = createIdentity({ database, analytics, outbox, log, clock });
  const live = createLive(() => undefined);
  const interactions = createInteractions({ database, analytics, identity, outbox, live, log, clock, zone: 'UTC', answerTables: ANSWER_TABLES });
  const subjects = createSubjects({ database, identity, outbox });
  const house = (): ReturnType<typeof createCustomers> => createCustomers({ database, analytics, identity, interactions, subjects, outbox, live, clock });
  const customers = house();
  createVoice({ analytics, outbox, clock, zone: 'UTC' });
  groups = () => customers.groups.choices();
  countAnew = () => { nowMs += 24 * HOUR_MS; };
  weigh = async (asOf) => {
    for (;;) {
      const told = await weighScore({ analytics, customers, clock, zone: 'UTC' }, { score: 'csat', months: 6, by: ['country'], among: 'customers', asOf });
      if (!told.isCounting) return told;
      await sleep(50);
    }
  };
  say = async (...items) => {
    nowMs += HOUR_MS;
    const results = await interactions.acceptBatch('shop', items);
    await interactions.settled();
    await outbox.drained();
    assert.deepEqual(results.filter(({ status }) => status === 'quarantined'), []);
    await analytics.run(ch`system reload dictionary identity_customer`);
    nowMs += HOUR_MS;
  };
  end = async () => { await customers.makeUp.stop(); await interactions.stop(); await outbox.stop(); await identity.stop(); };
  await outbox.start();
  interactions.start();
});
after(async () => {
  await end();
  await analytics.close();
  await stored.close();
});

test('a weighed score as of then looks like the customers of then, by what was known of them then: whoever came, was joined or told otherwise since changes nothing', async () => {
  // Of a hundred customers half are of Portugal; of the answers three quarters.
  await say(...Array.from({ length: 100 }, (_, who) => login(who, who % 2 === 0 ? 'PT' : 'DE')), ...Array.from({ length: 60 }, (_, at) => { const who = at < 45 ? 2 * at : 2 * (at - 45) + 1; return answer(who, who % 2 === 0 ? 5 : 1); }));
  const then = new Date(nowMs).toISOString();
  const told = await weigh(then);
  assert.deepEqual([told.reason, told.population, told.plain.people, told.asOf], [null, 100, 60, then]);
  assert.deepEqual(told.groups.map(({ name, people, answers }) => [name, people, answers]), [['DE', 50, 15], ['PT', 50, 45]]);
  assert.ok(Math.abs((told.plain.estimate?.value ?? 0) - 75) < 1e-9 && Math.abs((told.weighed?.estimate.value ?? 0) - 50) < 1e-6, JSON.stringify([told.plain.estimate, told.weighed]));
  const shown = await weigh();
  assert.deepEqual({ ...shown, asOf: then }, told, 'what is asked as of now is what is shown now');
  nowMs += HOUR_MS;

  await say(
    ...Array.from({ length: 20 }, (_, at) => login(200 + at, 'DE')), ...Array.from({ length: 10 }, (_, at) => login(2 * at, 'DE', { id: `moved-${at}`, occurredAt: new Date(nowMs - 96 * HOUR_MS + at).toISOString() })), login(4, 'DE', { id: 'moved', occurredAt: new Date(nowMs - HOUR_MS).toISOString() }),
    answer(1, 5, { version: 2 }), answer(99, 1),
    { id: 'joins', direction: 'in', channel: 'web', kind: 'login', occurredAt: new Date(nowMs - HOUR_MS).toISOString(), identifiers: [{ type: 'login', value: 'one', verified: 'login' }, ...[30, 31].map((who) => ({ type: 'email', value: `p${who}@x.example`, verified: 'login' }))] },
  );
  countAnew();
  await weigh();
  const now = await weigh();
  assert.deepEqual([now.population, now.plain.answers], [119, 61], 'twenty came, and two are one');
  assert.notDeepEqual(now.groups, told.groups);
  assert.deepEqual(await weigh(then), told);
});

test('whoever is counted is put into groups, each with how many are in it; who was joined is one, and what was counted before the count before is gone', async () => {
  const { customers, countedAt, groups: counted } = await groups();
  assert.ok(countedAt !== null && Date.parse(countedAt) > nowMs - 48 * HOUR_MS, String(countedAt));
  assert.equal(customers, 119);
  // Who answered was last met in support; two of them came back to the shop since.
  assert.deepEqual(counted.filter(({ people }) => people > 0).map(({ kind, key, name, people }) => [kind, key, name, people]), [['lifecycle', 'interest', 'Interest', 60], ['lifecycle', 'support', 'Support', 59]]);
  countAnew();
  await weigh();
  await weigh();
  assert.ok(Date.parse((await groups()).countedAt ?? '') > Date.parse(countedAt));
  // The count before stays for questions that were begun on it.
  assert.deepEqual(await analytics.rows(ch`select countIf(customer = 0) as whole, uniqExact(counted_at) as counts from customers_placed`), [{ whole: '2', counts: '2' }]);
});
