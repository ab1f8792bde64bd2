import { jsonLines, sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { CheckedAmount, CheckedOrder } from '../interactions/contract.ts';
import type { OrderFact } from './order.ts';

type FactRow = { readonly interaction: number; readonly key: string; readonly node: number; readonly brand: string; readonly orderId: string; readonly source: string; readonly occurredAt: Date; readonly said: { readonly order: CheckedOrder; readonly amounts: readonly CheckedAmount[]; readonly places?: readonly string[] } };

const COLUMNS = sql`interaction, key::text as key, node, brand, order_id as "orderId", source, occurred_at as "occurredAt", said`;

/** Keeps what interactions said about orders; a later revision of the same interaction replaces its fact, an earlier one never does. When the first one was recorded stays. */
export async function putOrderFacts(tx: Transaction, facts: readonly (OrderFact & { readonly revision: number; readonly recordedMs: number | null })[]): Promise<void> {
  await tx.run(sql`
    insert into subjects.order_fact as f (interaction, revision, key, brand, order_id, node, source, occurred_at, said, recorded_at)
    select * from unnest(${facts.map((one) => one.interaction)}::bigint[], ${facts.map((one) => one.revision)}::int[], ${facts.map((one) => one.key)}::uuid[], ${facts.map((one) => one.brand)}::text[], ${facts.map((one) => one.order.id)}::text[],
      ${facts.map((one) => one.node)}::bigint[], ${facts.map((one) => one.source)}::text[], ${facts.map((one) => new Date(one.occurredMs).toISOString())}::timestamptz[],
      string_to_array(${jsonLines(facts.map((one) => ({ order: one.order, amounts: one.amounts, ...(one.places === undefined ? {} : { places: one.places }) })))}, E'\\n')::jsonb[], ${facts.map((one) => (one.recordedMs === null ? null : new Date(one.recordedMs).toISOString()))}::timestamptz[])
    on conflict (interaction) do update set revision = excluded.revision, brand = excluded.brand, order_id = excluded.order_id, node = excluded.node, occurred_at = excluded.occurred_at, said = excluded.said
    where f.revision < excluded.revision`);
}

/** Forgets what these interactions said about orders; answers how many did. */
export async function dropOrderFacts(tx: Transaction, interactions: readonly number[]): Promise<number> {
  return tx.run(sql`delete from subjects.order_fact where interaction = any(${interactions}::bigint[])`);
}

/** How many of these interactions said something about orders, refunds and incidents. */
export async function statementsAmong(database: Queryable, interactions: readonly number[]): Promise<{ orders: number; refunds: number; incidents: number }> {
  const [row] = await database.rows<{ orders: number; refunds: number; incidents: number }>(sql`
    select (select count(*)::int from subjects.order_fact where interaction = any(${interactions}::bigint[])) as orders, (select count(*)::int from subjects.refund_fact where interaction = any(${interactions}::bigint[])) as refunds,
      (select count(*)::int from subjects.incident_fact where interaction = any(${interactions}::bigint[])) as incidents`);
  return row ?? { orders: 0, refunds: 0, incidents: 0 };
}

/** Everything said about one order. Without a brand: of whichever brands have that number. */
export async function factsOfOrder(database: Queryable, orderId: string, brand: string | null): Promise<OrderFact[]> {
  return (await database.rows<FactRow>(sql`select ${COLUMNS} from subjects.order_fact where order_id = ${orderId} and (${brand}::text is null or brand = ${brand})`)).map(factOf);
}

/** Everything said, by anybody, about the orders that these claims said something about. */
export async function factsOfNodes(database: Queryable, nodes: readonly number[], orders: number): Promise<{ orderId: string; fact: OrderFact }[]> {
  const rows = await database.rows<FactRow>(sql`
    with mine as (
      select order_id, brand, max(occurred_at) as last from subjects.order_fact
      where node = any(${nodes}::bigint[]) group by order_id, brand order by last desc, order_id, brand limit ${orders}
    )
    select ${COLUMNS} from subjects.order_fact join mine using (order_id, brand)`);
  return rows.map((row) => ({ orderId: row.orderId, fact: factOf(row) }));
}

/** Everything said, by anybody, about the orders that claims of these customers said something about; each fact once per customer. `owned` tells whose claims are. `until`: only what had been recorded by then, in its wording of now. */
export async function factsOfCustomers(database: Queryable, owned: (claims: PgStatement) => PgStatement, customers: readonly number[], until: Date | null = null): Promise<{ customer: number; orderId: string; fact: OrderFact }[]> {
  const rows = await database.rows<FactRow & { readonly customer: number }>(sql`
    with mine as (
      select distinct customer, order_id, brand from (${owned(sql`select node, order_id, brand from subjects.order_fact where ${until}::timestamptz is null or recorded_at is null or recorded_at <= ${until}`)}) o where customer = any(${customers}::bigint[])
    )
    select customer, ${COLUMNS} from subjects.order_fact join mine using (order_id, brand) where ${until}::timestamptz is null or recorded_at is null or recorded_at <= ${until}`);
  return rows.map((row) => ({ customer: row.customer, orderId: row.orderId, fact: factOf(row) }));
}

/** Claims that said something about orders whose number is this one, for search. */
export async function nodesOfOrder(database: Queryable, orderId: string): Promise<number[]> {
  return (await database.rows<{ node: number }>(sql`select distinct node from subjects.order_fact where order_id = ${orderId} and node <> 0 limit 100`)).map((row) => row.node);
}

/** How many orders these claims said something about, per claim. */
export async function orderCountsOfNodes(database: Queryable, nodes: readonly number[]): Promise<{ node: number; orderId: string }[]> {
  return database.rows(sql`select distinct node, order_id as "orderId" from subjects.order_fact where node = any(${nodes}::bigint[])`);
}

function factOf(row: FactRow): OrderFact {
  return { interaction: row.interaction, key: row.key, node: row.node, brand: row.brand, source: row.source, occurredMs: row.occurredAt.getTime(), order: row.said.order, amounts: row.said.amounts, ...(row.said.places === undefined ? {} : { places: row.said.places }) };
}
