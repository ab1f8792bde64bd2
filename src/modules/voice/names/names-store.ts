import { AppError } from '../../../kernel/app-error.ts';
import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import { RIVALS_MOST } from './contract.ts';
import type { KnownProduct } from './product-names.ts';

/** A rival as it stands. */
export type StoredRival = { readonly number: number; readonly name: string; readonly spellings: readonly string[]; readonly changedAt: Date };
/** A product as it is looked for, and since when. */
export type StoredProduct = KnownProduct & { readonly knownSince: Date };

const COLUMNS = sql`number, name, spellings, changed_at as "changedAt"`;

/** Rivals that are looked for, by name. */
export function rivals(database: Queryable): Promise<StoredRival[]> {
  return database.rows<StoredRival>(sql`select ${COLUMNS} from voice.rival where not is_removed order by lower(name)`);
}

async function refuseTwice(tx: Transaction, name: string, except: number): Promise<void> {
  const [taken] = await tx.rows(sql`select from voice.rival where not is_removed and lower(name) = lower(${name}) and number <> ${except}`);
  if (taken !== undefined) throw new AppError('conflict', 'rival-known', `${name} is among the rivals already.`);
}

/** Adds a rival. Errors: `conflict` for a name that is there, or too many. */
export async function addRival(tx: Transaction, { name, spellings }: { readonly name: string; readonly spellings: readonly string[] }, by: string): Promise<StoredRival> {
  await tx.run(sql`lock table voice.rival in share row exclusive mode`);
  await refuseTwice(tx, name, 0);
  if ((await rivals(tx)).length >= RIVALS_MOST) throw new AppError('conflict', 'rivals-too-many', `At most ${RIVALS_MOST} rivals are looked for. Remove one first.`);
  const [row] = await tx.rows<StoredRival>(sql`insert into voice.rival (name, spellings, changed_by) values (${name}, ${spellings}::text[], ${by}) returning ${COLUMNS}`);
  return row as StoredRival;
}

/** Changes a rival; null when there is none. Errors: `conflict` for the name of another. */
export async function changeRival(tx: Transaction, number: number, { name, spellings }: { readonly name: string; readonly spellings: readonly string[] }, by: string): Promise<StoredRival | null> {
  await tx.run(sql`lock table voice.rival in share row exclusive mode`);
  await refuseTwice(tx, name, number);
  const [row] = await tx.rows<StoredRival>(sql`update voice.rival set name = ${name}, spellings = ${spellings}::text[], changed_by = ${by}, changed_at = now() where number = ${number} and not is_removed returning ${COLUMNS}`);
  return row ?? null;
}

/** Removes a rival; false when there is none. */
export async function removeRival(tx: Transaction, number: number, by: string): Promise<boolean> {
  return (await tx.run(sql`update voice.rival set is_removed = true, changed_by = ${by}, changed_at = now() where number = ${number} and not is_removed`)) > 0;
}

/** Products that are looked for, told of most first. */
export async function knownProducts(database: Queryable): Promise<StoredProduct[]> {
  return database.rows<StoredProduct>(sql`select id, names, told, known_since as "knownSince" from voice.known_product order by told desc, id`);
}

/** Replaces the products that are looked for; one that goes by other names than before is known as such since now. */
export async function replaceProducts(tx: Transaction, products: readonly KnownProduct[]): Promise<void> {
  const ids = products.map(({ id }) => id);
  await tx.run(sql`delete from voice.known_product where id <> all(${ids}::text[])`);
  await tx.run(sql`
    insert into voice.known_product as known (id, names, told)
    select id, array(select jsonb_array_elements_text(names)), told from unnest(${ids}::text[], ${products.map(({ names }) => JSON.stringify(names))}::jsonb[], ${products.map(({ told }) => told)}::bigint[]) as now (id, names, told)
    on conflict (id) do update set names = excluded.names, told = excluded.told, known_since = case when known.names @> excluded.names then known.known_since else now() end`);
}

/** How often the history was asked to be read again for its names. */
export async function namesRound(database: Queryable): Promise<number> {
  return (await database.rows<{ round: number }>(sql`select round from voice.names_round`))[0]?.round ?? 0;
}

/** Notes that the history is to be read again for its names. */
export async function nextNamesRound(tx: Transaction, by: string): Promise<number> {
  const [row] = await tx.rows<{ round: number }>(sql`insert into voice.names_round (round, asked_by) values (1, ${by}) on conflict (is_only) do update set round = names_round.round + 1, asked_by = excluded.asked_by, asked_at = now() returning round`);
  return row?.round ?? 0;
}

/** A name that was looked for at a moment, and since when. Shape: `id` of a rival its number. */
export type NameThen = { readonly kind: 'rival' | 'product'; readonly id: string; readonly name: string; readonly since: Date };

/** Notes which names came, changed or went, so that they can be had as of a moment. Call it with every change of rivals and products, in its transaction. */
export async function noteNames(tx: Transaction, at: Date): Promise<void> {
  await tx.run(sql`
    insert into voice.name_then (kind, id, noted_at, name, since)
    select kind, id, ${at}, now.name, now.since
    from (select 'rival' as kind, number::text as id, name, changed_at as since from voice.rival where not is_removed union all select 'product', id, names[1], known_since from voice.known_product) as now
    full join (select distinct on (kind, id) kind, id, name, since from voice.name_then order by kind, id, noted_at desc) as before using (kind, id)
    where now.name is distinct from before.name or now.since is distinct from before.since
    on conflict (kind, id, noted_at) do update set name = excluded.name, since = excluded.since`);
}

/** The names that were looked for at a moment. */
export async function namesAt(database: Queryable, at: Date): Promise<NameThen[]> {
  return database.rows<NameThen>(sql`
    select kind, id, name, since from (select distinct on (kind, id) kind, id, name, since from voice.name_then where noted_at <= ${at} order by kind, id, noted_at desc) as latest
    where name is not null order by kind, id`);
}
