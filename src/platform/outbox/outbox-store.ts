import { jsonLines, sql } from '../pg/sql.ts';
import type { Queryable, Transaction } from '../pg/transaction.ts';
import type { EventPlace, EventsInHand } from './events-in-hand.ts';
import type { CopyBatch, OutboxEvent } from './outbox.ts';

/** Finished rows waiting to be copied, without their text. */
export type WaitingCopy = { readonly id: number; readonly table: string; readonly rows: number; readonly earlier: CopyBatch['earlier'] | null };

/** Copies taken at once, at most. */
export const COPIES_AT_ONCE = 64;

/** Puts finished rows into the outbox; answers under which number. */
export async function putCopy(tx: Transaction, batch: CopyBatch): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into platform.outbox_copy (table_name, row_count, body, earlier)
    values (${batch.table}, ${batch.rows}, ${batch.jsonLines}, ${batch.earlier === undefined ? null : JSON.stringify(batch.earlier)}::jsonb)
    returning id`);
  return row?.id ?? 0;
}

/** The oldest copies, in their order, at most about `atMostRows` rows of them. */
export async function waitingCopies(database: Queryable, atMostRows: number): Promise<WaitingCopy[]> {
  return database.rows(sql`
    with head as (select id, table_name, row_count, earlier from platform.outbox_copy where copied_at is null order by id limit ${COPIES_AT_ONCE}),
    chosen as (select *, sum(row_count) over (order by id) - row_count as before from head)
    select id, table_name as "table", row_count as rows, earlier from chosen where before < ${atMostRows} order by id`);
}

/** Texts of copies. */
export async function copyBodies(database: Queryable, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = ids.length === 0 ? [] : await database.rows<{ id: number; body: string }>(sql`select id, body from platform.outbox_copy where id = any(${ids}::bigint[])`);
  return new Map(rows.map(({ id, body }) => [id, body]));
}

/** Remembers that these copies arrived. */
export function markCopied(tx: Transaction, ids: readonly number[]): void {
  tx.send(sql`update platform.outbox_copy set copied_at = now() where id = any(${ids}::bigint[])`);
}

/** Deletes copies that arrived `keepMs` ago, and older ones beyond `keepRows` rows. */
export async function dropCopied(database: Queryable, keepMs: number, keepRows: number): Promise<void> {
  await database.run(sql`
    with kept as (select id, copied_at, sum(row_count) over (order by id desc) as rows from platform.outbox_copy where copied_at is not null)
    delete from platform.outbox_copy c using kept k
    where c.id = k.id and (k.copied_at < now() - ${keepMs} * interval '1 millisecond' or k.rows > ${keepRows})`);
}

/** Has everything that is still kept copied again; answers how many rows. A repeat is byte-equal, so it changes nothing that is there. */
export async function copyAgain(database: Queryable): Promise<number> {
  const [row] = await database.rows<{ rows: number }>(sql`
    with again as (update platform.outbox_copy set copied_at = null where copied_at is not null returning row_count)
    select coalesce(sum(row_count), 0)::int as rows from again`);
  return row?.rows ?? 0;
}

export async function copyDepth(database: Queryable): Promise<{ waiting: number; oldestAt: Date | null }> {
  const [row] = await database.rows<{ waiting: number; oldestAt: Date | null }>(sql`select coalesce(sum(row_count), 0)::int as waiting, min(created_at) as "oldestAt" from platform.outbox_copy where copied_at is null`);
  return row ?? { waiting: 0, oldestAt: null };
}

/** Writes events. Until the transaction ends a lock tells readers that numbers after the last one drawn before may still be written (see schema/pg/0003). */
export function putEvents(tx: Transaction, events: readonly OutboxEvent[]): void {
  tx.send(sql`
    with held as materialized (select pg_advisory_xact_lock_shared((25461::bigint << 48) | platform.events_drawn()))
    insert into platform.outbox_event (type, body)
    select told.type, told.body from held, unnest(${events.map((event) => event.type)}::text[], string_to_array(${jsonLines(events)}, E'\\n')::json[]) as told (type, body)`);
}

/** Makes a consumer known; it starts with what is published from now on, or with everything that is still kept when it is the first. */
export async function openCursor(database: Queryable, consumer: string): Promise<void> {
  await database.run(sql`insert into platform.outbox_cursor (consumer) values (${consumer}) on conflict do nothing`);
}

/** Forgets a consumer, so that no event waits for it. */
export async function closeCursor(database: Queryable, consumer: string): Promise<void> {
  await database.run(sql`delete from platform.outbox_cursor where consumer = ${consumer}`);
}

/** Up to which number every event is written or never will be. Asked in a statement of its own: what ended before it is seen by the next. */
export async function eventsSettled(database: Queryable): Promise<number> {
  const [row] = await database.rows<{ settled: number }>(sql`select platform.events_settled() as settled`);
  return row?.settled ?? 0;
}

/** The next events for a consumer up to a number that is settled, locked to it; those in hand in their present version are not read again. */
export async function nextEvents(tx: Transaction, consumer: string, types: readonly string[], settled: number, atMost: number, hand: EventsInHand): Promise<{ id: number; body: OutboxEvent }[]> {
  const places = await tx.rows<EventPlace>(sql`
    with mine as (select position from platform.outbox_cursor where consumer = ${consumer} for update)
    select e.id, e.xmin::text as version
    from mine, platform.outbox_event e
    where e.id > mine.position and e.id <= ${settled} and e.type = any(${types}::text[])
    order by e.id
    limit ${atMost}`);
  if (places.length === 0) return [];
  const bodies = await hand.bodies(places, (ids) => bodiesOf(tx, ids));
  // Nothing is cleared away that a consumer has not passed, so that each is there.
  return places.map(({ id }) => ({ id, body: bodies.get(id) ?? { type: '' } }));
}

/** Waits until a consumer is not receiving and lets it receive nothing until the transaction ends. */
export async function holdCursor(tx: Transaction, consumer: string): Promise<void> {
  await tx.rows(sql`select position from platform.outbox_cursor where consumer = ${consumer} for update`);
}

/** The events that come next for a consumer up to a number that is settled, without locking anything: they may be received by another meanwhile. */
export async function peekEvents(database: Queryable, consumer: string, types: readonly string[], settled: number, atMost: number, hand: EventsInHand): Promise<OutboxEvent[]> {
  const places = await database.rows<EventPlace>(sql`
    select e.id, e.xmin::text as version from platform.outbox_event e, platform.outbox_cursor c
    where c.consumer = ${consumer} and e.id > c.position and e.id <= ${settled} and e.type = any(${types}::text[])
    order by e.id
    limit ${atMost}`);
  const bodies = places.length === 0 ? null : await hand.bodies(places, (ids) => bodiesOf(database, ids));
  return places.flatMap(({ id }) => bodies?.get(id) ?? []);
}

function bodiesOf(database: Queryable, ids: readonly number[]): Promise<(EventPlace & { readonly body: OutboxEvent })[]> {
  return database.rows(sql`select id, xmin::text as version, body from platform.outbox_event where id = any(${ids}::bigint[])`);
}

export function moveCursor(tx: Transaction, consumer: string, position: number): void {
  tx.send(sql`update platform.outbox_cursor set position = ${position} where consumer = ${consumer} and position < ${position}`);
}

/** Deletes events that every consumer has passed. */
export async function dropPassedEvents(database: Queryable): Promise<void> {
  await database.run(sql`delete from platform.outbox_event where id <= (select min(position) from platform.outbox_cursor)`);
}

/** Events that a consumer has not received yet. */
export async function eventsAhead(database: Queryable, consumer: string, types: readonly string[]): Promise<number> {
  const [row] = await database.rows<{ ahead: number }>(sql`
    select count(*)::int as ahead from platform.outbox_event
    where id > (select position from platform.outbox_cursor where consumer = ${consumer}) and type = any(${types}::text[])`);
  return row?.ahead ?? 0;
}
