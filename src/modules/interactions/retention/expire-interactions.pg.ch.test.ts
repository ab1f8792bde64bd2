import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../../test/engines/postgres.ts';
import { chSchemas } from '../../../app/schemas.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createOutbox } from '../../../platform/outbox/create-outbox.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { createIdentity } from '../../identity/index.ts';
import { keyOf } from '../content-key.ts';
import { dueCount, type Due } from './due-log.ts';
import { expireInteractions, isParkedDue } from './expire-interactions.ts';
import { expiredNames, releaseExpired } from './expire-store.ts';

const log = createLog('error', () => undefined);
let stored: TestDatabase;
let analytics: Analytics;
before(async () => {
  stored = await testDatabase(migrationsOf('platform', 'identity', 'interactions'));
  analytics = await testAnalytics(chSchemas().filter(({ module }) => module === 'identity' || module === 'interactions'));
});
after(async () => {
  await analytics.close();
  await stored.close();
});

const OLD = '2024-01-05T10:00:00.000Z';
const NEW = '2026-01-05T10:00:00.000Z';
const DUE: Due = { channel: 'web', kinds: ['page-viewed'], beforeMs: Date.parse('2025-01-01T00:00:00Z'), receivedByMs: Date.parse('2026-06-01T00:00:00Z') };

function row(number: number, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    number, revision: 1, home: number % 3, node: number % 3, source: 'shop', source_id: `i${number}`, brand: '', channel: 'web', kind: 'page-viewed', direction: 'in', office: 'brand', stage: 'interest', occurred_at: OLD, occurred_precision: 'ms', placed_at: OLD, received_at: NEW, recorded_at: NEW, title: `t${number}`, properties: '{}', ...more,
  });
}

/** Each row in a part of its own, as rows that arrive one after the other lie until they are merged. */
async function insert(...rows: readonly string[]): Promise<void> {
  for (const one of rows) await analytics.insert('interactions_log', one);
  await stored.database.run(sql`
    insert into interactions.seen (key, content) select key, gen_random_uuid() from unnest(${[...new Set(rows.map((one) => { const { source, source_id: id } = JSON.parse(one) as { source: string; source_id: string }; return keyOf(source, id); }))]}::uuid[]) as k (key) on conflict do nothing`);
}

const shown = async (): Promise<string[]> => (await analytics.rows<{ title: string }>(ch`select title from interactions_log final order by number`)).map(({ title }) => title);
const shownOnPages = async (): Promise<string[]> => (await analytics.rows<{ title: string }>(ch`select JSONExtractString(page, 'title') as title from interactions_pages final order by number`)).map(({ title }) => title);
const nothing = async (): Promise<Record<string, number>> => ({});

function house(broken: boolean) {
  const outbox = createOutbox({ database: stored.database, analytics, log, clock: Date.now });
  const identity = createIdentity({ database: stored.database, analytics, outbox, log, clock: Date.now });
  // The engine is gone at the first deletion, as when the process is killed there.
  const failing: Analytics = { ...analytics, run: async () => { throw new Error('the process was killed here'); } };
  return { deps: { database: stored.database, analytics: broken ? failing : analytics, identity, drained: outbox.drained }, end: () => identity.stop() };
}

test('a stop in the middle of a run leaves names known and rows that the next run finishes; no replaced wording comes to light, and what is no longer due stays', async () => {
  await insert(
    row(1), row(2), row(3, { occurred_at: NEW }), row(4, { kind: 'form-sent', title: 'a form' }),
    row(5, { kind: 'form-sent', title: 'earlier a form' }), row(5, { revision: 2, title: 'now a view' }),
    row(6, { title: 'earlier a view' }), row(6, { revision: 2, kind: 'form-sent', title: 'now a form' }),
    row(7, { received_at: '2026-07-01T00:00:00.000Z', title: 'arrived meanwhile' }),
  );
  assert.equal((await dueCount(analytics, DUE)).interactions, 3);
  const first = house(true);
  await assert.rejects(expireInteractions(first.deps, DUE, 1, nothing, nothing), /killed/);
  await first.end();
  assert.equal((await shown()).length, 7, 'nothing of the history is gone yet');
  assert.deepEqual((await expiredNames(stored.database, [1, 2, 3, 5, 6].map((number) => keyOf('shop', `i${number}`)))).size, 3);
  const second = house(false);
  const { interactions, counts } = await expireInteractions(second.deps, DUE, 2, nothing, nothing);
  await second.end();
  assert.deepEqual([interactions, (counts['interactions_log'] ?? 0) >= 3], [3, true]);
  assert.deepEqual(await stored.database.rows(sql`select run, count(*)::int as names from interactions.expired group by run`), [{ run: 2, names: 3 }], 'the run that finished it can let them in again');
  const left = ['t3', 'a form', 'now a form', 'arrived meanwhile'];
  assert.deepEqual(await shown(), left);
  assert.deepEqual(await shownOnPages(), left);
  assert.equal(await stored.database.transaction((tx) => releaseExpired(tx, 2)), 3);
});

test('of the quarantine only what can be read and is due goes by a rule', () => {
  const body = (more: object): string => JSON.stringify({ channel: 'web', kind: 'page-viewed', occurredAt: OLD, ...more });
  assert.ok(isParkedDue(DUE, body({})));
  assert.ok(isParkedDue(DUE, JSON.stringify({ number: 1, checked: { channel: 'web', kind: 'page-viewed', occurredMs: Date.parse(OLD) } })));
  for (const other of [body({ occurredAt: NEW }), body({ occurredAt: 'whenever' }), body({ kind: 'form-sent' }), body({ channel: 'app' }), 'no json', '3', 'null']) assert.ok(!isParkedDue(DUE, other), other);
});
