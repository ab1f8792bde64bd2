import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import { withTheirClaims } from '../customer-claims-store.ts';
import type { NodeIdentifier } from '../identity-node.ts';
import type { CustomersRead } from '../identity-store.ts';
import type { MatchState } from './model-store.ts';

/** A claim that no record was made of yet. `isPerson` false: it names a device or a desk only, or was erased. */
export type UnreadClaim = { readonly node: number; readonly customer: number; /** Its customer is weighed with all others at every claim. */ readonly isEntangled: boolean; readonly isPerson: boolean; readonly traits: Readonly<Record<string, string>>; readonly identifiers: readonly Pick<NodeIdentifier, 'type' | 'value' | 'joins'>[] };

/** What is to be read: the next claims in their order, how matching stands, how many records were ever made, and whether customers still follow other exact rules. */
export type ToRead = { readonly claims: readonly UnreadClaim[]; readonly state: MatchState; readonly records: number; readonly areRulesBehind: boolean };

/** What is to be read next. Step by step on purpose: with a plan made for any `most`, a join here would read all claims. */
export async function claimsToRead(tx: Queryable, most: number): Promise<ToRead> {
  const [row] = await tx.rows<MatchState & { records: number | null; areRulesBehind: boolean; claims: UnreadClaim[] | null }>(sql`
    select s.model, s.cut_bits as "cutBits", s.unsettled, (select number from identity.match_record order by number desc limit 1) as records, exists (select 1 from identity.rule_version where version > s.rules_followed) as "areRulesBehind", (
      select json_agg(json_build_object('node', n.number, 'customer', a.customer, 'isEntangled', c.entangled, 'isPerson', n.level = 'person' and not n.erased, 'traits', n.traits, 'identifiers', coalesce(i.identifiers, '[]')) order by n.number)
      from (select number, level, erased, traits from identity.node where number > s.node order by number limit ${most}) n
      cross join lateral (select customer from identity.assignment where node = n.number offset 0) a
      cross join lateral (select entangled from identity.customer where number = a.customer offset 0) c
      cross join lateral (select json_agg(json_build_object('type', type, 'value', value, 'joins', joins)) as identifiers from identity.node_identifier where node = n.number) i) as claims
    from identity.match_state s where s.is_only = ${true}`);
  return { claims: row?.claims ?? [], state: { model: row?.model ?? null, cutBits: row?.cutBits ?? null, unsettled: row?.unsettled ?? false }, records: row?.records ?? 0, areRulesBehind: row?.areRulesBehind ?? false };
}

/** How many claims wait. */
export async function countUnread(tx: Queryable): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(sql`select count(*) as count from identity.node where number > (select node from identity.match_state)`);
  return row?.count ?? 0;
}

/** What a claim says, before it has a number. `ownBits` null: nothing was learnt yet. */
export type SaidRecord = { readonly hash: string; readonly said: readonly string[]; readonly ownBits: number | null };

/** A record as it is kept. `isNew`: nobody said this before. */
export type KeptRecord = SaidRecord & { readonly number: number; readonly isNew: boolean };

/** Keeps what is said; what was said before is not kept twice. Each hash is given once. */
export async function putRecords(tx: Transaction, records: readonly SaidRecord[]): Promise<KeptRecord[]> {
  if (records.length === 0) return [];
  const rows = await tx.rows<{ number: number; hash: string; ownBits: number | null; isNew: boolean }>(sql`
    with asked as (
        select decode(v.hash, 'hex') as hash, v.said, v.bits
        from unnest(${records.map((one) => one.hash)}::text[], ${records.map((one) => JSON.stringify(one.said))}::text[], ${records.map((one) => one.ownBits)}::real[]) as v (hash, said, bits)),
      added as (insert into identity.match_record (hash, said, own_bits) select hash, array(select jsonb_array_elements_text(said::jsonb)), bits from asked on conflict (hash) do nothing returning number, hash, own_bits)
    select number, encode(hash, 'hex') as hash, own_bits as "ownBits", true as "isNew" from added
    union all select r.number, encode(r.hash, 'hex'), r.own_bits, false from asked join identity.match_record r on r.hash = asked.hash`);
  const saidOf = new Map(records.map(({ hash, said }) => [hash, said]));
  return rows.map((row) => ({ ...row, said: saidOf.get(row.hash) ?? [] }));
}

/** Notes which record each claim says, and that claims up to a node are read. */
export function noteRead(tx: Transaction, recordOf: ReadonlyMap<number, number>, upToNode: number): void {
  tx.send(sql`
    with noted as (insert into identity.match_node (node, record) select * from unnest(${[...recordOf.keys()]}::bigint[], ${[...recordOf.values()]}::bigint[]) on conflict (node) do nothing)
    update identity.match_state set node = greatest(node, ${upToNode}::bigint)`);
}

/** What records say. */
export async function recordsByNumber(tx: Queryable, numbers: readonly number[]): Promise<Map<number, readonly string[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.rows<{ number: number; said: string[] }>(sql`select number, to_json(said) as said from identity.match_record where number = any(${numbers}::bigint[])`);
  return new Map(rows.map((row) => [row.number, row.said]));
}

/** A record that more customers than this share leads nowhere. */
export const MOST_CUSTOMERS = 12;

/** The customers whose claims say each of these records. Shape: by record; one that too many customers share has none. */
export type OwnersOfRecords = ReadonlyMap<number, readonly number[]>;

type OwnersRow = { readonly record: number; readonly customers: readonly number[] };

const owners = (records: readonly number[]): PgStatement => sql`
  select v.record, h.customers from unnest(${records}::bigint[]) as v (record)
  cross join lateral (select array_agg(d.customer) as customers from (select distinct a.customer from identity.match_node m join identity.assignment a on a.node = m.node where m.record = v.record limit ${MOST_CUSTOMERS + 1}) d) h
  where cardinality(h.customers) <= ${MOST_CUSTOMERS}`;

const byRecord = (rows: readonly OwnersRow[]): OwnersOfRecords => new Map(rows.map((row) => [row.record, row.customers]));

export async function customersOfRecords(tx: Queryable, records: readonly number[]): Promise<OwnersOfRecords> {
  return records.length === 0 ? new Map() : byRecord(await tx.rows<OwnersRow>(owners(records)));
}

/** The same of few records, with those customers, these too, and their claims. */
export async function customersOfRecordsRead(tx: Queryable, records: readonly number[], customers: readonly number[]): Promise<{ readonly owners: OwnersOfRecords; readonly read: CustomersRead }> {
  const { found, read } = await withTheirClaims<OwnersRow>(tx, sql`
    owned as materialized (${owners(records)}), asked as (select unnest(customers) as customer from owned union select unnest(${customers}::bigint[]))`, sql`select json_agg(o) from owned o`);
  return { owners: byRecord(found), read };
}

/** How many records were ever made: a step in the index, where counting would read them all. */
export async function recordsMade(tx: Queryable): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`select number from identity.match_record order by number desc limit ${1}`);
  return row?.number ?? 0;
}

/** Takes back what claims said, with everything made of it. `keysOf`: the keys that were made of records. Shape: how many rows of each table. */
export async function dropRecords(tx: Transaction, nodes: readonly number[], keysOf: (records: readonly { readonly said: readonly string[] }[]) => readonly (readonly { readonly key: number }[])[]): Promise<Record<string, number>> {
  const gone = await tx.rows<{ record: number }>(sql`delete from identity.match_node where node = any(${nodes}::bigint[]) returning record`);
  const lost = await tx.rows<{ number: number; said: string[] }>(sql`
    delete from identity.match_record r where r.number = any(${[...new Set(gone.map((row) => row.record))]}::bigint[]) and not exists (select 1 from identity.match_node m where m.record = r.number) returning r.number, r.said`);
  const records = lost.map((row) => row.number);
  const made = keysOf(lost).flatMap((own, at) => own.map(({ key }) => ({ key, record: records[at] ?? 0 })));
  const keys = await tx.run(sql`delete from identity.match_key k using unnest(${made.map((one) => one.key)}::bigint[], ${made.map((one) => one.record)}::bigint[]) as v (key, record) where k.key = v.key and k.record = v.record`);
  const pairs = await tx.run(sql`delete from identity.match_pair where a = any(${records}::bigint[]) or b = any(${records}::bigint[])`);
  await tx.run(sql`delete from identity.match_answer where node_a = any(${nodes}::bigint[]) or node_b = any(${nodes}::bigint[])`);
  return { 'identity.match_record': records.length, 'identity.match_node': gone.length, 'identity.match_key': keys, 'identity.match_pair': pairs };
}
