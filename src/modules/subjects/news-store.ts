import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { Fact } from './fact.ts';
import type { IncidentFact, IncidentSaid } from './incidents/incident.ts';
import type { RefundFact, RefundSaid } from './refund.ts';

type Row<Said> = { readonly interaction: number; readonly key: string; readonly node: number; readonly brand: string; readonly about: string; readonly source: string; readonly occurredAt: Date; readonly said: Said };
type Put = Fact & { readonly revision: number; readonly said: unknown };

const REFUND_COLUMNS = sql`interaction, key::text as key, node, brand, order_id as about, source, occurred_at as "occurredAt", said`;
const INCIDENT_COLUMNS = sql`interaction, key::text as key, node, brand, incident_id as about, source, occurred_at as "occurredAt", said`;

const factOf = ({ interaction, key, node, brand, source, occurredAt }: Row<unknown>): Fact => ({ interaction, key, node, brand, source, occurredMs: occurredAt.getTime() });
const refundOf = (row: Row<RefundSaid>): RefundFact => ({ ...factOf(row), orderId: row.about, said: row.said });
const incidentOf = (row: Row<IncidentSaid>): IncidentFact => ({ ...factOf(row), incidentId: row.about, said: row.said });

/** The columns of facts as lists, `abouts` what each is about. */
function listed(facts: readonly Put[], abouts: readonly string[]): PgStatement {
  return sql`select * from unnest(${facts.map((one) => one.interaction)}::bigint[], ${facts.map((one) => one.revision)}::int[], ${facts.map((one) => one.key)}::uuid[], ${facts.map((one) => one.brand)}::text[], ${abouts}::text[],
    ${facts.map((one) => one.node)}::bigint[], ${facts.map((one) => one.source)}::text[], ${facts.map((one) => new Date(one.occurredMs).toISOString())}::timestamptz[], ${facts.map((one) => JSON.stringify(one.said))}::jsonb[])`;
}

/** Keeps what interactions said about refunds; a later revision of the same interaction replaces its fact, an earlier one never does. */
export async function putRefundFacts(tx: Transaction, facts: readonly (RefundFact & { readonly revision: number })[]): Promise<void> {
  await tx.run(sql`
    insert into subjects.refund_fact as f (interaction, revision, key, brand, order_id, node, source, occurred_at, said) ${listed(facts, facts.map(({ orderId }) => orderId))}
    on conflict (interaction) do update set revision = excluded.revision, brand = excluded.brand, order_id = excluded.order_id, node = excluded.node, occurred_at = excluded.occurred_at, said = excluded.said where f.revision < excluded.revision`);
}

/** The same for incidents. */
export async function putIncidentFacts(tx: Transaction, facts: readonly (IncidentFact & { readonly revision: number })[]): Promise<void> {
  await tx.run(sql`
    insert into subjects.incident_fact as f (interaction, revision, key, brand, incident_id, node, source, occurred_at, said) ${listed(facts, facts.map(({ incidentId }) => incidentId))}
    on conflict (interaction) do update set revision = excluded.revision, brand = excluded.brand, incident_id = excluded.incident_id, node = excluded.node, occurred_at = excluded.occurred_at, said = excluded.said where f.revision < excluded.revision`);
}

/** Forgets what these interactions said about refunds. Shape: how many did. */
export async function dropRefundFacts(tx: Transaction, interactions: readonly number[]): Promise<number> {
  return tx.run(sql`delete from subjects.refund_fact where interaction = any(${interactions}::bigint[])`);
}

/** Forgets what these interactions said about incidents. Shape: how many did. */
export async function dropIncidentFacts(tx: Transaction, interactions: readonly number[]): Promise<number> {
  return tx.run(sql`delete from subjects.incident_fact where interaction = any(${interactions}::bigint[])`);
}

/** Everything said about refunds of these orders, whoever said it; orders as their brand and number. */
export async function refundFactsOfOrders(database: Queryable, orders: readonly { readonly brand: string; readonly id: string }[]): Promise<RefundFact[]> {
  if (orders.length === 0) return [];
  return (await database.rows<Row<RefundSaid>>(sql`
    select ${REFUND_COLUMNS} from subjects.refund_fact join unnest(${orders.map(({ brand }) => brand)}::text[], ${orders.map(({ id }) => id)}::text[]) as o (brand, order_id) using (brand, order_id)`)).map(refundOf);
}

/** Everything that these claims themselves said about refunds, oldest first. */
export async function refundFactsHeld(database: Queryable, nodes: readonly number[]): Promise<RefundFact[]> {
  return (await database.rows<Row<RefundSaid>>(sql`select ${REFUND_COLUMNS} from subjects.refund_fact where node = any(${nodes}::bigint[]) order by occurred_at, interaction`)).map(refundOf);
}

/** Everything said about the incidents that were spoken of last, at most so many of them. */
export async function incidentFacts(database: Queryable, most: number): Promise<IncidentFact[]> {
  return (await database.rows<Row<IncidentSaid>>(sql`
    with latest as (select incident_id, brand from subjects.incident_fact group by incident_id, brand order by max(occurred_at) desc, incident_id, brand limit ${most})
    select ${INCIDENT_COLUMNS} from subjects.incident_fact join latest using (incident_id, brand)`)).map(incidentOf);
}
