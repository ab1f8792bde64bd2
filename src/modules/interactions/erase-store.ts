import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { AcceptedItem } from './checked-interaction.ts';
import { readInbox } from './inbox-body.ts';

const PARKED_AT_ONCE = 1_000;

/** Which of these names are of interactions that were erased. */
export async function erasedNames(tx: Queryable, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ key: string }>(sql`select key::text as key from interactions.erased where key = any(${keys}::uuid[])`);
  return new Set(rows.map((row) => row.key));
}

/** Counts what came again under names of erased interactions. */
export async function countRefusedNames(tx: Transaction, keys: readonly string[]): Promise<void> {
  await tx.run(sql`update interactions.erased set refused = refused + 1 where key in (select key from interactions.erased where key = any(${keys}::uuid[]) order by key for update)`);
}

/** How often something came again under names that each of these erasures took away. Shape: by erasure; one that took no names is missing. */
export async function refusedNamesSince(tx: Queryable, erasures: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ erasure: string; refused: number }>(sql`select erasure::text as erasure, sum(refused)::bigint as refused from interactions.erased where erasure = any(${erasures}::uuid[]) group by erasure`);
  return new Map(rows.map((row) => [row.erasure, row.refused]));
}

/** Names that an erasure took away. */
export async function namesOfErasure(tx: Queryable, erasure: string): Promise<string[]> {
  return (await tx.rows<{ key: string }>(sql`select key::text as key from interactions.erased where erasure = ${erasure}::uuid`)).map((row) => row.key);
}

/** Notes whose interactions these names were, so that they never come again. */
export async function noteErased(tx: Transaction, erasure: string, keys: readonly string[]): Promise<void> {
  await tx.run(sql`insert into interactions.erased (key, erasure) select key, ${erasure}::uuid from unnest(${keys}::uuid[]) as k (key) on conflict (key) do nothing`);
}

/** Leaves names alone of these interactions. Shape: rows per table. */
export async function keepNamesAlone(tx: Transaction, keys: readonly string[], numbers: readonly number[]): Promise<{ 'interactions.seen': number; 'interactions.earlier': number; 'interactions.placed': number }> {
  // A content's hash could be guessed from a short text; the name stays, so that a repeat is known.
  const seen = await tx.run(sql`update interactions.seen set content = gen_random_uuid(), version = null where key = any(${keys}::uuid[])`);
  const earlier = await tx.run(sql`delete from interactions.earlier where key = any(${keys}::uuid[])`);
  const placed = await tx.run(sql`delete from interactions.placed where number = any(${numbers}::bigint[])`);
  return { 'interactions.seen': seen, 'interactions.earlier': earlier, 'interactions.placed': placed };
}

/** Groups of the inbox that nobody is recording now, oldest first; one that is being recorded is looked at there. `holdsRepeats`: beside its items it holds texts that nobody will record, which are to go whoever's they are. */
export async function inboxForErasure(tx: Transaction): Promise<{ id: number; items: AcceptedItem[]; holdsRepeats: boolean }[]> {
  const rows = await tx.rows<{ id: number; body: string }>(sql`select id, body from interactions.inbox order by id for update skip locked`);
  return rows.map(({ id, body }) => ({ id, ...readInbox(body) }));
}

/** Everything that is parked, page by page; a page may be deleted before the next is read. Cost: all of the quarantine is read, a page in memory at a time. */
export async function* parkedPages(tx: Queryable): AsyncGenerator<{ readonly id: number; readonly body: string; readonly itemId: string | null }[]> {
  for (let after = 0; ;) {
    const page = await tx.rows<{ id: number; body: string; itemId: string | null }>(sql`select id, body, item_id as "itemId" from interactions.parked where id > ${after} order by id limit ${PARKED_AT_ONCE}`);
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.id ?? after;
  }
}

export async function dropParked(tx: Transaction, ids: readonly number[]): Promise<number> {
  return tx.run(sql`delete from interactions.parked where id = any(${ids}::bigint[])`);
}
