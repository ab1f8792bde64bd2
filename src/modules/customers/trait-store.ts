import { jsonLines, sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** One thing that a claim said about somebody. `value` null: deleted by its source. `key`: of the interaction that said it, whenever it came. `verifiedBy`: how the source knew who spoke, where that was asked for; '' when it did not say how, null when it was only claimed. */
export type TraitFact = { readonly node: number; readonly name: string; readonly value: string | null; readonly source: string; readonly saidMs: number; readonly interaction: number; readonly key: string; readonly verifiedBy?: string | null };

/** All that one interaction says about somebody, in its latest revision. */
export type Word = Omit<TraitFact, 'name' | 'value' | 'verifiedBy'> & { readonly traits: Readonly<Record<string, string | null>>; /** When it was recorded first; null: not known. */ readonly recordedAt: Date | null };

/** Keeps the words of interactions. */
export async function putWords(tx: Transaction, words: readonly Word[]): Promise<void> {
  await tx.run(sql`
    insert into customers.word as w (interaction, node, key, source, said_at, traits, recorded_at)
    select * from unnest(${words.map((one) => one.interaction)}::bigint[], ${words.map((one) => one.node)}::bigint[], ${words.map((one) => one.key)}::uuid[], ${words.map((one) => one.source)}::text[],
      ${words.map((one) => new Date(one.saidMs).toISOString())}::timestamptz[], string_to_array(${jsonLines(words.map((one) => one.traits))}, E'\\n')::jsonb[], ${words.map((one) => one.recordedAt?.toISOString() ?? null)}::timestamptz[])
    on conflict (interaction) do update set node = excluded.node, said_at = excluded.said_at, traits = excluded.traits`);
}

/** When words were recorded first, of those that are kept. Shape: by interaction; null: not known. */
export async function wordsRecorded(tx: Transaction, interactions: readonly number[]): Promise<Map<number, Date | null>> {
  const rows = await tx.rows<{ interaction: number; recordedAt: Date | null }>(sql`select interaction, recorded_at as "recordedAt" from customers.word where interaction = any(${interactions}::bigint[])`);
  return new Map(rows.map(({ interaction, recordedAt }) => [interaction, recordedAt]));
}

/** Forgets the words of interactions, and the traits that stood by them. Shape: the traits that nobody stands for now. */
export async function forgetWords(tx: Transaction, interactions: readonly number[]): Promise<{ node: number; name: string }[]> {
  return tx.rows(sql`
    with gone as (delete from customers.word where interaction = any(${interactions}::bigint[]) returning interaction, node)
    delete from customers.trait t using gone g where t.node = g.node and t.interaction = g.interaction
    returning t.node, t.name`);
}

/** Lets the latest word that is left stand for each of these traits. Cost: all words of these claims are looked at. */
export async function bringBackTraits(tx: Transaction, traits: readonly { readonly node: number; readonly name: string }[]): Promise<void> {
  await tx.run(sql`
    insert into customers.trait (node, name, value, source, said_at, interaction, key)
    select distinct on (t.node, t.name) t.node, t.name, w.traits ->> t.name, w.source, w.said_at, w.interaction, w.key
    from unnest(${traits.map((one) => one.node)}::bigint[], ${traits.map((one) => one.name)}::text[]) as t (node, name)
    join customers.word w on w.node = t.node and w.traits ? t.name
    order by t.node, t.name, w.said_at desc, w.key desc`);
}

/** Keeps the latest per claim and trait, by when it was said, then by key; arrival order does not matter. */
export async function putTraits(tx: Transaction, facts: readonly TraitFact[]): Promise<void> {
  await tx.run(sql`
    insert into customers.trait as t (node, name, value, source, said_at, interaction, key)
    select * from unnest(${facts.map((one) => one.node)}::bigint[], ${facts.map((one) => one.name)}::text[], ${facts.map((one) => one.value)}::text[], ${facts.map((one) => one.source)}::text[],
      ${facts.map((one) => new Date(one.saidMs).toISOString())}::timestamptz[], ${facts.map((one) => one.interaction)}::bigint[], ${facts.map((one) => one.key)}::uuid[])
    on conflict (node, name) do update set value = excluded.value, source = excluded.source, said_at = excluded.said_at, interaction = excluded.interaction, key = excluded.key
    where (t.said_at, t.key) <= (excluded.said_at, excluded.key)`);
}

/** Makes another relation of claims, or of what they say, of one: whose they are, or (verified_by) how each source knew who spoke. */
type OfClaims = (claims: PgStatement) => PgStatement;

const COLUMNS = sql`node, name, value, source, said_at as "saidAt", interaction, key::text as key`;

type Row = Omit<TraitFact, 'saidMs' | 'verifiedBy'> & { readonly saidAt: Date; readonly verified_by?: string | null };

function factOf<Told extends Row>({ saidAt, verified_by: verifiedBy, ...rest }: Told): Omit<Told, 'saidAt' | 'verified_by'> & Pick<TraitFact, 'saidMs' | 'verifiedBy'> {
  return { ...rest, saidMs: saidAt.getTime(), ...(verifiedBy === undefined ? {} : { verifiedBy }) };
}

/** Traits of many claims; with how each source knew who spoke, where `proven` is given. */
export async function traitsOfNodes(database: Queryable, nodes: readonly number[], proven: OfClaims | null = null): Promise<TraitFact[]> {
  const said = sql`select ${COLUMNS} from customers.trait where node = any(${nodes}::bigint[])`;
  return (await database.rows<Row>(proven === null ? said : proven(said))).map(factOf);
}

/** The traits with these names of these customers, with whose each is (`owned` tells); with how each source knew who spoke, where `proven` is given. */
export async function traitsOfCustomers(database: Queryable, owned: OfClaims, customers: readonly number[], names: readonly string[], proven: OfClaims | null): Promise<(TraitFact & { readonly customer: number })[]> {
  if (names.length === 0 || customers.length === 0) return [];
  const said = sql`select customer, ${COLUMNS} from (${owned(sql`select * from customers.trait where name = any(${names}::text[])`)}) o where customer = any(${customers}::bigint[])`;
  return (await database.rows<Row & { readonly customer: number }>(proven === null ? said : proven(said))).map((row) => factOf(row));
}

/** The same by the words that had been recorded until a moment, in their wording of now. `owned` tells whose claims were whose. */
export async function traitsSaidUntil(database: Queryable, owned: OfClaims, customers: readonly number[], names: readonly string[], proven: OfClaims | null, until: Date): Promise<(TraitFact & { readonly customer: number })[]> {
  if (names.length === 0 || customers.length === 0) return [];
  const said = sql`
    select distinct on (o.node, t.name) o.customer, o.node, t.name, t.value, o.source, o.said_at as "saidAt", o.interaction, o.key::text as key
    from (${owned(sql`select * from customers.word where recorded_at is null or recorded_at <= ${until}`)}) o cross join lateral jsonb_each_text(o.traits) as t (name, value)
    where o.customer = any(${customers}::bigint[]) and t.name = any(${names}::text[])
    order by o.node, t.name, o.said_at desc, o.key desc`;
  return (await database.rows<Row & { readonly customer: number }>(proven === null ? said : proven(said))).map((row) => factOf(row));
}

/** Every value of these traits that claims (a relation with a column node) said. */
export async function valuesOfTraits(database: Queryable, claims: PgStatement, names: readonly string[]): Promise<string[]> {
  const rows = await database.rows<{ value: string }>(sql`
    select distinct t.value from (${claims}) c join customers.trait t on t.node = c.node where t.name = any(${names}::text[]) and t.value is not null`);
  return rows.map((row) => row.value);
}

/** For each lower-case LIKE pattern, claims with a name that it fits, those nearest to the whole question first; at most `limit` for each. */
export async function nodesNamedLike(database: Queryable, patterns: readonly string[], whole: string, limit: number): Promise<{ place: number; node: number }[]> {
  return database.rows(sql`
    select p.place, t.node
    from unnest(${patterns}::text[]) with ordinality as p (pattern, place)
    cross join lateral (
      select node from customers.trait
      where name in ('name', 'givenName', 'familyName', 'company', 'nickname') and lower(value) like p.pattern
      order by similarity(lower(value), ${whole}) desc, node
      limit ${limit}) t`);
}
