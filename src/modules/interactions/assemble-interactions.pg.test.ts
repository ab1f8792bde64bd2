import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { createLog } from '../../platform/log/log.ts';
import { createOutbox } from '../../platform/outbox/create-outbox.ts';
import { openDatabase, type OpenDatabase } from '../../platform/pg/database.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createIdentity } from '../identity/index.ts';
import { createAcceptor } from './accept-interactions.ts';
import { createAssembly } from './assemble-interactions.ts';
import { readInbox } from './inbox-body.ts';

const PEOPLE = 40;
const START = Date.parse('2026-03-01T00:00:00Z');
let stored: TestDatabase;
/** Outboxes of these tests are never started: nothing is copied, so what was recorded can be counted. */
const analytics = {} as Analytics;

before(async () => { stored = await testDatabase(migrationsOf('platform', 'identity', 'interactions')); });
beforeEach(() => stored.database.run(sql`truncate interactions.seen, interactions.earlier, interactions.inbox, interactions.placed, interactions.parked, platform.outbox_copy, platform.outbox_event restart identity`));
after(() => stored.close());

/** One Custos, as far as it accepts and records. */
function custos(database: OpenDatabase, lines: string[] = []) {
  const log = createLog('warn', (line) => { lines.push(line); });
  const outbox = createOutbox({ database, analytics, log, clock: Date.now });
  const identity = createIdentity({ database, analytics, outbox, log, clock: Date.now });
  const assembly = createAssembly({ database, identity, outbox, log, clock: Date.now });
  return { assembly, acceptor: createAcceptor({ database, zone: 'UTC', clock: Date.now, onGroup: assembly.handOver }) };
}

function said(id: number, wording: string): Record<string, unknown> {
  // Every wording tells another moment: only if the first was recorded first do both lie in one place.
  return { id: `i-${id}`, channel: 'chat', kind: 'message', direction: 'in', occurredAt: new Date(START + id * 60_000 + wording.length).toISOString(), text: wording, identifiers: [{ type: 'email', value: `p${id % PEOPLE}@example.org` }] };
}

type Row = { readonly number: number; readonly revision: number; readonly home: number; readonly placed_at: string; readonly source_id: string };

async function rowsRecorded(): Promise<Row[]> {
  const copies = await stored.database.rows<{ body: string }>(sql`select body from platform.outbox_copy where table_name = 'interactions_log' order by id`);
  return copies.flatMap(({ body }) => body.split('\n').map((line) => JSON.parse(line) as Row));
}

async function inboxIsEmpty(): Promise<boolean> {
  return (await stored.database.rows(sql`select 1 from interactions.inbox limit 1`)).length === 0;
}

async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 60_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < until, `${what}: not within a minute`);
    await pause(20);
  }
}

const endLeaders = () => stored.database.rows<{ pid: number }>(sql`select pid, pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'custos lock' and datname = current_database()`);

test('two Custos on one database, and PostgreSQL ends the session of whoever leads again and again: everything is recorded once, in one place, in the order of its wordings', { timeout: 120_000 }, async () => {
  const otherDatabase = await openDatabase(stored.connection, { max: 4 });
  const lines: string[] = [];
  const both = [custos(stored.database, lines), custos(otherDatabase, lines)] as const;
  for (const one of both) one.assembly.start();
  let ended = 0;
  let sending = true;
  const ending = (async () => {
    while (sending) {
      await pause(150);
      ended += (await endLeaders()).length;
    }
  })();
  const wordings = ['first', 'second!', 'and a third'];
  for (const [at, wording] of wordings.entries()) {
    for (let from = 0; from < 600; from += 25) {
      const items = Array.from({ length: 25 }, (_, place) => said(from + place, wording));
      await Promise.all(both.map(({ acceptor }) => acceptor.accept('web', items)));
      await pause(15);
    }
    // However fast the machine is, the next wordings arrive when leaders were lost twice more.
    await eventually(`leaders lost their session ${2 * (at + 1)} times`, () => Promise.resolve(ended >= 2 * (at + 1)));
  }
  sending = false;
  await ending;
  await eventually('everything is recorded', inboxIsEmpty);
  for (const one of both) await one.assembly.stop();
  await otherDatabase.close();

  assert.ok(ended >= 5, `leaders lost their session ${ended} times`);
  assert.ok(lines.some((line) => line.includes('assembly-lead-lost')), 'and the operator was told');
  const rows = await rowsRecorded();
  assert.equal(rows.length, 600 * wordings.length);
  assert.equal(new Set(rows.map((row) => `${row.number} ${row.revision}`)).size, rows.length, 'nothing twice');
  assert.equal(new Set(rows.map((row) => row.source_id)).size, 600);
  for (const own of Map.groupBy(rows, (row) => row.source_id).values()) {
    assert.deepEqual(own.map((row) => row.revision), [1, 2, 3]);
    assert.equal(new Set(own.map((row) => `${row.number} ${row.home} ${row.placed_at}`)).size, 1, 'one place');
  }
});

test('a leader that was ended leads again by itself, and what waited meanwhile is recorded', async () => {
  const alone = custos(stored.database);
  alone.assembly.start();
  await alone.acceptor.accept('web', [said(1, 'before')]);
  await eventually('the first is recorded', inboxIsEmpty);
  assert.ok((await endLeaders()).length === 1);
  await alone.acceptor.accept('web', [said(2, 'after')]);
  await eventually('the second is recorded', inboxIsEmpty);
  await alone.assembly.stop();
  assert.deepEqual((await rowsRecorded()).map((row) => row.source_id), ['i-1', 'i-2']);
  assert.equal(alone.assembly.fault(), null);
});

test('whoever does not lead keeps nothing of what it accepts in memory, and holds nobody back when it leads later', async () => {
  const leader = await stored.database.tryLock('interactions.assembly');
  const second = custos(stored.database);
  second.assembly.start();
  await second.acceptor.accept('web', Array.from({ length: 30 }, (_, at) => said(at, 'while another leads')));
  assert.equal(second.assembly.behind(), 0);
  await leader?.release();
  await eventually('the second leads and has recorded them', inboxIsEmpty);
  assert.equal(second.assembly.behind(), 0);
  await second.assembly.stop();
});

test('one item that cannot be recorded is parked whole, and a revision of another in its group does not overtake what it revises', async () => {
  const { acceptor, assembly } = custos(stored.database);
  await acceptor.accept('web', Array.from({ length: 9 }, (_, at) => said(at, 'first')));
  await acceptor.accept('web', Array.from({ length: 9 }, (_, at) => said(at, 'second!')));
  const [head] = await stored.database.rows<{ id: number; body: string }>(sql`select id, body from interactions.inbox order by id limit 1`);
  // No moment that PostgreSQL or anybody could keep: the like of it can only come from a fault of ours.
  const items = readInbox(head?.body ?? '[]').items.map((item) => (item.checked.id === 'i-4' ? { ...item, checked: { ...item.checked, occurredMs: 1e30 } } : item));
  await stored.database.run(sql`update interactions.inbox set body = ${JSON.stringify(items)} where id = ${head?.id}`);
  assembly.start();
  await eventually('the rest is recorded', inboxIsEmpty);
  await assembly.stop();
  const rows = await rowsRecorded();
  for (const [id, own] of Map.groupBy(rows, (row) => row.source_id)) {
    assert.deepEqual(own.map((row) => row.revision), id === 'i-4' ? [2] : [1, 2]);
    assert.equal(new Set(own.map((row) => `${row.number} ${row.home} ${row.placed_at}`)).size, 1);
  }
  assert.equal(rows.length, 17);
  assert.deepEqual(await stored.database.rows(sql`select item_id as id, reason from interactions.parked`), [{ id: 'i-4', reason: 'internal-fault' }]);
});
