import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';

/** One item as acceptance sees it: its name, its content, and the version that its source gave. */
export type SeenCandidate = { readonly key: string; readonly content: string; readonly version: number | null };

/** What is known about a key. `earlier`: the candidate's content was an earlier revision. `expired`: a retention rule deleted it. */
export type SeenRow = { readonly key: string; readonly number: number; readonly revision: number; readonly content: string; readonly version: number | null; readonly earlier: boolean; readonly expired: boolean };

/** Names new items; answers number by key for those that were new. Keys go in ascending order, so that two processes never lock each other out. */
export async function nameNew(tx: Transaction, candidates: readonly SeenCandidate[]): Promise<{ key: string; number: number }[]> {
  const sorted = [...candidates].sort((a, b) => (a.key < b.key ? -1 : 1));
  return tx.rows(sql`
    insert into interactions.seen (key, content, version)
    select * from unnest(${sorted.map((one) => one.key)}::uuid[], ${sorted.map((one) => one.content)}::uuid[], ${sorted.map((one) => one.version)}::bigint[])
    on conflict (key) do nothing
    returning key::text as key, number`);
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

/** Puts a group of accepted items into the inbox. `body` is a JSON array of AcceptedItem. */
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
