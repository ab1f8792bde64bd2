import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { Terms } from './contract.ts';

export type VersionRow = { readonly promise: number; readonly number: number; readonly terms: Terms; readonly note: string; readonly by: string; readonly at: Date };
/** From when on a version holds; `version` null: from then on nothing does. `madeAt`: when it was written down, later than it holds for what the company had promised before. */
export type PublicationRow = { readonly promise: number; readonly version: number | null; readonly by: string; readonly at: Date; readonly madeAt: Date };

const VERSION = sql`promise, number, terms, note, by, at`;

/** Every version of every promise, or of one, in order. */
export async function allVersions(database: Queryable, promise: number | null = null): Promise<VersionRow[]> {
  return database.rows<VersionRow>(sql`select ${VERSION} from promises.version where ${promise}::int is null or promise = ${promise} order by promise, number`);
}

/** When which version was published, or a promise stopped, in order. */
export async function allPublications(database: Queryable, promise: number | null = null): Promise<PublicationRow[]> {
  return database.rows<PublicationRow>(sql`select promise, version, by, at, coalesce(made_at, at) as "madeAt" from promises.publication where ${promise}::int is null or promise = ${promise} order by promise, number`);
}

/** Writes a new promise down with its first version; answers its number. */
export async function insertPromise(tx: Transaction, terms: Terms, note: string, by: string, at: Date): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`insert into promises.promise (made_by, made_at) values (${by}, ${at.toISOString()}::timestamptz) returning number`);
  const number = row?.number ?? 0;
  await tx.run(sql`insert into promises.version (promise, number, terms, note, by, at) values (${number}, 1, ${JSON.stringify(terms)}::jsonb, ${note}, ${by}, ${at.toISOString()}::timestamptz)`);
  return number;
}

/** Keeps the version after `basedOn`. False: somebody else was faster. */
export async function insertVersion(tx: Transaction, promise: number, basedOn: number, given: { readonly terms: Terms; readonly note: string; readonly by: string; readonly at: Date }): Promise<boolean> {
  return await tx.run(sql`
    insert into promises.version (promise, number, terms, note, by, at)
    select ${promise}::int, ${basedOn}::int + 1, ${JSON.stringify(given.terms)}::jsonb, ${given.note}, ${given.by}, ${given.at.toISOString()}::timestamptz
    where ${basedOn}::int = (select max(number) from promises.version where promise = ${promise})
    on conflict do nothing`) === 1;
}

/** Says which version holds from now on; null: none. One publication at a time, so that two which contradict each other cannot be published at once. */
export async function insertPublication(tx: Transaction, promise: number, version: number | null, by: string, at: Date, madeAt: Date = at): Promise<void> {
  await tx.run(sql`insert into promises.publication (promise, version, by, at, made_at) values (${promise}, ${version}, ${by}, ${at.toISOString()}::timestamptz, ${madeAt.toISOString()}::timestamptz)`);
}

/** Lets nobody else publish until the transaction ends. */
export async function holdPublishing(tx: Transaction): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('promises.publication'))`);
}
