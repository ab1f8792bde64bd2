import { isoOrNull } from '../../../kernel/instant.ts';
import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { ConsentBasis } from '../../interactions/contract.ts';
import type { ConsentWord } from './consent-state.ts';

/** A word on consent as it is stored, with where it comes from. `interaction` null: written down by hand, by `by`. */
export type StoredWord = ConsentWord & {
  readonly source: string; readonly basis: ConsentBasis; readonly wording: string | null; readonly version: string | null; readonly interaction: number | null; readonly revision: number | null;
  readonly by: string | null; readonly note: string | null; readonly replaced: boolean; readonly recordedMs: number;
};

type Row = Omit<StoredWord, 'about' | 'saidMs' | 'expiresMs' | 'recordedMs'> & { readonly aboutType: string | null; readonly aboutValue: string | null; readonly saidAt: Date; readonly expiresAt: Date | null; readonly recordedAt: Date };

const COLUMNS = sql`w.number, w.node, w.about_type as "aboutType", w.about_value as "aboutValue", w.purpose, w.channel, w.answer, w.said_at as "saidAt", w.expires_at as "expiresAt", w.source, w.basis, w.wording, w.wording_version as version,
  w.interaction, w.revision, w.place, w.key::text as key, w.said_by as "by", w.note, w.replaced, w.recorded_at as "recordedAt"`;

function wordOf({ aboutType, aboutValue, saidAt, expiresAt, recordedAt, ...row }: Row): StoredWord {
  return { ...row, about: aboutType === null || aboutValue === null ? null : { type: aboutType, value: aboutValue }, saidMs: saidAt.getTime(), expiresMs: expiresAt?.getTime() ?? null, recordedMs: recordedAt.getTime() };
}

/** Adds words; one that was added before (same interaction, revision and place) is left as it is. */
export async function addWords(tx: Transaction, words: readonly Omit<StoredWord, 'number' | 'replaced' | 'recordedMs'>[]): Promise<void> {
  await tx.run(sql`
    insert into customers.consent_word (node, about_type, about_value, purpose, channel, answer, said_at, expires_at, source, basis, wording, wording_version, interaction, revision, place, key, said_by, note)
    select * from unnest(${words.map((one) => one.node)}::bigint[], ${words.map((one) => one.about?.type ?? null)}::text[], ${words.map((one) => one.about?.value ?? null)}::text[], ${words.map((one) => one.purpose)}::text[], ${words.map((one) => one.channel)}::text[],
      ${words.map((one) => one.answer)}::text[], ${words.map((one) => isoOrNull(one.saidMs))}::timestamptz[], ${words.map((one) => isoOrNull(one.expiresMs))}::timestamptz[], ${words.map((one) => one.source)}::text[], ${words.map((one) => one.basis)}::text[],
      ${words.map((one) => one.wording)}::text[], ${words.map((one) => one.version)}::text[], ${words.map((one) => one.interaction)}::bigint[], ${words.map((one) => one.revision)}::int[], ${words.map((one) => one.place)}::int[], ${words.map((one) => one.key)}::uuid[],
      ${words.map((one) => one.by)}::text[], ${words.map((one) => one.note)}::text[])
    on conflict (interaction, revision, place) do nothing`);
}

/** Marks what earlier revisions of interactions said as replaced; it stays, as proof of what was said. */
export async function replaceWords(tx: Transaction, interactions: readonly { readonly number: number; readonly revision: number }[]): Promise<void> {
  await tx.run(sql`
    update customers.consent_word w set replaced = true from unnest(${interactions.map((one) => one.number)}::bigint[], ${interactions.map((one) => one.revision)}::int[]) as r (interaction, revision)
    where w.interaction = r.interaction and w.revision < r.revision and not w.replaced`);
}

/** Every word of these claims (a relation with a column node), newest first; `replaced` ones too. */
export async function wordsOf(database: Queryable, claims: PgStatement): Promise<StoredWord[]> {
  return (await database.rows<Row>(sql`select ${COLUMNS} from (${claims}) c join customers.consent_word w on w.node = c.node order by w.said_at desc, w.number desc`)).map(wordOf);
}

/** The words that count of many customers. `owned` tells whose claims are. */
export async function wordsOfCustomers(database: Queryable, owned: (claims: PgStatement) => PgStatement, customers: readonly number[]): Promise<(StoredWord & { readonly customer: number })[]> {
  const rows = await database.rows<Row & { readonly customer: number }>(sql`
    select w.customer, ${COLUMNS} from (${owned(sql`select * from customers.consent_word where not replaced`)}) w where w.customer = any(${customers}::bigint[])`);
  return rows.map((row) => ({ ...wordOf(row), customer: row.customer }));
}

/** Whose claims have a standing yes or an ended one to a purpose. Shape: each customer once, at most `most`. */
export async function customersWhoAgreed(database: Queryable, owned: (claims: PgStatement) => PgStatement, purpose: string, most: number): Promise<number[]> {
  const rows = await database.rows<{ customer: number }>(sql`
    select distinct w.customer from (${owned(sql`select node from customers.consent_word where purpose = ${purpose} and answer = 'given' and not replaced`)}) w limit ${most}`);
  return rows.map(({ customer }) => customer);
}

/** The words that count on these addresses, whoever's claims said them. */
export async function wordsAbout(database: Queryable, about: readonly { readonly type: string; readonly value: string }[]): Promise<StoredWord[]> {
  return (await database.rows<Row>(sql`
    select ${COLUMNS} from (select distinct type, value from unnest(${about.map((one) => one.type)}::text[], ${about.map((one) => one.value)}::text[]) as u (type, value)) a
    join customers.consent_word w on w.about_type = a.type and w.about_value = a.value and not w.replaced`)).map(wordOf);
}

/** Erases what these claims said on consent, and what others said about identifiers that are theirs alone (`values`). Shape: rows per table. */
export async function eraseConsents(tx: Transaction, nodes: readonly number[], values: readonly string[]): Promise<Record<string, number>> {
  return { 'customers.consent_word': await tx.run(sql`delete from customers.consent_word where node = any(${nodes}::bigint[]) or about_value = any(${values}::text[])`) };
}

/** Which of these claims said something on consent. */
export async function nodesWithConsents(tx: Queryable, nodes: readonly number[]): Promise<Set<number>> {
  if (nodes.length === 0) return new Set();
  return new Set((await tx.rows<{ node: number }>(sql`select distinct node from customers.consent_word where node = any(${nodes}::bigint[])`)).map((row) => row.node));
}
