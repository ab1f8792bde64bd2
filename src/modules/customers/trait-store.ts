import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** One thing that a claim said about somebody. `value` null: deleted by its source. `revision`: of the interaction that said it. */
export type TraitFact = { readonly node: number; readonly name: string; readonly value: string | null; readonly source: string; readonly saidMs: number; readonly interaction: number; readonly revision: number };

/** Keeps the latest per claim and trait, by when it was said; arrival order does not matter. A later revision of the same interaction replaces what it said before. */
export async function putTraits(database: Queryable, facts: readonly TraitFact[]): Promise<void> {
  await database.run(sql`
    insert into customers.trait as t (node, name, value, source, said_at, interaction, revision)
    select * from unnest(${facts.map((one) => one.node)}::bigint[], ${facts.map((one) => one.name)}::text[], ${facts.map((one) => one.value)}::text[], ${facts.map((one) => one.source)}::text[],
      ${facts.map((one) => new Date(one.saidMs).toISOString())}::timestamptz[], ${facts.map((one) => one.interaction)}::bigint[], ${facts.map((one) => one.revision)}::int[])
    on conflict (node, name) do update set value = excluded.value, source = excluded.source, said_at = excluded.said_at, interaction = excluded.interaction, revision = excluded.revision
    where case when t.interaction = excluded.interaction then t.revision <= excluded.revision else (t.said_at, t.interaction) <= (excluded.said_at, excluded.interaction) end`);
}

/** Traits of many claims. */
export async function traitsOfNodes(database: Queryable, nodes: readonly number[]): Promise<TraitFact[]> {
  const rows = await database.rows<Omit<TraitFact, 'saidMs'> & { saidAt: Date }>(sql`
    select node, name, value, source, said_at as "saidAt", interaction, revision from customers.trait where node = any(${nodes}::bigint[])`);
  return rows.map(({ saidAt, ...rest }) => ({ ...rest, saidMs: saidAt.getTime() }));
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
