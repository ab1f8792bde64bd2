import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** One thing that a claim said about somebody. `value` null: deleted by its source. */
export type TraitFact = { readonly node: number; readonly name: string; readonly value: string | null; readonly source: string; readonly saidMs: number; readonly interaction: number };

/** Keeps the latest per claim and trait, by when it was said; arrival order does not matter. */
export async function putTraits(database: Queryable, facts: readonly TraitFact[]): Promise<void> {
  await database.run(sql`
    insert into customers.trait as t (node, name, value, source, said_at, interaction)
    select * from unnest(${facts.map((one) => one.node)}::bigint[], ${facts.map((one) => one.name)}::text[], ${facts.map((one) => one.value)}::text[], ${facts.map((one) => one.source)}::text[],
      ${facts.map((one) => new Date(one.saidMs).toISOString())}::timestamptz[], ${facts.map((one) => one.interaction)}::bigint[])
    on conflict (node, name) do update set value = excluded.value, source = excluded.source, said_at = excluded.said_at, interaction = excluded.interaction
    where (t.said_at, t.interaction) <= (excluded.said_at, excluded.interaction)`);
}

/** Traits of many claims. */
export async function traitsOfNodes(database: Queryable, nodes: readonly number[]): Promise<TraitFact[]> {
  const rows = await database.rows<Omit<TraitFact, 'saidMs'> & { saidAt: Date }>(sql`
    select node, name, value, source, said_at as "saidAt", interaction from customers.trait where node = any(${nodes}::bigint[])`);
  return rows.map(({ saidAt, ...rest }) => ({ ...rest, saidMs: saidAt.getTime() }));
}

/** Claims whose name, or part of it, contains every word asked for; best first. `pattern`s are lower-case LIKE patterns. */
export async function nodesNamedLike(database: Queryable, patterns: readonly string[], whole: string, limit: number): Promise<{ node: number; value: string }[]> {
  return database.rows(sql`
    select node, value from customers.trait
    where name in ('name', 'givenName', 'familyName', 'company', 'nickname') and lower(value) like all(${patterns}::text[])
    order by similarity(lower(value), ${whole}) desc, node
    limit ${limit}`);
}
