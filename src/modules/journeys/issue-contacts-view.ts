import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { BreakCode } from './contract.ts';
import { breaksOf } from './issue-breaks.ts';
import type { Contact } from './threads/contact.ts';

/** Whose issues: of these customers, or of all whose numbers lie in [from, before). */
export type IssuesOfWhom = { readonly customers: readonly number[] } | { readonly from: number; readonly before: number };

/** A contact in its issue, for whoever follows issues: no words. `settles`: the customer went content, or we answered without a promise. `isByPerson`: somebody said of it by hand with what it belongs together, or not. Units: ms since 1970. */
export type ContactInIssue = Pick<Contact, 'interaction' | 'node' | 'role' | 'channel' | 'atMs' | 'endsMs' | 'staff' | 'teams'> & { readonly isHandedOver: boolean; readonly settles: boolean; /** They only thank. */ readonly isThanks: boolean; readonly breaks: readonly BreakCode[]; readonly isByPerson: boolean };

/** Issues of one customer with their contacts, in the order in which they happened. */
export type IssueWithContacts = { readonly issue: number; readonly customer: number; readonly contacts: readonly ContactInIssue[] };

type Row = { readonly issue: number; readonly customer: number; readonly node: number; readonly body: Contact; readonly byPerson: boolean };

/** A contact without its words, of which only the first is read: it tells that there are any. */
const WORDLESS = sql`(body - 'words' - 'heard') || jsonb_build_object('words', jsonb_path_query_array(body, '$.words[0]'), 'heard', '[]'::jsonb)`;

/** Issues of many customers at once, with their contacts until a moment. `owned`: whose claims are whose. Shape: in no order. Cost: one statement; contacts come without their words. */
export async function issuesWithContacts(database: Queryable, owned: (claims: PgStatement) => PgStatement, whom: IssuesOfWhom, until: Date): Promise<IssueWithContacts[]> {
  const chosen = 'customers' in whom ? sql`customer = any(${whom.customers}::bigint[])` : sql`customer >= ${whom.from}::bigint and customer < ${whom.before}::bigint`;
  const rows = await database.rows<Row>(sql`
    select issue, customer, node, ${WORDLESS} as body, interaction in (select a from journeys.word union select b from journeys.word) as "byPerson"
    from (${owned(sql`select node, issue, body, at, interaction from journeys.contact where issue is not null and at <= ${until}`)}) c
    where ${chosen} order by issue, at, interaction`);
  return [...Map.groupBy(rows, ({ issue, customer }) => `${issue} ${customer}`).values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ issue: first.issue, customer: first.customer, contacts: inIssue(own) }];
  });
}

function inIssue(rows: readonly Row[]): ContactInIssue[] {
  const breaks = Map.groupBy(breaksOf(rows.map(({ body }) => body)), ({ interaction }) => interaction);
  return rows.map(({ body, node, byPerson }) => {
    const { interaction, role, channel, atMs, endsMs, staff, teams, handedFrom, ends, thanks } = body;
    return { interaction, node, role, channel, atMs, endsMs, staff, teams, isHandedOver: handedFrom !== null, settles: ends !== 'open', isThanks: thanks === true, breaks: (breaks.get(interaction) ?? []).map(({ code }) => code), isByPerson: byPerson };
  });
}

/** Contacts of issues without their words. Shape: by the issue; in the order in which they happened. */
export async function contactsInIssues(database: Queryable, numbers: readonly number[]): Promise<Map<number, Contact[]>> {
  const rows = await database.rows<{ issue: number; body: Contact }>(sql`select issue, ${WORDLESS} as body from journeys.contact where issue = any(${numbers}::bigint[]) order by at, interaction`);
  return new Map([...Map.groupBy(rows, ({ issue }) => issue)].map(([issue, own]) => [issue, own.map(({ body }) => body)]));
}

/** In which issues contacts lie. Shape: those that lie in one. */
export async function issuesOfContacts(database: Queryable, interactions: readonly number[]): Promise<Map<number, number>> {
  const rows = await database.rows<{ interaction: number; issue: number }>(sql`select interaction, issue from journeys.contact where issue is not null and interaction = any(${interactions}::bigint[])`);
  return new Map(rows.map(({ interaction, issue }) => [interaction, issue]));
}

/** Contacts of issues, in the order in which they happened; a number that was taken into another answers with that one's. Shape: by the number asked. */
export async function contactsOfIssues(database: Queryable, numbers: readonly number[]): Promise<Map<number, { readonly interaction: number; readonly role: Contact['role'] }[]>> {
  const rows = await database.rows<{ asked: number; interaction: number; role: Contact['role'] }>(sql`
    with recursive present as (select number as asked, number, merged_into from journeys.issue where number = any(${numbers}::bigint[]) union all select p.asked, i.number, i.merged_into from journeys.issue i join present p on i.number = p.merged_into)
    select p.asked, c.interaction, c.role from present p join journeys.contact c on c.issue = p.number where p.merged_into is null order by c.at, c.interaction`);
  return new Map([...Map.groupBy(rows, ({ asked }) => asked)].map(([asked, own]) => [asked, own.map(({ interaction, role }) => ({ interaction, role }))]));
}
