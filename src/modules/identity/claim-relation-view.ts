import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** The claims of a customer as a relation, for a statement of another module. Shape: one column, node. */
export function claimsOf(customer: number): PgStatement {
  return sql`select node from identity.assignment where customer = ${customer}`;
}

/** Claims (a relation with a column node) with whose each is now, for a statement of another module. Shape: as given, and customer. */
export function withOwners(claims: PgStatement): PgStatement {
  return sql`select c.*, a.customer from (${claims}) c join identity.assignment a on a.node = c.node`;
}

/** Every name that the claims of a customer carry, from the moment they were recorded. */
export async function namesSaid(tx: Queryable, customer: number): Promise<string[]> {
  const rows = await tx.rows<{ name: string }>(sql`
    select distinct t.value as name
    from identity.assignment a join identity.node n on n.number = a.node
    cross join lateral (values (n.traits ->> 'name'), (n.traits ->> 'givenName'), (n.traits ->> 'familyName'), (n.traits ->> 'company')) as t (value)
    where a.customer = ${customer} and t.value is not null`);
  return rows.map((row) => row.name);
}
