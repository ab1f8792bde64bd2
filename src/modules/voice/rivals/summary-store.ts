import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** What a public page said, as somebody entered it. Shape: `rival` empty: ourselves; `site` as `siteKey` writes it; `on` `2026-03-01`; `stars` one to five, null where the page does not tell. */
export type StoredSummary = { readonly number: number; readonly rival: string; readonly site: string; readonly on: string; readonly mean: string; readonly ratings: number; readonly stars: readonly number[] | null; readonly address: string; readonly enteredBy: string; readonly enteredAt: Date };
export type NewSummary = Omit<StoredSummary, 'number' | 'enteredBy' | 'enteredAt'>;

/** More are not shown. */
const SHOWN_MOST = 5_000;

/** Summaries that stand, the latest day first. */
export async function summaries(database: Queryable): Promise<StoredSummary[]> {
  const rows = await database.rows<Omit<StoredSummary, 'ratings' | 'stars'> & { ratings: string; stars: string[] | null }>(sql`
    select number, rival, site, to_char(on_day, 'YYYY-MM-DD') as "on", mean, ratings::text as ratings, stars::text[] as stars, address, entered_by as "enteredBy", entered_at as "enteredAt"
    from voice.rival_summary where removed_at is null order by on_day desc, site, lower(rival) limit ${SHOWN_MOST}`);
  return rows.map(({ ratings, stars, ...row }) => ({ ...row, ratings: Number(ratings), stars: stars === null ? null : stars.map(Number) }));
}

/** Enters a summary; one of the same company, site and day is taken out. Answers its number. */
export async function enterSummary(tx: Transaction, one: NewSummary, by: string): Promise<number> {
  await tx.run(sql`update voice.rival_summary set removed_by = ${by}, removed_at = now() where removed_at is null and lower(rival) = lower(${one.rival}) and site = ${one.site} and on_day = ${one.on}::date`);
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into voice.rival_summary (rival, site, on_day, mean, ratings, stars, address, entered_by)
    values (${one.rival}, ${one.site}, ${one.on}::date, ${one.mean}, ${one.ratings}, ${one.stars}::bigint[], ${one.address}, ${by}) returning number`);
  return row?.number ?? 0;
}

/** Takes a summary out; false when there is none. */
export async function removeSummary(database: Queryable, number: number, by: string): Promise<boolean> {
  return (await database.run(sql`update voice.rival_summary set removed_by = ${by}, removed_at = now() where number = ${number} and removed_at is null`)) > 0;
}
