import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

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

/** Rejected records of imports that began before a moment. */
export async function rejectsBefore(database: Queryable, before: Date): Promise<number> {
  return (await database.rows<{ count: number }>(sql`select count(*)::int as count from channels.import_reject j join channels.import_run r on r.id = j.run where r.started_at < ${before.toISOString()}::timestamptz`))[0]?.count ?? 0;
}

/** Deletes rejected records of imports that began before a moment; how many there were stays with the import. */
export async function dropRejectsBefore(database: Queryable, before: Date): Promise<number> {
  return database.run(sql`delete from channels.import_reject j using channels.import_run r where r.id = j.run and r.started_at < ${before.toISOString()}::timestamptz`);
}

/** Blanks the names of files that say somebody, in uploads and their imports. Shape: rows. */
export async function blankFileNames(tx: Transaction, saysThem: (text: string) => boolean): Promise<number> {
  const names = await tx.rows<{ name: string }>(sql`select name from channels.upload union select name from channels.import_run`);
  const theirs = names.filter(({ name }) => saysThem(name)).map(({ name }) => name);
  if (theirs.length === 0) return 0;
  return await tx.run(sql`update channels.upload set name = 'erased' where name = any(${theirs}::text[])`) + await tx.run(sql`update channels.import_run set name = 'erased' where name = any(${theirs}::text[])`);
}

/** Ends imports whose files are gone, and says what to do. */
export async function endImportsOf(database: Queryable, uploads: readonly string[], problem: string): Promise<void> {
  await database.run(sql`update channels.import_run set state = 'failed', problem = ${problem}, ended_at = now() where upload = any(${uploads}::text[]) and state in ('paused', 'failed')`);
}
