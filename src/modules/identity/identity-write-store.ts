import { jsonLines, sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { Claim } from './contract.ts';
import { nodeIdentifiers, type IdentityNode } from './identity-node.ts';
import type { CustomerRow, IdentifierKey } from './identity-store.ts';
import type { ResolvedEdge } from './resolution.ts';

/** A new node with the claim that it keeps. */
export type NewNode = { readonly node: IdentityNode; readonly claim: Claim };

export type AssignmentRow = { readonly node: number; readonly customer: number; readonly origin: number };

export function putCustomers(tx: Transaction, rows: readonly CustomerRow[]): void {
  if (rows.length === 0) return;
  // In the order of their numbers, so that two writers never wait for each other crosswise.
  const sorted = [...rows].sort((a, b) => a.number - b.number);
  tx.send(sql`
    insert into identity.customer (number, kind, merged_into, node_count, entangled, capped, known, value_counts, first_seen_ms, last_seen_ms)
    select number, kind, merged_into, node_count, entangled, capped, known, value_counts::jsonb, first_ms, last_ms
    from unnest(${sorted.map((row) => row.number)}::bigint[], ${sorted.map((row) => row.kind)}::text[], ${sorted.map((row) => row.mergedInto)}::bigint[], ${sorted.map((row) => row.nodeCount)}::int[], ${sorted.map((row) => row.entangled)}::boolean[],
      ${sorted.map((row) => row.capped)}::boolean[], ${sorted.map((row) => row.known)}::boolean[], string_to_array(${jsonLines(sorted.map((row) => row.valueCounts))}, E'\\n')::text[], ${sorted.map((row) => row.firstSeenMs)}::bigint[], ${sorted.map((row) => row.lastSeenMs)}::bigint[])
      as v (number, kind, merged_into, node_count, entangled, capped, known, value_counts, first_ms, last_ms)
    on conflict (number) do update set kind = excluded.kind, merged_into = excluded.merged_into, node_count = excluded.node_count, entangled = excluded.entangled, capped = excluded.capped, known = excluded.known,
      value_counts = excluded.value_counts, first_seen_ms = excluded.first_seen_ms, last_seen_ms = excluded.last_seen_ms`);
}

/** Notes whose claims were before people moved them; a claim that is back is as it was. */
export function noteSettled(tx: Transaction, moves: readonly { readonly node: number; readonly from: number; readonly to: number }[]): void {
  tx.send(sql`
    update identity.assignment a set settled = nullif(coalesce(a.settled, v.was), v.is_now)
    from unnest(${moves.map((move) => move.node)}::bigint[], ${moves.map((move) => move.from)}::bigint[], ${moves.map((move) => move.to)}::bigint[]) as v (node, was, is_now) where a.node = v.node`);
}

/** Gives all claims of one customer to another. Shape: the claims that moved. */
export async function mergeCustomers(tx: Transaction, merges: readonly { readonly from: number; readonly into: number }[]): Promise<{ node: number; from: number; into: number }[]> {
  if (merges.length === 0) return [];
  const froms = merges.map((merge) => merge.from);
  const intos = merges.map((merge) => merge.into);
  tx.send(sql`update identity.customer c set merged_into = v.into_number from unnest(${froms}::bigint[], ${intos}::bigint[]) as v (from_number, into_number) where c.merged_into = v.from_number`);
  return tx.rows(sql`
    update identity.assignment a set customer = v.into_number from unnest(${froms}::bigint[], ${intos}::bigint[]) as v (from_number, into_number)
    where a.customer = v.from_number returning a.node, v.from_number as "from", v.into_number as "into"`);
}

/** What is written of claims: new ones, whose claims are now, and why. `logsRepeats` false: a join or refusal that is already written down between the same claims is not repeated. */
export type ClaimsChange = { readonly fresh: readonly NewNode[]; readonly assignments: readonly AssignmentRow[]; readonly edges: readonly ResolvedEdge[]; readonly logsRepeats: boolean };

/** Writes claims in one statement: one for each table costs more than what it writes. */
export function putClaims(tx: Transaction, { fresh, assignments, edges, logsRepeats }: ClaimsChange): void {
  const told = edges.filter((edge) => edge.outcome !== 'confirmed');
  if (fresh.length === 0 && assignments.length === 0 && told.length === 0) return;
  const evidence = new Map(fresh.map(({ node, claim }) => [node.number, claim.evidence]));
  tx.send(sql`
    with nodes as (${nodesInserted(fresh)}), identifiers as (${identifiersInserted(fresh)}), edges as (${edgesLogged(told, (node) => evidence.get(node) ?? null, logsRepeats)})
    insert into identity.assignment (node, customer, origin)
    select * from unnest(${assignments.map((row) => row.node)}::bigint[], ${assignments.map((row) => row.customer)}::bigint[], ${assignments.map((row) => row.origin)}::bigint[])
    on conflict (node) do update set customer = excluded.customer, origin = excluded.origin`);
}

function nodesInserted(fresh: readonly NewNode[]): PgStatement {
  return sql`
    insert into identity.node (number, hash, source, brand, level, session, traits, first_occurred_ms, evidence)
    select number, decode(hash, 'hex'), source, brand, level, session, traits::jsonb, ms, evidence
    from unnest(${fresh.map(({ node }) => node.number)}::bigint[], ${fresh.map(({ node }) => node.hash)}::text[], ${fresh.map(({ claim }) => claim.source)}::text[], ${fresh.map(({ claim }) => claim.brand)}::text[],
      ${fresh.map(({ node }) => node.level)}::text[], ${fresh.map(({ node }) => node.session)}::text[], string_to_array(${jsonLines(fresh.map(({ claim }) => claim.traits))}, E'\\n')::text[],
      ${fresh.map(({ node }) => node.firstOccurredMs)}::bigint[], ${fresh.map(({ claim }) => claim.evidence)}::bigint[]) as v (number, hash, source, brand, level, session, traits, ms, evidence)`;
}

/** What a claim holds is kept as it is by nature, whatever the rules of today make of it. */
function identifiersInserted(fresh: readonly NewNode[]): PgStatement {
  const identifiers = fresh.flatMap(({ node, claim }) => nodeIdentifiers(claim.identifiers).map((identifier) => ({ node: node.number, ...identifier })));
  return sql`
    insert into identity.node_identifier (node, type, value, verified, joins, verified_by, said)
    select * from unnest(${identifiers.map((one) => one.node)}::bigint[], ${identifiers.map((one) => one.type)}::text[], ${identifiers.map((one) => one.value)}::text[],
      ${identifiers.map((one) => one.verified)}::boolean[], ${identifiers.map((one) => one.joins)}::boolean[],
      ${identifiers.map((one) => one.verifiedBy ?? null)}::text[], ${identifiers.map((one) => one.said ?? null)}::text[])`;
}

function edgesLogged(told: readonly ResolvedEdge[], evidenceOf: (node: number) => number | null, logsRepeats: boolean): PgStatement {
  return sql`
    insert into identity.edge (node_a, node_b, rule, strength, outcome, refusal, type, value, evidence)
    select v.* from unnest(${told.map((edge) => edge.a)}::bigint[], ${told.map((edge) => edge.b)}::bigint[], ${told.map((edge) => edge.rule)}::text[], ${told.map((edge) => edge.strength)}::real[], ${told.map((edge) => edge.outcome)}::text[],
      ${told.map((edge) => edge.refusal)}::text[], ${told.map((edge) => edge.evidence?.type ?? null)}::text[], ${told.map((edge) => edge.evidence?.value ?? null)}::text[], ${told.map((edge) => evidenceOf(edge.b))}::bigint[])
      as v (a, b, rule, strength, outcome, refusal, type, value, evidence)
    where ${logsRepeats}::boolean or not exists (
      select 1 from identity.edge e where e.node_b = v.b and e.node_a = v.a and e.rule = v.rule and e.outcome = v.outcome and e.value is not distinct from v.value and e.refusal is not distinct from v.refusal
        and e.number = (select max(l.number) from identity.edge l where l.node_b = v.b and l.node_a = v.a and l.rule = v.rule and l.value is not distinct from v.value))`;
}

export function addGenericValues(tx: Transaction, keys: readonly IdentifierKey[]): void {
  if (keys.length === 0) return;
  tx.send(sql`insert into identity.blocked_value (type, value, kind) select type, value, 'generic' from unnest(${keys.map((key) => key.type)}::text[], ${keys.map((key) => key.value)}::text[]) as v (type, value) on conflict do nothing`);
}
