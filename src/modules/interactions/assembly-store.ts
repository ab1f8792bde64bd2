import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { AcceptedItem } from './checked-interaction.ts';

/** Groups waiting in the inbox, oldest first, without their bodies. */
export async function inboxHeads(database: Queryable, atMost: number): Promise<{ id: number; items: number }[]> {
  return database.rows(sql`select id, items from interactions.inbox order by id limit ${atMost}`);
}

/** Bodies of groups, oldest first. See inbox-body.ts. */
export async function inboxBodies(database: Queryable, ids: readonly number[]): Promise<{ id: number; body: string }[]> {
  return database.rows(sql`select id, body from interactions.inbox where id = any(${ids}::bigint[]) order by id`);
}

/** How many items wait and since when. */
export async function inboxDepth(database: Queryable): Promise<{ waiting: number; oldestAt: Date | null }> {
  const [row] = await database.rows<{ waiting: number; oldestAt: Date | null }>(sql`select coalesce(sum(items), 0)::int as waiting, min(received_at) as "oldestAt" from interactions.inbox`);
  return row ?? { waiting: 0, oldestAt: null };
}

/** Takes groups out of the inbox; answers how many were still there. */
export async function takeOut(tx: Transaction, ids: readonly number[]): Promise<number> {
  return tx.run(sql`delete from interactions.inbox where id = any(${ids}::bigint[])`);
}

/** Leaves a group in its place with these items alone, or takes it out when none are left; answers whether it was still there. */
export async function shorten(tx: Transaction, id: number, left: readonly AcceptedItem[]): Promise<boolean> {
  if (left.length === 0) return (await takeOut(tx, [id])) === 1;
  return (await tx.run(sql`update interactions.inbox set items = ${left.length}, body = ${JSON.stringify(left)} where id = ${id}`)) === 1;
}

/** Where these interactions were recorded first. */
export async function placesOf(tx: Queryable, numbers: readonly number[]): Promise<{ number: number; home: number; placedMs: number }[]> {
  return tx.rows(sql`select number, home, placed_ms as "placedMs" from interactions.placed where number = any(${numbers}::bigint[])`);
}

/** Remembers where new interactions were recorded; their later revisions go to the same place. */
export function recordPlaces(tx: Transaction, places: readonly { readonly number: number; readonly home: number; readonly placedMs: number }[]): void {
  tx.send(sql`
    insert into interactions.placed (number, home, placed_ms)
    select * from unnest(${places.map((one) => one.number)}::bigint[], ${places.map((one) => one.home)}::bigint[], ${places.map((one) => one.placedMs)}::bigint[])
    on conflict (number) do nothing`);
}
