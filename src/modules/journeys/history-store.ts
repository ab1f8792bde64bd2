import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { HistoryPlace } from '../interactions/index.ts';

/** How far the history from before this module was gone through. */
export async function historyPlace(database: Queryable): Promise<{ readonly place: HistoryPlace; readonly isThrough: boolean }> {
  const [row] = await database.rows<{ home: number; placedMs: number; number: number; isThrough: boolean }>(sql`select place_home as home, place_ms as "placedMs", place_number as number, is_through as "isThrough" from journeys.history`);
  return { place: { home: row?.home ?? 0, placedMs: row?.placedMs ?? 0, number: row?.number ?? 0 }, isThrough: row?.isThrough ?? true };
}

/** Notes how far it was gone through; null: to its end. */
export async function noteHistory(tx: Transaction, place: HistoryPlace | null): Promise<void> {
  if (place === null) await tx.run(sql`update journeys.history set is_through = true`);
  else await tx.run(sql`update journeys.history set place_home = ${place.home}, place_ms = ${place.placedMs}, place_number = ${place.number}`);
}
