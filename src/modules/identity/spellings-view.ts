import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** How claims may be named in other people's texts. `values`: spellings of identifiers that are theirs alone; `names`: full names, never a first name alone. */
export type Spellings = { readonly values: readonly string[]; readonly names: readonly string[] };

/** Reads how claims may be named: to look for it in texts before they are erased. */
export async function spellingsOfNodes(tx: Queryable, nodes: readonly number[]): Promise<Spellings> {
  const [values, names] = await Promise.all([
    tx.rows<{ value: string }>(sql`
      select distinct s.value from (select distinct type, value, said from identity.node_identifier where node = any(${nodes}::bigint[]) and type not in ('address', 'device', 'cookie')) i
      cross join lateral (values (case when i.type = 'raw' then regexp_replace(i.value, '^[a-z-]+ ', '') else i.value end), (i.said)) as s (value)
      where s.value is not null and not exists (select 1 from identity.node_identifier o where o.type = i.type and o.value = i.value and not o.node = any(${nodes}::bigint[]))`),
    tx.rows<{ name: string }>(sql`
      select distinct trim(t.name) as name from identity.node n cross join lateral (values (n.traits ->> 'name'), (nullif(concat_ws(' ', n.traits ->> 'givenName', n.traits ->> 'familyName'), ''))) as t (name)
      where n.number = any(${nodes}::bigint[]) and t.name is not null`),
  ]);
  return { values: values.map(({ value }) => value), names: names.map(({ name }) => name).filter((name) => /\S\s+\S/.test(name) && name.length >= 6) };
}
