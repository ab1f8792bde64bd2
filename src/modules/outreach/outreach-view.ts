import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { Purpose, Reason } from './contract.ts';
import type { EntryState } from './ledger-store.ts';

/** Kinds of held sends that a page shows, and people named of each. */
const KINDS_SHOWN = 200;
const PEOPLE_NAMED = 5;

/** How many sends are kept as they would have gone. */
export async function withheldCount(database: Queryable, nowMs: number): Promise<number> {
  const [row] = await database.rows<{ count: number }>(sql`select count(*) as count from outreach.entry where state = 'withheld' and expires_at > ${new Date(nowMs).toISOString()}::timestamptz`);
  return row?.count ?? 0;
}

/** Held sends of one purpose, channel and slot. */
export type HeldRow = { readonly purpose: Purpose; readonly channel: string; readonly slot: string; readonly recipients: number; readonly latestAt: Date; readonly expiresAt: Date; readonly askedBy: string; readonly subject: string | null; readonly text: string | null; readonly first: readonly { readonly node: number; readonly address: string | null }[] };

/** What would have gone, the newest first. */
export function heldSends(database: Queryable, purpose: Purpose | null, nowMs: number): Promise<HeldRow[]> {
  return database.rows(sql`
    with kinds as (
      select purpose, channel, slot, count(distinct node)::int as recipients, max(number) as newest, max(expires_at) as expires_at
      from outreach.entry where state = 'withheld' and expires_at > ${new Date(nowMs).toISOString()}::timestamptz and (${purpose}::text is null or purpose = ${purpose})
      group by purpose, channel, slot order by max(number) desc limit ${KINDS_SHOWN})
    select k.purpose, k.channel, k.slot, k.recipients, e.asked_at as "latestAt", k.expires_at as "expiresAt", e.asked_by as "askedBy", e.subject, e.body as text,
      (select json_agg(json_build_object('node', p.node, 'address', p.address) order by p.number desc) from (
        select number, node, address from outreach.entry where state = 'withheld' and purpose = k.purpose and channel = k.channel and slot = k.slot and expires_at > ${new Date(nowMs).toISOString()}::timestamptz order by number desc limit ${PEOPLE_NAMED}) p) as first
    from kinds k join outreach.entry e on e.number = k.newest order by k.newest desc`);
}

/** How many decisions there were since a moment, by purpose and state. */
export function decisionCounts(database: Queryable, from: Date): Promise<{ purpose: Purpose; state: EntryState; count: number }[]> {
  return database.rows(sql`select purpose, state, count(*)::int as count from outreach.entry where asked_at >= ${from.toISOString()}::timestamptz group by purpose, state order by purpose, state`);
}

/** How often each reason was given since a moment, most first. */
export function reasonCounts(database: Queryable, from: Date): Promise<{ reason: Reason; count: number }[]> {
  return database.rows(sql`select reason, count(*)::int as count from outreach.entry e cross join lateral unnest(e.reasons) as reason where asked_at >= ${from.toISOString()}::timestamptz group by reason order by count desc, reason`);
}

/** One entry of somebody's ledger. */
export type EntryRow = { readonly purpose: Purpose; readonly channel: string; readonly slot: string; readonly askedAt: Date; readonly plannedAt: Date; readonly state: EntryState; readonly reasons: Reason[]; readonly until: Date | null };

/** The latest entries of the claims of a customer (a relation with a column node). */
export function entriesOf(database: Queryable, claims: PgStatement, limit: number): Promise<EntryRow[]> {
  return database.rows(sql`
    select e.purpose, e.channel, e.slot, e.asked_at as "askedAt", e.planned_at as "plannedAt", e.state, e.reasons, e.held_until as until
    from (${claims}) c join outreach.entry e on e.node = c.node order by e.number desc limit ${limit}`);
}
