import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, texts, uint64 } from '../../platform/clickhouse/sql.ts';
import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { CUSTOMER_OF_NODE } from '../identity/index.ts';
import type { Ground, OrderContacts, ReturnAfterComplaint, SharedTraits, Unanswered } from './findings.ts';

/** Channels by which customers turn to us about something. */
const CONTACT_CHANNELS = ['chat', 'bot', 'call', 'email', 'sms', 'letter', 'ticket', 'social', 'store'];
/** Channels where an answer is a message of its own; a chat or call holds its answers itself. */
const MESSAGE_CHANNELS = ['email', 'ticket', 'letter', 'sms'];

const ORDER = ch`subject_ids[indexOf(subject_types, 'order')]`;
/** A rating in the lower two fifths of its scale, or a kind that says so. */
const COMPLAINT = ch`((rating_value is not null and rating_max > rating_min and (rating_value - rating_min) / (rating_max - rating_min) <= 0.4) or has(splitByChar('-', kind), 'complaint'))`;
const RETURN = ch`(channel = 'return' or has(splitByChar('-', kind), 'returned'))`;
const AUTOMATIC = ch`JSONExtractBool(properties, 'automatic')`;

type GroundRow = { interactions: string; customers: string; firstAt: string | null; lastAt: string | null; orders: string; customersAskingAboutOrders: string; contacts: string; messagesIn: string; customersWriting: string; messagesOut: string; returnedOrders: string; complaints: string };

/** How much there is of everything that findings rest on, except names (namedCustomers). */
export async function groundOfFindings(analytics: Analytics): Promise<Omit<Ground, 'named' | 'described'>> {
  const [row] = await analytics.rows<GroundRow>(ch`
    select count() as interactions, uniqExactIf(customer, customer > 0) as customers, if(count() = 0, null, min(occurred_at)) as firstAt, if(count() = 0, null, max(occurred_at)) as lastAt,
      uniqExactIf((brand, order_id), order_id != '') as orders,
      uniqExactIf(customer, customer > 0 and order_id != '' and is_contact) as customersAskingAboutOrders, countIf(is_contact) as contacts,
      countIf(is_message and direction = 'in') as messagesIn, uniqExactIf(customer, customer > 0 and is_message and direction = 'in') as customersWriting, countIf(is_message and direction = 'out') as messagesOut,
      uniqExactIf((brand, order_id), order_id != '' and is_return) as returnedOrders, countIf(order_id != '' and is_complaint) as complaints
    from (
      select occurred_at, brand, direction, ${CUSTOMER_OF_NODE} as customer, ${ORDER} as order_id, direction = 'in' and channel in ${texts(CONTACT_CHANNELS)} as is_contact,
        channel in ${texts(MESSAGE_CHANNELS)} and not ${AUTOMATIC} as is_message, ${RETURN} as is_return, ${COMPLAINT} as is_complaint
      from interactions_public
    )`, { class: 'report' });
  const number = (value: string | undefined): number => Number(value ?? 0);
  const ms = (at: string | null | undefined): number | null => (at === null || at === undefined ? null : Date.parse(at));
  return {
    interactions: number(row?.interactions), customers: number(row?.customers), firstMs: ms(row?.firstAt), lastMs: ms(row?.lastAt), orders: number(row?.orders), customersAskingAboutOrders: number(row?.customersAskingAboutOrders), contacts: number(row?.contacts),
    messagesIn: number(row?.messagesIn), customersWriting: number(row?.customersWriting), messagesOut: number(row?.messagesOut), returnedOrders: number(row?.returnedOrders), complaints: number(row?.complaints),
  };
}

/** Customers who turned to us three times or more about one order, most often first; and how many customers that are. */
export async function orderContacts(analytics: Analytics, limit: number): Promise<{ contacts: OrderContacts[]; total: number }> {
  const rows = await analytics.rows<{ customer: string; order_id: string; contacts: string; channels: string[]; firstAt: string; lastAt: string; total: string }>(ch`
    select customer, order_id, contacts, channels, firstAt, lastAt, (uniqExact(customer) over ()) as total
    from (
      select ${CUSTOMER_OF_NODE} as customer, ${ORDER} as order_id, brand, count() as contacts, groupUniqArray(20)(toString(channel)) as channels, min(occurred_at) as firstAt, max(occurred_at) as lastAt
      from interactions_public
      where direction = 'in' and channel in ${texts(CONTACT_CHANNELS)} and node != 0 and has(subject_types, 'order')
      group by customer, brand, order_id
      having contacts >= 3 and customer > 0
    )
    order by contacts desc, customer, order_id
    limit ${uint64(limit)}`, { class: 'report' });
  return { contacts: rows.map((row) => ({ customer: Number(row.customer), order: row.order_id, contacts: Number(row.contacts), channels: [...row.channels].sort(), firstMs: Date.parse(row.firstAt), lastMs: Date.parse(row.lastAt) })), total: Number(rows[0]?.total ?? 0) };
}

/**
 * Customers whose message has no message of ours after it, longest waiting first, with the first such message; and how many have waited two days by the end of the data.
 * Any outgoing message, chat with an agent, or call after it counts as an answer.
 */
export async function unansweredMessages(analytics: Analytics, limit: number): Promise<{ unanswered: Unanswered[]; total: number }> {
  const rows = await analytics.rows<{ customer: string; channel: string; askedAt: string; about: string; total: string }>(ch`
    with (select max(occurred_at) from interactions_public) as data_end
    select customer, channel, askedAt, about, (countIf(askedAt <= data_end - interval 2 day) over ()) as total
    from (
      select customer, minIf(occurred_at, is_question and occurred_at > last_answer) as askedAt, countIf(is_question and occurred_at > last_answer) as questions,
        argMinIf(channel, occurred_at, is_question and occurred_at > last_answer) as channel, argMinIf(about, occurred_at, is_question and occurred_at > last_answer) as about
      from (
        select customer, occurred_at, toString(channel) as channel, is_question, if(title = '', substringUTF8(text, 1, 140), title) as about, maxIf(occurred_at, is_answer) over (partition by customer) as last_answer
        from (
          select ${CUSTOMER_OF_NODE} as customer, occurred_at, channel, title, text, direction = 'in' and channel in ${texts(MESSAGE_CHANNELS)} and not ${AUTOMATIC} as is_question,
            (direction = 'out' and channel in ${texts([...MESSAGE_CHANNELS, 'chat', 'call', 'social'])}) or channel in ('call', 'store') or (channel = 'chat' and position(turns, '"agent"') > 0) as is_answer
          from interactions_public where node != 0
        )
        where customer > 0 and (is_question or is_answer)
      )
      group by customer
      having questions > 0
    )
    order by askedAt, customer
    limit ${uint64(limit)}`, { class: 'report' });
  return { unanswered: rows.map((row) => ({ customer: Number(row.customer), channel: row.channel, askedMs: Date.parse(row.askedAt), about: row.about })), total: Number(rows[0]?.total ?? 0) };
}

/** Orders that were returned after a complaint that names them, and how many there are. */
export async function returnsAfterComplaint(analytics: Analytics, limit: number): Promise<{ returned: ReturnAfterComplaint[]; total: number }> {
  const rows = await analytics.rows<{ customer: string; order_id: string; complaint: string; complainedAt: string; returnedAt: string; total: string }>(ch`
    select customer, order_id, complaint, complainedAt, returnedAt, (count() over ()) as total
    from (
      select max(${CUSTOMER_OF_NODE}) as customer, ${ORDER} as order_id, brand, minIf(occurred_at, ${COMPLAINT} and not ${RETURN}) as complainedAt, minIf(occurred_at, ${RETURN}) as returnedAt, countIf(${RETURN}) as returns, countIf(${COMPLAINT} and not ${RETURN}) as complaints,
        argMinIf(if(rating_value is null, concat('Complaint by ', toString(channel)), concat('Rated ', toString(rating_value), ' of ', toString(rating_max))), occurred_at, ${COMPLAINT} and not ${RETURN}) as complaint
      from interactions_public
      where has(subject_types, 'order') and (${COMPLAINT} or ${RETURN})
      group by brand, order_id
      having returns > 0 and complaints > 0 and returnedAt > complainedAt and customer > 0
    )
    order by complainedAt, order_id
    limit ${uint64(limit)}`, { class: 'report' });
  return { returned: rows.map((row) => ({ customer: Number(row.customer), order: row.order_id, complaint: row.complaint, complainedMs: Date.parse(row.complainedAt), returnedMs: Date.parse(row.returnedAt) })), total: Number(rows[0]?.total ?? 0) };
}

/** Puts whose each claim is now beside a relation of claims; given by the identity module. */
type WithOwners = (claims: PgStatement) => PgStatement;

/** Customers whose claims share a full name and one more trait, where that is more than one customer; most claims first. Names of more than 40 claims with one trait are left out: they are placeholders. */
export async function customersSharingTraits(database: Queryable, withOwners: WithOwners, limit: number): Promise<SharedTraits[]> {
  const claims = sql`
    select n.node, n.full_name, t.name as trait, lower(trim(t.value)) as shared
    from (
      select node, lower(regexp_replace(trim(coalesce(max(value) filter (where name = 'name'), max(value) filter (where name = 'givenName') || ' ' || max(value) filter (where name = 'familyName'))), '[[:space:]]+', ' ', 'g')) as full_name,
        max(value) filter (where name = 'postcode') as postcode, max(value) filter (where name = 'birthDate') as birth_date, max(value) filter (where name = 'street') as street
      from customers.trait where name in ('name', 'givenName', 'familyName', 'postcode', 'birthDate', 'street') group by node
    ) n cross join lateral (values ('postcode', n.postcode), ('birthDate', n.birth_date), ('street', n.street)) as t (name, value)
    where n.full_name like '% %' and trim(t.value) <> ''`;
  // Distinct customers are told apart by their least and greatest, and here: to sort every group would take twice as long.
  const rows = await database.rows<SharedTraits>(sql`
    select full_name as name, trait, array_agg(customer) as customers
    from (${withOwners(claims)}) o
    group by full_name, trait, shared
    having count(*) between 2 and 40 and min(customer) <> max(customer)
    order by count(*) desc, full_name, trait, shared
    limit ${limit}`);
  return rows.map((row) => ({ ...row, customers: [...new Set(row.customers)].sort((a, b) => a - b) }));
}

/** Of how many customers a name is known, and of how many of these, by one claim, also a postcode, street or birth date. Cost: counted where the claims are, 2.3 s for a million of them. */
export async function namedCustomers(database: Queryable, withOwners: WithOwners): Promise<Pick<Ground, 'named' | 'described'>> {
  const claims = sql`
    select node, bool_or(name in ('postcode', 'birthDate', 'street')) as placed
    from customers.trait where value is not null group by node having bool_or(name in ('name', 'familyName'))`;
  const [row] = await database.rows<{ named: number; described: number }>(sql`
    select count(*) as named, count(*) filter (where placed) as described
    from (select customer, bool_or(placed) as placed from (${withOwners(claims)}) o group by customer) of_customer`);
  return row ?? { named: 0, described: 0 };
}
