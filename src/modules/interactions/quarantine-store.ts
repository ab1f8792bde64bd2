import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** A parked item as it is stored. */
export type ParkedRow = { readonly id: number; readonly source: string; readonly itemId: string | null; readonly reason: string; readonly detail: string; readonly body: string; readonly state: string; readonly parkedAt: Date };

const COLUMNS = sql`id, source, item_id as "itemId", reason, detail, body, state, parked_at as "parkedAt"`;

/** Parked items, newest first. */
export async function parkedItems(database: Queryable, query: { readonly state: string; readonly reason: string | null; readonly limit: number }): Promise<ParkedRow[]> {
  return database.rows(sql`select ${COLUMNS} from interactions.parked where state = ${query.state} and (${query.reason}::text is null or reason = ${query.reason}) order by id desc limit ${query.limit}`);
}

/** One parked item. */
export async function parkedItem(database: Queryable, id: number): Promise<ParkedRow | null> {
  return (await database.rows<ParkedRow>(sql`select ${COLUMNS} from interactions.parked where id = ${id}`))[0] ?? null;
}

/** How many items are parked, per reason. */
export async function openPerReason(database: Queryable): Promise<{ reason: string; open: number }[]> {
  return database.rows(sql`select reason, count(*)::int as open from interactions.parked where state = 'parked' group by reason order by open desc, reason`);
}

/** Puts an item that was set aside back among those that wait; answers whether it was set aside. One that was replayed stays replayed. */
export async function reopenDiscarded(database: Queryable, id: number): Promise<boolean> {
  return (await database.run(sql`update interactions.parked set state = 'parked', settled_at = null where id = ${id} and state = 'discarded'`)) > 0;
}

/** Marks a parked item as replayed or set aside; answers whether it was still open. */
export async function settleParked(database: Queryable, id: number, state: 'replayed' | 'discarded'): Promise<boolean> {
  return (await database.run(sql`update interactions.parked set state = ${state}, settled_at = now() where id = ${id} and state = 'parked'`)) > 0;
}
