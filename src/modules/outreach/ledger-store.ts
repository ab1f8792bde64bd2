import { isoOrNull } from '../../kernel/instant.ts';
import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { Purpose, Reason } from './contract.ts';
import type { PastSend } from './governor/person-facts.ts';

export type EntryState = 'reserved' | 'committed' | 'released' | 'withheld' | 'held' | 'dropped';

/** An entry of the ledger as it is written. Units: ms. `subject`, `text`: what would have gone, of a withheld one alone. */
export type NewEntry = {
  readonly node: number; readonly purpose: Purpose; readonly channel: string; readonly address: string | null; readonly slot: string; readonly series: string | null; readonly questions: number; readonly weight: number;
  readonly askedMs: number; readonly plannedMs: number; readonly state: EntryState; readonly reasons: readonly Reason[]; readonly untilMs: number | null; readonly expiresMs: number | null; readonly tokenHash: string | null;
  readonly rules: number; readonly isLess: boolean; readonly askedBy: string; readonly subject: string | null; readonly text: string | null;
};

/** The locks of customers among locks of two numbers, and of whoever decides about many. */
const CUSTOMER_LOCKS = 17;
const TURN = [18, 0] as const;

/** Takes the locks of these customers, lowest first, until the transaction ends: of one person only one send is decided at a time. */
export async function lockCustomers(tx: Transaction, customers: readonly number[]): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${CUSTOMER_LOCKS}::int, customer::int) from (select distinct unnest(${customers}::bigint[]) as customer order by 1 offset 0) c`);
}

/** Waits until nobody else decides about many: PostgreSQL has room for some thousand locks alone. */
export async function takeTurn(tx: Transaction): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${TURN[0]}::int, ${TURN[1]}::int)`);
}

/** Whose these claims are now. `owned` tells whose claims are. */
export async function ownersOf(tx: Queryable, owned: (claims: PgStatement) => PgStatement, nodes: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.rows<{ node: number; customer: number }>(owned(sql`select distinct unnest(${nodes}::bigint[]) as node`));
  return new Map(rows.map(({ node, customer }) => [node, customer]));
}

/** What is looked for of the past. Units: ms. `isDry`: withheld sends count too, since nothing leaves and it is shown what would have. */
export type PastQuestion = { readonly asksSinceMs: number; readonly allSinceMs: number; readonly slots: readonly string[]; readonly nowMs: number; readonly isDry: boolean; readonly except: number | null };

type PastRow = Omit<PastSend, 'whose' | 'atMs' | 'expiresMs'> & { readonly customer: number; readonly at: Date; readonly expiresAt: Date | null };

/** The sends that count of these customers, by all of their claims: asks since one moment, everything since another, and whatever bears one of these slots. */
export async function pastOf(tx: Queryable, owned: (claims: PgStatement) => PgStatement, customers: readonly number[], asked: PastQuestion): Promise<Map<number, Omit<PastSend, 'whose'>[]>> {
  const [asksSince, allSince, now] = [asked.asksSinceMs, asked.allSinceMs, asked.nowMs].map((ms) => new Date(ms).toISOString());
  const rows = await tx.rows<PastRow>(sql`
    select e.customer, e.number, e.purpose, e.slot, e.series, e.questions, e.weight, e.planned_at as at, e.state <> 'committed' as "isReserved", e.expires_at as "expiresAt"
    from (${owned(sql`select * from outreach.entry where state in ('reserved', 'committed', 'withheld')`)}) e
    where e.customer = any(${customers}::bigint[])
      and (e.state = 'committed' or (e.expires_at > ${now}::timestamptz and (e.state = 'reserved' or ${asked.isDry}::boolean)))
      and ((e.planned_at > ${asksSince}::timestamptz and e.purpose in ('survey', 'campaign')) or e.planned_at > ${allSince}::timestamptz or e.slot = any(${asked.slots}::text[]))
      and (${asked.except}::bigint is null or e.number <> ${asked.except})`);
  const past = new Map<number, Omit<PastSend, 'whose'>[]>();
  for (const { customer, at, expiresAt, ...row } of rows) {
    const own = past.get(customer);
    const send = { ...row, atMs: at.getTime(), expiresMs: expiresAt?.getTime() ?? null };
    if (own === undefined) past.set(customer, [send]);
    else own.push(send);
  }
  return past;
}

/** When these customers last answered a survey. Shape: those who never did are missing. Units: ms. */
export async function lastReplies(tx: Queryable, owned: (claims: PgStatement) => PgStatement, customers: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.rows<{ customer: number; at: Date }>(sql`select r.customer, max(r.replied_at) as at from (${owned(sql`select * from outreach.reply`)}) r where r.customer = any(${customers}::bigint[]) group by r.customer`);
  return new Map(rows.map(({ customer, at }) => [customer, at.getTime()]));
}

/** Frees slots of these claims whose reservation has expired. */
export async function lapse(tx: Transaction, nodes: readonly number[], slots: readonly string[], nowMs: number): Promise<void> {
  await tx.run(sql`update outreach.entry set state = 'released', settled_at = expires_at where node = any(${nodes}::bigint[]) and slot = any(${slots}::text[]) and state = 'reserved' and expires_at <= ${new Date(nowMs).toISOString()}::timestamptz`);
}

/** Writes entries. */
export async function putEntries(tx: Transaction, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.run(sql`
    insert into outreach.entry (node, purpose, channel, address, slot, series, questions, weight, asked_at, planned_at, state, reasons, held_until, expires_at, token_hash, rules, is_less, asked_by, subject, body)
    select node, purpose, channel, address, slot, series, questions, weight, asked_at, planned_at, state, string_to_array(reasons, ' '), held_until, expires_at, decode(token, 'hex'), rules, is_less, asked_by, subject, body
    from unnest(${entries.map((one) => one.node)}::bigint[], ${entries.map((one) => one.purpose)}::text[], ${entries.map((one) => one.channel)}::text[], ${entries.map((one) => one.address)}::text[], ${entries.map((one) => one.slot)}::text[], ${entries.map((one) => one.series)}::text[],
      ${entries.map((one) => one.questions)}::smallint[], ${entries.map((one) => one.weight)}::smallint[], ${entries.map((one) => isoOrNull(one.askedMs))}::timestamptz[], ${entries.map((one) => isoOrNull(one.plannedMs))}::timestamptz[], ${entries.map((one) => one.state)}::text[],
      ${entries.map((one) => one.reasons.join(' '))}::text[], ${entries.map((one) => isoOrNull(one.untilMs))}::timestamptz[], ${entries.map((one) => isoOrNull(one.expiresMs))}::timestamptz[], ${entries.map((one) => one.tokenHash)}::text[], ${entries.map((one) => one.rules)}::int[],
      ${entries.map((one) => String(one.isLess))}::boolean[], ${entries.map((one) => one.askedBy)}::text[], ${entries.map((one) => one.subject)}::text[], ${entries.map((one) => one.text)}::text[])
      as e (node, purpose, channel, address, slot, series, questions, weight, asked_at, planned_at, state, reasons, held_until, expires_at, token, rules, is_less, asked_by, subject, body)`);
}

/** A reservation by its token. Units: ms. */
export type Reservation = { readonly number: number; readonly node: number; readonly purpose: Purpose; readonly channel: string; readonly address: string | null; readonly slot: string; readonly series: string | null; readonly questions: number; readonly weight: number; readonly plannedAt: Date; readonly state: EntryState; readonly expiresAt: Date | null };

/** Shape: null when there never was such a token. `isLocked`: nobody else settles it until the transaction ends. */
export async function reservationOf(tx: Queryable, tokenHash: string, isLocked: boolean): Promise<Reservation | null> {
  const columns = sql`number, node, purpose, channel, address, slot, series, questions, weight, planned_at as "plannedAt", state, expires_at as "expiresAt"`;
  const [row] = await tx.rows<Reservation>(isLocked
    ? sql`select ${columns} from outreach.entry where token_hash = decode(${tokenHash}, 'hex') for update`
    : sql`select ${columns} from outreach.entry where token_hash = decode(${tokenHash}, 'hex')`);
  return row ?? null;
}

/** Ends a reservation; a committed one left at this moment. */
export async function settle(tx: Transaction, number: number, state: 'committed' | 'released', reasons: readonly Reason[], atMs: number): Promise<void> {
  const at = new Date(atMs).toISOString();
  await tx.run(sql`
    update outreach.entry set state = ${state}, reasons = ${reasons}::text[], settled_at = ${at}::timestamptz, planned_at = case when ${state} = 'committed' then ${at}::timestamptz else planned_at end
    where number = ${number} and state = 'reserved'`);
}

/** The key by which customers are drawn who are contacted less. */
export async function drawKey(database: Queryable): Promise<string> {
  const [row] = await database.rows<{ key: string }>(sql`select draw_key as key from outreach.state`);
  return row?.key ?? '';
}

/** Keeps that these claims answered surveys. */
export async function putReplies(tx: Transaction, replies: readonly { readonly interaction: number; readonly node: number; readonly atMs: number }[]): Promise<void> {
  await tx.run(sql`
    insert into outreach.reply (interaction, node, replied_at) select * from unnest(${replies.map((one) => one.interaction)}::bigint[], ${replies.map((one) => one.node)}::bigint[], ${replies.map((one) => isoOrNull(one.atMs))}::timestamptz[])
    on conflict (interaction) do update set node = excluded.node, replied_at = excluded.replied_at`);
}

/** Forgets what interactions answered. */
export async function dropReplies(tx: Transaction, interactions: readonly number[]): Promise<number> {
  return tx.run(sql`delete from outreach.reply where interaction = any(${interactions}::bigint[])`);
}

/** Gives back reservations that have expired, deletes held sends that have, and decisions against sending from before a moment. Shape: how many rows. */
export async function tidyLedger(database: Queryable, nowMs: number, decidedBeforeMs: number): Promise<number> {
  const now = new Date(nowMs).toISOString();
  return await database.run(sql`update outreach.entry set state = 'released', settled_at = expires_at where state = 'reserved' and expires_at <= ${now}::timestamptz`)
    + await database.run(sql`delete from outreach.entry where state = 'withheld' and expires_at <= ${now}::timestamptz`)
    + await database.run(sql`delete from outreach.entry where state in ('held', 'dropped') and asked_at < ${new Date(decidedBeforeMs).toISOString()}::timestamptz`);
}
