import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';

/** Rejected records after a place, in pages. */
export function rejectsAfter(tx: Transaction, run: number, place: number, limit: number): Promise<{ run: number; place: number; text: string }[]> {
  return tx.rows(sql`select run, place, reason || ' ' || text as text from channels.import_reject where (run, place) > (${run}::bigint, ${place}::bigint) order by run, place limit ${limit}`);
}

/** Blanks rejected records; that there was one stays. */
export async function blankRejects(tx: Transaction, rejects: readonly { readonly run: number; readonly place: number }[]): Promise<number> {
  return tx.run(sql`
    update channels.import_reject r set text = '', reason = 'Erased with the person.'
    from unnest(${rejects.map((one) => one.run)}::bigint[], ${rejects.map((one) => one.place)}::bigint[]) as e (run, place) where r.run = e.run and r.place = e.place`);
}
