import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { CustomerKind } from './contract.ts';
import { kindOf } from './identity-change.ts';
import type { NodeLevel } from './identity-node.ts';

/** The claims of a customer as a relation, for a statement of another module. Shape: one column, node. */
export function claimsOf(customer: number): PgStatement {
  return sql`select node from identity.assignment where customer = ${customer}`;
}

/** Claims (a relation with a column node) with whose each is now, for a statement of another module. Shape: as given, and customer. */
export function withOwners(claims: PgStatement): PgStatement {
  return sql`select c.*, a.customer from (${claims}) c join identity.assignment a on a.node = c.node`;
}

/** Claims (a relation with a column node) with whose each was by a list of pairs, in place of whose it is now. Shape: as given, and customer. */
export function ownedBy(owners: readonly { readonly node: number; readonly customer: number }[]): (claims: PgStatement) => PgStatement {
  return (claims) => sql`select c.*, a.customer from (${claims}) c join unnest(${owners.map(({ node }) => node)}::bigint[], ${owners.map(({ customer }) => customer)}::bigint[]) as a (node, customer) on a.node = c.node`;
}

/** What claims make of each of these customers together, by a list of whose they are. */
export async function kindsOfClaims(database: Queryable, owners: readonly { readonly node: number; readonly customer: number }[]): Promise<Map<number, CustomerKind>> {
  if (owners.length === 0) return new Map();
  const rows = await database.rows<{ customer: number; levels: NodeLevel[] }>(sql`select customer, array_agg(distinct level) as levels from (${ownedBy(owners)(sql`select number as node, level from identity.node`)}) o group by customer`);
  return new Map(rows.map(({ customer, levels }) => [customer, kindOf(levels)]));
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
