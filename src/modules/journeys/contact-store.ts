import { jsonLines, sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { Contact } from './threads/contact.ts';

/** A contact with the customer whose it is and the issue in which it was put last. */
export type PlacedContact = { readonly contact: Contact; readonly customer: number; readonly issue: number | null };

const DUE = sql`(kind <> 'later' or since < now() - interval '3 minutes')`;

type Row = { readonly body: Contact; readonly revision: number; readonly node: number; readonly customer: number; readonly issue: number | null };

/** Keeps contacts; a later revision replaces an earlier one and never the other way. Whose they are waits to be put together anew. */
export async function putContacts(tx: Transaction, contacts: readonly Contact[]): Promise<void> {
  await tx.run(sql`
    insert into journeys.contact as c (interaction, revision, node, role, at, body)
    select * from unnest(${contacts.map((one) => one.interaction)}::bigint[], ${contacts.map((one) => one.revision)}::int[], ${contacts.map((one) => one.node)}::bigint[], ${contacts.map((one) => one.role)}::text[],
      ${contacts.map((one) => new Date(one.atMs).toISOString())}::timestamptz[], string_to_array(${jsonLines(contacts)}, E'\\n')::jsonb[])
    on conflict (interaction) do update set revision = excluded.revision, node = excluded.node, role = excluded.role, at = excluded.at, body = excluded.body
    where c.revision < excluded.revision`);
}

/** Whose contacts these interactions were; for what is no contact any more. */
export async function nodesOfContacts(tx: Queryable, interactions: readonly number[]): Promise<number[]> {
  return (await tx.rows<{ node: number }>(sql`select distinct node from journeys.contact where interaction = any(${interactions}::bigint[])`)).map(({ node }) => node);
}

/** Forgets contacts by their interactions; answers how many there were. */
export function dropContacts(tx: Transaction, interactions: readonly number[]): Promise<number> {
  return tx.run(sql`delete from journeys.contact where interaction = any(${interactions}::bigint[])`);
}

/** Notes whose contacts must be put together anew. */
export async function noteWaiting(tx: Transaction, kind: Waiting['kind'], numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  await tx.run(sql`
    insert into journeys.waiting as w (kind, number) select ${kind}, n from unnest(${[...new Set(numbers)].toSorted((a, b) => a - b)}::bigint[]) as n
    on conflict (kind, number) do update set notes = w.notes + 1`);
}

/** Everybody's contacts are put together anew: they are by another model now. */
export async function noteAllWaiting(tx: Transaction): Promise<void> {
  await tx.run(sql`insert into journeys.waiting as w (kind, number) select distinct 'node', node from journeys.contact on conflict (kind, number) do update set notes = w.notes + 1`);
}

/** A note, as often as it was made. */
export type Waiting = { readonly kind: 'node' | 'customer' | 'later'; readonly number: number; readonly notes: number };

/** The oldest notes that are due, so many of them. */
export function waitingFirst(database: Queryable, most: number): Promise<Waiting[]> {
  return database.rows<Waiting>(sql`select kind, number, notes from journeys.waiting where ${DUE} order by since, kind, number limit ${most}`);
}

/** How many are due. */
export async function waitingCount(database: Queryable): Promise<number> {
  return (await database.rows<{ count: number }>(sql`select count(*)::int as count from journeys.waiting where ${DUE}`))[0]?.count ?? 0;
}

/** Takes notes back once they are done with; one that was made again meanwhile stays. */
export async function endWaiting(tx: Transaction, waited: readonly Waiting[]): Promise<void> {
  await tx.run(sql`
    delete from journeys.waiting w using unnest(${waited.map(({ kind }) => kind)}::text[], ${waited.map(({ number }) => number)}::bigint[], ${waited.map(({ notes }) => notes)}::int[]) as s (kind, number, notes)
    where w.kind = s.kind and w.number = s.number and w.notes = s.notes`);
}

/** All contacts of these customers, the latest so many of each. `owned`: whose claims are whose. Shape: by customer, then in the order in which they happened. */
export async function contactsOfCustomers(tx: Queryable, owned: (claims: PgStatement) => PgStatement, customers: readonly number[], mostEach: number): Promise<PlacedContact[]> {
  const rows = await tx.rows<Row>(sql`
    select body, revision, node, customer, issue from (
      select o.*, row_number() over (partition by customer order by at desc, interaction desc) as place
      from (${owned(sql`select node, interaction, revision, at, body, issue from journeys.contact`)}) o where customer = any(${customers}::bigint[])
    ) c where place <= ${mostEach} order by customer, at, interaction`);
  return rows.map(placed);
}

/** A page of contacts of everybody, by claim, for learning. */
export async function contactsToLearn(database: Queryable, owned: (claims: PgStatement) => PgStatement, since: Date, most: number): Promise<PlacedContact[]> {
  const rows = await database.rows<Row>(sql`
    select body, revision, node, customer, issue from (${owned(sql`select node, revision, at, body, issue from journeys.contact where at >= ${since} order by at desc limit ${most}`)}) o`);
  return rows.map(placed);
}

function placed({ body, customer, issue, node, revision }: Row): PlacedContact {
  return { contact: { ...body, node, revision }, customer, issue };
}
