import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { createLog } from '../log/log.ts';
import type { Analytics } from '../clickhouse/analytics.ts';
import { ch } from '../clickhouse/sql.ts';
import { sql } from '../pg/sql.ts';
import { createOutbox } from './create-outbox.ts';
import { createEventsInHand } from './events-in-hand.ts';
import { forgetCopies, forgetEvents } from './forget-store.ts';
import type { CopyBatch, OutboxEvent } from './outbox.ts';
import { eventsSettled, nextEvents } from './outbox-store.ts';

let stored: TestDatabase;
let analytics: Analytics;
const log = createLog('error', () => undefined);

before(async () => {
  stored = await testDatabase(migrationsOf('platform'));
  analytics = await testAnalytics();
  await analytics.run(ch`create table told_log (home UInt64, number UInt64, revision UInt32, word String) engine = ReplacingMergeTree(revision) order by (home, number)`);
  await analytics.run(ch`create table told_earlier (home UInt64, number UInt64, revision UInt32, word String) engine = ReplacingMergeTree order by (home, number, revision)`);
});
after(async () => {
  await analytics.close();
  await stored.close();
});

function outbox() {
  return createOutbox({ database: stored.database, analytics, log, clock: Date.now });
}

const row = (number: number, revision: number, word: string): string => JSON.stringify({ home: 1, number, revision, word });
const batch = (lines: readonly string[], earlier?: CopyBatch['earlier']): CopyBatch => ({ table: 'told_log', jsonLines: lines.join('\n'), rows: lines.length, ...(earlier === undefined ? {} : { earlier }) });

async function words(table: 'log' | 'earlier'): Promise<string[]> {
  const rows = await analytics.rows<{ word: string }>(table === 'log' ? ch`select word from told_log final order by number` : ch`select word from told_earlier final order by number, revision`);
  return rows.map((one) => one.word);
}

test('rows decided in a transaction reach ClickHouse, those of a transaction that failed do not', async () => {
  const box = outbox();
  await box.start();
  await stored.database.transaction((tx) => box.copy(tx, [batch([row(1, 1, 'one'), row(2, 1, 'two')])]));
  await assert.rejects(stored.database.transaction(async (tx) => {
    await box.copy(tx, [batch([row(3, 1, 'never')])]);
    throw new Error('the transaction fails');
  }));
  await box.drained();
  assert.deepEqual(await words('log'), ['one', 'two']);
  await box.stop();
});

test('a revision replaces the row, and the earlier one is kept beside it', async () => {
  const box = outbox();
  await box.start();
  await stored.database.transaction((tx) => box.copy(tx, [batch([row(2, 2, 'two, edited')], { into: 'told_earlier', homes: [1], numbers: [2] })]));
  await box.drained();
  assert.deepEqual(await words('log'), ['one', 'two, edited']);
  assert.deepEqual(await words('earlier'), ['two']);
  await box.stop();
});

test('what was written while nothing ran is delivered at the next start, once', async () => {
  const idle = outbox();
  await stored.database.transaction((tx) => idle.copy(tx, [batch([row(4, 1, 'late')])]));
  assert.equal((await idle.lag()).waiting, 1);
  const box = outbox();
  await box.start();
  await box.drained();
  assert.deepEqual(await words('log'), ['one', 'two, edited', 'late']);
  assert.equal((await box.lag()).waiting, 0);
  await box.stop();
});

test('a consumer hears its own types in order, and again what it failed on', async () => {
  const box = outbox();
  const heard: string[] = [];
  let failures = 2;
  box.subscribe('reader', ['thing.happened'], async (events) => {
    if (failures > 0) {
      failures -= 1;
      throw new Error('not yet');
    }
    heard.push(...events.map((event) => (event as OutboxEvent & { word: string }).word));
  });
  await box.start();
  for (const word of ['a', 'b', 'c']) await stored.database.transaction((tx) => box.publish(tx, [{ type: 'thing.happened', word } as OutboxEvent, { type: 'nobody.listens' }]));
  await box.drained();
  assert.deepEqual(heard, ['a', 'b', 'c']);
  await box.stop();
});

test('what breaks off because of a stop is no fault: nothing is told, and it is delivered after the next start', async () => {
  const told: string[] = [];
  const begun = Promise.withResolvers<undefined>();
  const thread = Promise.withResolvers<undefined>();
  const first = createOutbox({ database: stored.database, analytics, log: createLog('info', (line) => { told.push(line); }), clock: Date.now });
  first.subscribe('reader with a thread', ['text.said'], () => { begun.resolve(undefined); return thread.promise; });
  await first.start();
  await stored.database.transaction((tx) => first.publish(tx, [{ type: 'text.said' }]));
  await begun.promise;
  const stopped = first.stop();
  thread.reject(new Error('the thread ended'));
  await stopped;
  assert.deepEqual(told, []);
  const box = outbox();
  let count = 0;
  box.subscribe('reader with a thread', ['text.said'], async (events) => { count += events.length; });
  await box.start();
  await box.drained();
  assert.equal(count, 1);
  await box.stop();
});

test('an event of a slow transaction is waited for, so that none is skipped', async () => {
  const box = outbox();
  const heard: string[] = [];
  box.subscribe('patient', ['slow.thing'], async (events) => { heard.push(...events.map((event) => (event as OutboxEvent & { word: string }).word)); });
  await box.start();
  let finish: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => { finish = resolve; });
  let began: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => { began = resolve; });
  const slow = stored.database.transaction(async (tx) => {
    await box.publish(tx, [{ type: 'slow.thing', word: 'first' } as OutboxEvent]);
    // Nobody waits for an event to be written: only after an answer it surely has its place before the second.
    await tx.rows(sql`select 1`);
    began();
    await gate;
  });
  await begun;
  await stored.database.transaction((tx) => box.publish(tx, [{ type: 'slow.thing', word: 'second' } as OutboxEvent]));
  finish();
  await slow;
  await box.drained();
  assert.deepEqual(heard, ['first', 'second']);
  await box.stop();
});

test('an event that was written first and is known last is not skipped, even where the transaction of a later one began before', async () => {
  const box = outbox();
  const heard: string[] = [];
  box.subscribe('overlapped', ['overlapping.thing'], async (events) => { heard.push(...events.map((event) => (event as OutboxEvent & { word: string }).word)); });
  await stored.database.run(sql`insert into platform.outbox_cursor (consumer, position) select 'overlapped', coalesce(max(id), 0) from platform.outbox_event`);
  const thing = (word: string): OutboxEvent => ({ type: 'overlapping.thing', word } as OutboxEvent);
  const [began, wrote, mayWrite, mayEnd] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const long = stored.database.transaction(async (tx) => {
    await tx.rows(sql`select pg_current_xact_id()`);
    began.resolve(undefined);
    await mayWrite.promise;
    await box.publish(tx, [thing('second')]);
  });
  await began.promise;
  const open = stored.database.transaction(async (tx) => {
    await box.publish(tx, [thing('first')]);
    await tx.rows(sql`select 1`);
    wrote.resolve(undefined);
    await mayEnd.promise;
  });
  await wrote.promise;
  mayWrite.resolve(undefined);
  await long;
  const next = async (): Promise<number> => (await stored.database.transaction(async (tx) => nextEvents(tx, 'overlapped', ['overlapping.thing'], await eventsSettled(stored.database), 10, createEventsInHand()))).length;
  assert.equal(await next(), 0, 'one that was written before it may still come');
  mayEnd.resolve(undefined);
  await open;
  assert.equal(await next(), 2);
  await box.start();
  await box.drained();
  assert.deepEqual(heard, ['first', 'second']);
  await box.stop();
});

test('what everybody who hears of it has passed is not kept for those who hear of other things', async () => {
  let nowMs = Date.now();
  const box = createOutbox({ database: stored.database, analytics, log, clock: () => nowMs });
  const kept = async (): Promise<number> => (await stored.database.rows<{ kept: number }>(sql`select count(*)::int as kept from platform.outbox_event`))[0]?.kept ?? 0;
  let told = 0;
  box.subscribe('hears much', ['told.often'], async (events) => { told += events.length; });
  box.subscribe('hears nothing', ['told.never'], async () => undefined);
  for (const { consumer } of await stored.database.rows<{ consumer: string }>(sql`select consumer from platform.outbox_cursor`)) await box.leave(consumer);
  await box.start();
  await stored.database.transaction((tx) => box.publish(tx, [{ type: 'told.often' }, { type: 'told.often' }]));
  await box.drained();
  assert.equal(told, 2);
  for (let tries = 0; await kept() > 1 && tries < 600; tries += 1) {
    nowMs += 60_000;
    await stored.database.transaction((tx) => box.publish(tx, [{ type: 'told.often' }]));
    await box.drained();
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  assert.ok(await kept() <= 1, `${await kept()} kept`);
  await box.stop();
});

test('what a consumer writes in the transaction of its place is written once, even when it fails half way', async () => {
  await stored.database.run(sql`create table heard (word text)`);
  const box = outbox();
  let failures = 2;
  box.subscribe('writer', ['word.said'], async (events, tx) => {
    for (const event of events as readonly (OutboxEvent & { word: string })[]) await tx.run(sql`insert into heard values (${event.word})`);
    failures -= 1;
    if (failures >= 0) throw new Error('after writing');
  });
  await box.start();
  for (const word of ['a', 'b', 'c']) await stored.database.transaction((tx) => box.publish(tx, [{ type: 'word.said', word } as OutboxEvent]));
  await box.drained();
  assert.deepEqual((await stored.database.rows<{ word: string }>(sql`select word from heard`)).map((one) => one.word), ['a', 'b', 'c']);
  await box.stop();
});

test('whoever lost the session that held the right to copy takes it again, or leaves it to another; everything arrives once', async () => {
  const boxes = [outbox(), outbox()] as const;
  for (const box of boxes) await box.start();
  for (let number = 30; number < 50; number += 1) {
    await stored.database.transaction((tx) => boxes[number % 2 === 0 ? 0 : 1].copy(tx, [batch([row(number, 1, `copied ${number}`)])]));
    if (number % 4 === 0) await stored.database.rows(sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'custos lock' and datname = current_database()`);
    await new Promise((resolve) => { setTimeout(resolve, 40); });
  }
  await boxes[0].drained();
  assert.deepEqual((await words('log')).filter((word) => word.startsWith('copied')), Array.from({ length: 20 }, (_, at) => `copied ${at + 30}`));
  for (const box of boxes) await box.stop();
});

test('a backup by a Custos that does not copy is refused, because copying would go on beside it', async () => {
  const [copier, other] = [outbox(), outbox()];
  await copier.whileCopiesWait(() => assert.rejects(other.whileCopiesWait(async () => undefined), { code: 'copying-elsewhere' }));
  await copier.stop();
  await other.whileCopiesWait(async () => undefined);
  await other.stop();
});

test('while copies wait, nothing reaches ClickHouse; afterwards everything does', async () => {
  const box = outbox();
  await box.start();
  await box.whileCopiesWait(async () => {
    await stored.database.transaction((tx) => box.copy(tx, [batch([row(9, 1, 'held')])]));
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    assert.equal((await words('log')).includes('held'), false);
  });
  await box.drained();
  assert.equal((await words('log')).includes('held'), true);
  await box.stop();
});

test('rows that were taken out of a copy while it waited are not copied, though this process wrote it and still has it in memory', async () => {
  const told = (node: number): string => JSON.stringify({ node, number: node });
  await analytics.run(ch`create table told_nodes (number UInt64, node UInt64) engine = MergeTree order by number`);
  const box = outbox();
  await box.start();
  await box.whileCopiesWait(async () => {
    await stored.database.transaction((tx) => box.copy(tx, [{ table: 'told_nodes', jsonLines: [told(71), told(72)].join('\n'), rows: 2 }, { table: 'told_nodes', jsonLines: told(71), rows: 1 }]));
    assert.deepEqual(await stored.database.transaction((tx) => forgetCopies(tx, ['told_nodes'], [71])), [told(71), told(71)]);
  });
  await box.drained();
  await box.stop();
  assert.deepEqual(await analytics.rows(ch`select node::UInt32 as node from told_nodes`), [{ node: 72 }]);
});

test('what reached ClickHouse lately can be copied again after a part was damaged, and changes nothing that is there', async () => {
  const box = outbox();
  await box.start();
  await stored.database.transaction((tx) => box.copy(tx, [batch([row(20, 1, 'kept'), row(21, 1, 'kept too')])]));
  await box.drained();
  const before1 = await words('log');
  await analytics.run(ch`alter table told_log delete where number = 20 settings mutations_sync = 2`);
  assert.equal((await words('log')).includes('kept'), false, 'as if its part were gone');
  assert.ok((await box.copyAgain()) >= 2);
  await box.drained();
  assert.deepEqual(await words('log'), before1);
  await box.stop();
});

test('who receives an event after somebody was taken out of it does not hear of them, though another consumer of this process did before', async () => {
  const box = outbox();
  const heard: Record<string, OutboxEvent[]> = { early: [], late: [] };
  let isErased = false;
  const wait = (until: () => boolean) => async (): Promise<void> => { while (!until()) await new Promise((resolve) => { setTimeout(resolve, 10); }); };
  for (const name of ['early', 'late']) box.subscribe(`erasing-${name}`, ['test.named'], async (events) => { heard[name]?.push(...events); }, name === 'late' ? { prepare: wait(() => isErased) } : {});
  await box.start();
  await stored.database.transaction((own) => box.publish(own, [{ type: 'test.named', people: [{ node: 1 }, { node: 2 }] } as OutboxEvent]));
  await wait(() => heard['early']?.length === 1)();
  assert.equal(await stored.database.transaction((tx) => forgetEvents(tx, 'test.named', 'people', [2])), 1);
  isErased = true;
  await box.drained();
  assert.deepEqual([heard['early'], heard['late']], [[{ type: 'test.named', people: [{ node: 1 }, { node: 2 }] }], [{ type: 'test.named', people: [{ node: 1 }] }]]);
  await box.stop();
});

test('however many consumers are called together, only six hold a connection at once, so that a page finds one, and all receive', async () => {
  const [box, page, names, received, held, most] = [outbox(), Promise.withResolvers<unknown>(), Array.from({ length: 12 }, (_, place) => `together-${place}`), [] as string[], new Set<string>(), [] as number[]];
  for (const name of names) box.subscribe(name, ['test.together'], async () => { if (most.push(held.add(name).size) === 6) page.resolve(stored.database.rows(sql`select pg_sleep(0.2)`)); await page.promise; held.delete(name); received.push(name); });
  await box.start();
  await stored.database.transaction((own) => box.publish(own, [{ type: 'test.together' }]));
  await box.drained();
  await box.stop();
  assert.deepEqual([Math.max(...most), received.toSorted()], [6, names.toSorted()]);
});
