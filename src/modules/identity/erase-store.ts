import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import { forgetRecords } from './matching/forget-records.ts';

/** An identifier of claims that are to be erased. `isShared`: somebody else has it too, so it says nothing about who comes back. */
export type ErasedIdentifier = { readonly type: string; readonly value: string; readonly said: string | null; readonly isShared: boolean };

export function identifiersOfNodes(tx: Queryable, nodes: readonly number[]): Promise<ErasedIdentifier[]> {
  return tx.rows(sql`
    select i.type, i.value, i.said, exists (select 1 from identity.node_identifier o where o.type = i.type and o.value = i.value and not o.node = any(${nodes}::bigint[])) as "isShared"
    from (select distinct type, value, said from identity.node_identifier where node = any(${nodes}::bigint[])) i`);
}

/** The claims of a customer that hold anything. */
export async function nodesToErase(tx: Queryable, customer: number): Promise<number[]> {
  return (await tx.rows<{ number: number }>(sql`select n.number from identity.assignment a join identity.node n on n.number = a.node where a.customer = ${customer} and not n.erased order by n.number`)).map((row) => row.number);
}

/** Where the interactions of claims were recorded. */
export async function homesOfNodes(tx: Queryable, nodes: readonly number[]): Promise<number[]> {
  return (await tx.rows<{ home: number }>(sql`select distinct home from identity.node_home where node = any(${nodes}::bigint[])`)).map((row) => row.home);
}

/** Fingerprints of claims under a key (the two pads of HMAC-SHA-256), so that a backup's claims are known again. Shape: hexadecimal. */
export async function hashedNodes(tx: Queryable, nodes: readonly number[], pads: { readonly inner: Buffer; readonly outer: Buffer }): Promise<string[]> {
  const rows = await tx.rows<{ hash: string }>(sql`select encode(sha256(${pads.outer}::bytea || sha256(${pads.inner}::bytea || hash)), 'hex') as hash from identity.node where number = any(${nodes}::bigint[])`);
  return rows.map((row) => row.hash);
}

/** Claims of a backup that belong to an erasure: by their fingerprint, or by an identifier that names people. Cost: all claims are hashed. */
export async function nodesHashedAs(tx: Queryable, claims: readonly string[], keys: readonly string[], namingTypesNot: readonly string[], pads: { readonly inner: Buffer; readonly outer: Buffer }): Promise<number[]> {
  const rows = await tx.rows<{ number: number }>(sql`
    select number from identity.node where encode(sha256(${pads.outer}::bytea || sha256(${pads.inner}::bytea || hash)), 'hex') = any(${claims}::text[])
    union select node from identity.node_identifier
    where not type = any(${namingTypesNot}::text[]) and encode(sha256(${pads.outer}::bytea || sha256(${pads.inner}::bytea || convert_to(type || chr(10) || value, 'UTF8'))), 'hex') = any(${keys}::text[])`);
  return rows.map((row) => row.number);
}

/** Makes claims blank numbers: whose they were and what they said is gone, joins and undos of other people stand. Shape: how many rows of each table. */
export async function blankNodes(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
  const values = sql`select distinct type, value from identity.node_identifier where node = any(${nodes}::bigint[])`;
  const onlyTheirs = sql`select v.type, v.value from (${values}) v where not exists (select 1 from identity.node_identifier o where o.type = v.type and o.value = v.value and not o.node = any(${nodes}::bigint[]))`;
  const blocked = await tx.run(sql`delete from identity.blocked_value b using (${onlyTheirs}) v where b.type = v.type and b.value = v.value`);
  const values2 = await tx.run(sql`update identity.decision d set value = null, reason = 'erased' from (${onlyTheirs}) v where d.type = v.type and d.value = v.value`);
  const decisions = await tx.run(sql`update identity.decision set reason = 'erased' where reason <> 'erased' and (left_nodes || right_nodes || keep_nodes) && ${nodes}::bigint[]`);
  const edges = await tx.run(sql`update identity.edge set value = null where value is not null and (node_a = any(${nodes}::bigint[]) or node_b = any(${nodes}::bigint[]))`);
  const identifiers = await tx.run(sql`delete from identity.node_identifier where node = any(${nodes}::bigint[])`);
  const records = await forgetRecords(tx, nodes);
  const claims = await tx.run(sql`update identity.node set hash = sha256(('erased ' || gen_random_uuid()::text)::bytea), level = 'device', session = null, traits = '{}', erased = true where number = any(${nodes}::bigint[])`);
  await tx.run(sql`
    update identity.customer c set kind = 'visitor', value_counts = '{}', known = false
    where c.number in (select customer from identity.assignment where node = any(${nodes}::bigint[]))
      and not exists (select 1 from identity.assignment a join identity.node n on n.number = a.node where a.customer = c.number and not n.erased)`);
  return { 'identity.node': claims, 'identity.node_identifier': identifiers, 'identity.edge': edges, 'identity.decision': decisions + values2, 'identity.blocked_value': blocked, ...records };
}
