import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import { newGroupText } from './inbox-body.ts';

/** One item as acceptance sees it: its name, its content, and the version that its source gave. */
export type SeenCandidate = { readonly key: string; readonly content: string; readonly version: number | null };

/** What is known about a key. `earlier`: the candidate's content was an earlier revision. `expired`: a retention rule deleted it. */
export type SeenRow = { readonly key: string; readonly number: number; readonly revision: number; readonly content: string; readonly version: number | null; readonly earlier: boolean; readonly expired: boolean };

/** A new item of the inbox: `body` is the JSON text of the checked interaction. Units: ms. */
export type NewItem = SeenCandidate & { readonly sentMs: number | null; readonly body: string };

/**
 * Names items and puts those that are new into the inbox, in one statement: without a transaction around it, it is one by itself, and one way to the database and back.
 * Shape: the number of each item, null where it was known before, and the group of the inbox that holds those that were new; null when none was. Keys are taken in ascending order, so that two processes never lock each other out.
 * Cost: PostgreSQL is handed the texts of all items as one, which it keeps as it is.
 */
export async function acceptNew(database: Queryable, items: readonly NewItem[], receivedMs: number): Promise<{ readonly numbers: readonly (number | null)[]; readonly inbox: number | null }> {
  const [row] = await database.rows<{ numbers: string; inbox: number | null }>(sql`
    with given as (
      select * from unnest(${items.map((one) => one.key)}::uuid[], ${items.map((one) => one.content)}::uuid[], ${items.map((one) => one.version)}::bigint[]) with ordinality as g (key, content, version, place)),
    fresh as (insert into interactions.seen (key, content, version) select key, content, version from given order by key on conflict (key) do nothing returning key, number),
    named as (
      select count(fresh.number) as items, '[' || string_agg(coalesce(fresh.number::text, 'null'), ',' order by given.place) || ']' as numbers
      from given left join fresh on fresh.key = given.key),
    boxed as (
      insert into interactions.inbox (items, body)
      select items, '{"numbers":' || numbers || ${newGroupText(receivedMs, items.map((one) => one.sentMs), items.map((one) => one.body))}::text from named where items > 0 returning id)
    select named.numbers, boxed.id as inbox from named left join boxed on true`);
  return { numbers: JSON.parse(row?.numbers ?? '[]') as (number | null)[], inbox: row?.inbox ?? null };
}

/** What is known about keys that were not new, locked until the transaction ends. */
export async function lockSeen(tx: Transaction, candidates: readonly SeenCandidate[]): Promise<SeenRow[]> {
  const sorted = [...candidates].sort((a, b) => (a.key < b.key ? -1 : 1));
  return tx.rows(sql`
    with candidate as (select * from unnest(${sorted.map((one) => one.key)}::uuid[], ${sorted.map((one) => one.content)}::uuid[]) as c(key, content))
    select s.key::text as key, s.number, s.revision, s.content::text as content, s.version, e.key is not null as earlier, x.key is not null as expired
    from candidate c
    join interactions.seen s on s.key = c.key
    left join interactions.earlier e on e.key = c.key and e.content = c.content
    left join interactions.expired x on x.key = c.key
    order by s.key
    for update of s`);
}

/** Writes revisions: the former content becomes an earlier one, the shown content and version move only where the new one is not older. */
export async function writeRevisions(tx: Transaction, revisions: readonly { readonly key: string; readonly earlier: string; readonly content: string; readonly version: number | null }[]): Promise<void> {
  const keys = revisions.map((one) => one.key);
  await tx.run(sql`
    insert into interactions.earlier (key, content)
    select * from unnest(${keys}::uuid[], ${revisions.map((one) => one.earlier)}::uuid[])
    on conflict do nothing`);
  await tx.run(sql`
    update interactions.seen s set revision = s.revision + 1, content = r.content, version = r.version
    from unnest(${keys}::uuid[], ${revisions.map((one) => one.content)}::uuid[], ${revisions.map((one) => one.version)}::bigint[]) as r(key, content, version)
    where s.key = r.key`);
}

/** Puts a group of revised items into the inbox. `body` is a JSON array of AcceptedItem. */
export async function putIntoInbox(tx: Transaction, items: number, body: string): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(sql`insert into interactions.inbox (items, body) values (${items}, ${body}) returning id`);
  return row?.id ?? 0;
}

/** Parks what could not be accepted; the same content of the same source is parked once. Answers ids in the order given. */
export async function park(tx: Transaction, items: readonly { readonly source: string; readonly itemId: string | null; readonly content: string; readonly reason: string; readonly detail: string; readonly body: string }[]): Promise<number[]> {
  const rows = await tx.rows<{ id: number; source: string; content: string }>(sql`
    insert into interactions.parked as p (source, item_id, content, reason, detail, body)
    select distinct on (source, content) * from unnest(${items.map((one) => one.source)}::text[], ${items.map((one) => one.itemId)}::text[], ${items.map((one) => one.content)}::uuid[],
      ${items.map((one) => one.reason)}::text[], ${items.map((one) => one.detail)}::text[], ${items.map((one) => one.body)}::text[]) as i(source, item_id, content, reason, detail, body)
    on conflict (source, content) do update set reason = excluded.reason, detail = excluded.detail
    returning p.id, p.source, p.content::text as content`);
  const byContent = new Map(rows.map((row) => [`${row.source} ${row.content}`, row.id]));
  return items.map((one) => byContent.get(`${one.source} ${one.content}`) ?? 0);
}
