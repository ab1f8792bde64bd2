import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { MessageBody } from './message.ts';
import type { WebhookEvent } from './contract.ts';

export type WebhookRow = {
  readonly number: number; readonly name: string; readonly url: string; readonly events: WebhookEvent[]; readonly isOn: boolean; readonly switchedBy: string | null; readonly switchedAt: Date | null; readonly madeAt: Date;
  readonly waiting: number; readonly givenUp: number; readonly lastAt: Date | null; readonly lastStatus: number | null; readonly lastProblem: string | null;
};
export type DeliveryRow = { readonly number: number; readonly event: string; readonly body: MessageBody; readonly madeAt: Date; readonly nextAt: Date | null; readonly tries: number; readonly endedAt: Date | null; readonly status: number | null; readonly problem: string | null };
/** A message whose time has come, with what is needed to send it. */
export type DueDelivery = { readonly number: number; readonly url: string; readonly secret: string; readonly body: MessageBody; readonly madeAt: Date; readonly tries: number };

const DELIVERY = sql`number, event, body, made_at as "madeAt", next_at as "nextAt", tries, ended_at as "endedAt", status, problem`;
const SHOWN = 50;

/** Addresses that are not removed, in the order in which they were added; `only` one of them. */
export function webhooks(database: Queryable, only: number | null = null): Promise<WebhookRow[]> {
  return database.rows(sql`
    select w.number, w.name, w.url, w.events, w.is_on as "isOn", w.switched_by as "switchedBy", w.switched_at as "switchedAt", w.made_at as "madeAt",
      (select count(*)::int from channels.webhook_delivery d where d.webhook = w.number and d.next_at is not null) as waiting,
      (select count(*)::int from channels.webhook_delivery d where d.webhook = w.number and d.next_at is null and d.problem is not null) as "givenUp",
      l.ended_at as "lastAt", l.status as "lastStatus", l.problem as "lastProblem"
    from channels.webhook w left join lateral (select coalesce(d.ended_at, d.made_at) as ended_at, d.status, d.problem from channels.webhook_delivery d where d.webhook = w.number and d.tries > 0 order by d.number desc limit 1) l on true
    where w.removed_at is null and (${only}::bigint is null or w.number = ${only}) order by w.number`);
}

export async function putWebhook(database: Queryable, webhook: { readonly name: string; readonly url: string; readonly secret: string; readonly events: readonly string[]; readonly by: string; readonly at: Date }): Promise<number> {
  const [row] = await database.rows<{ number: number }>(sql`insert into channels.webhook (name, url, secret, events, made_by, made_at) values (${webhook.name}, ${webhook.url}, ${webhook.secret}, ${webhook.events}::text[], ${webhook.by}, ${webhook.at.toISOString()}::timestamptz) returning number`);
  return row?.number ?? 0;
}

/** Switches an address; answers whether there is one. What waits for it goes when it is switched off. */
export async function switchWebhook(tx: Transaction, number: number, on: boolean, by: string, at: Date): Promise<boolean> {
  const found = await tx.run(sql`update channels.webhook set is_on = ${on}, switched_by = ${by}, switched_at = ${at.toISOString()}::timestamptz where number = ${number} and removed_at is null`);
  if (!on) await tx.run(sql`delete from channels.webhook_delivery where webhook = ${number} and next_at is not null`);
  return found > 0;
}

export async function removeWebhook(tx: Transaction, number: number, at: Date): Promise<boolean> {
  await tx.run(sql`delete from channels.webhook_delivery where webhook = ${number}`);
  return (await tx.run(sql`update channels.webhook set is_on = false, removed_at = ${at.toISOString()}::timestamptz where number = ${number} and removed_at is null`)) > 0;
}

/** Notes a message for every address that is on and hears of its kind. */
export async function putMessages(tx: Transaction, messages: readonly MessageBody[], at: Date): Promise<number> {
  return tx.run(sql`
    insert into channels.webhook_delivery (webhook, event, body, made_at, next_at)
    select w.number, m.body ->> 'type', m.body, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
    from unnest(${messages.map((message) => JSON.stringify(message))}::jsonb[]) with ordinality as m (body, place) join channels.webhook w on w.is_on and w.removed_at is null and m.body ->> 'type' = any(w.events)
    order by m.place, w.number`);
}

/** A message to one address alone, not to be sent by the round. */
export async function putMessage(database: Queryable, webhook: number, body: MessageBody, at: Date): Promise<number> {
  const [row] = await database.rows<{ number: number }>(sql`insert into channels.webhook_delivery (webhook, event, body, made_at) values (${webhook}, ${body.type}, ${JSON.stringify(body)}::jsonb, ${at.toISOString()}::timestamptz) returning number`);
  return row?.number ?? 0;
}

/** Takes messages whose time has come, oldest first. Until `until` nobody else takes them; a process that ends meanwhile leaves them due then. */
export function takeDue(database: Queryable, at: Date, until: Date, limit: number): Promise<DueDelivery[]> {
  return database.rows(sql`
    with due as (select number from channels.webhook_delivery where next_at is not null and next_at <= ${at.toISOString()}::timestamptz order by next_at, number limit ${limit} for update skip locked)
    update channels.webhook_delivery d set next_at = ${until.toISOString()}::timestamptz from due, channels.webhook w where d.number = due.number and w.number = d.webhook
    returning d.number, w.url, w.secret, d.body, d.made_at as "madeAt", d.tries`);
}

export async function dueDelivery(database: Queryable, number: number): Promise<DueDelivery | null> {
  const [row] = await database.rows<DueDelivery>(sql`select d.number, w.url, w.secret, d.body, d.made_at as "madeAt", d.tries from channels.webhook_delivery d join channels.webhook w on w.number = d.webhook where d.number = ${number}`);
  return row ?? null;
}

/** When the next message is due; null for none. */
export async function nextDue(database: Queryable): Promise<Date | null> {
  const [row] = await database.rows<{ at: Date | null }>(sql`select min(next_at) as at from channels.webhook_delivery where next_at is not null`);
  return row?.at ?? null;
}

/** Notes how a try went. `nextAt` null: it is the last, by delivery or by giving up. */
export async function noteTry(database: Queryable, number: number, { status, problem, at, nextAt }: { readonly status: number | null; readonly problem: string | null; readonly at: Date; readonly nextAt: Date | null }): Promise<void> {
  await database.run(sql`update channels.webhook_delivery set tries = tries + 1, status = ${status}, problem = ${problem}, next_at = ${nextAt === null ? null : nextAt.toISOString()}::timestamptz, ended_at = ${at.toISOString()}::timestamptz where number = ${number}`);
}

export function deliveriesOf(database: Queryable, webhook: number): Promise<DeliveryRow[]> {
  return database.rows(sql`select ${DELIVERY} from channels.webhook_delivery where webhook = ${webhook} order by number desc limit ${SHOWN}`);
}

export async function deliveryByNumber(database: Queryable, number: number): Promise<DeliveryRow | null> {
  return (await database.rows<DeliveryRow>(sql`select ${DELIVERY} from channels.webhook_delivery where number = ${number}`))[0] ?? null;
}

/** Messages that ended before this moment go. */
export async function dropEnded(database: Queryable, before: Date): Promise<void> {
  await database.run(sql`delete from channels.webhook_delivery where next_at is null and made_at < ${before.toISOString()}::timestamptz`);
}
