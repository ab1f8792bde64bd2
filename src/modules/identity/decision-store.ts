import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { IdentifierKey } from './identity-store.ts';
import type { HumanDecision } from './resolution.ts';

/** A decision as it was taken, and whether it still stands. `undoneBy` is the undo that stands against it. */
export type DecisionRow = {
  readonly number: number; readonly kind: 'together' | 'apart' | 'block-value' | 'undo'; readonly left: readonly number[]; readonly right: readonly number[]; readonly keep: readonly number[];
  readonly type: string | null; readonly value: string | null; readonly undoes: number | null; readonly reason: string; readonly by: string; readonly at: Date; readonly undone: boolean; readonly undoneBy: number | null;
};

/** An undo that is undone doesn't count: a decision stands when an even number of undos follow each other on it. */
const STANDING = sql`
  , chain as (
    select w.number as decision, w.number as last, 0 as depth from wanted w
    union all select c.decision, d.number, c.depth + 1 from chain c join identity.decision d on d.undoes = c.last)
  , latest as (select distinct on (decision) decision, last, depth from chain order by decision, depth desc)
  select d.number, d.kind, d.left_nodes as "left", d.right_nodes as "right", d.keep_nodes as "keep", d.type, d.value, d.undoes, d.reason, d.decided_by as "by", d.decided_at as "at",
    l.depth % 2 = 1 as undone, case when l.depth % 2 = 1 then l.last end as "undoneBy"
  from latest l join identity.decision d on d.number = l.decision order by d.number`;

/** Decisions about claims that name any of these nodes. */
export function decisionsAbout(tx: Queryable, nodes: readonly number[]): Promise<DecisionRow[]> {
  return tx.rows(sql`with recursive wanted as (select number from identity.decision where kind in ('together', 'apart') and (left_nodes || right_nodes || keep_nodes) && ${nodes}::bigint[]) ${STANDING}`);
}

/** Whether anybody ever decided who is one person, or who is not. */
export async function areDecisionsMade(tx: Queryable): Promise<boolean> {
  return (await tx.rows(sql`select 1 from identity.decision where kind in ('together', 'apart') limit ${1}`)).length > 0;
}

/** Decisions to block any of these values. */
export function decisionsAboutValues(tx: Queryable, keys: readonly IdentifierKey[]): Promise<DecisionRow[]> {
  return tx.rows(sql`
    with recursive wanted as (
      select d.number from identity.decision d join unnest(${keys.map((key) => key.type)}::text[], ${keys.map((key) => key.value)}::text[]) as v (type, value) on d.type = v.type and d.value = v.value where d.kind = 'block-value') ${STANDING}`);
}

export async function decisionByNumber(tx: Queryable, number: number): Promise<DecisionRow | null> {
  const [row] = await tx.rows<DecisionRow>(sql`with recursive wanted as (select number from identity.decision where number = ${number}) ${STANDING}`);
  return row ?? null;
}

/** What the rules need of a decision. */
export function asHuman(row: DecisionRow): HumanDecision {
  return { number: row.number, kind: row.kind === 'apart' ? 'apart' : 'together', left: row.left, right: row.right, keep: row.keep };
}

export type NewDecision = { readonly kind: DecisionRow['kind']; readonly left?: readonly number[]; readonly right?: readonly number[]; readonly key?: IdentifierKey; readonly undoes?: number; readonly reason: string; readonly by: string };

export async function addDecision(tx: Transaction, decision: NewDecision): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into identity.decision (kind, left_nodes, right_nodes, type, value, undoes, reason, decided_by)
    values (${decision.kind}, ${decision.left ?? []}::bigint[], ${decision.right ?? []}::bigint[], ${decision.key?.type ?? null}, ${decision.key?.value ?? null}, ${decision.undoes ?? null}, ${decision.reason}, ${decision.by}) returning number`);
  return row?.number ?? 0;
}

/** Written in the transaction that took the decision, before anybody could read it. */
export async function keepTogether(tx: Transaction, decision: number, nodes: readonly number[]): Promise<void> {
  await tx.run(sql`update identity.decision set keep_nodes = ${nodes}::bigint[] where number = ${decision}`);
}

/** Names more claims as one person. Written in the transaction that took the decision, before anybody could read it. */
export async function nameLeft(tx: Transaction, decision: number, nodes: readonly number[]): Promise<void> {
  await tx.run(sql`update identity.decision set left_nodes = ${nodes}::bigint[] where number = ${decision}`);
}

/** Notes on nodes whether a standing decision says whose they are. */
export async function markDecided(tx: Transaction, nodes: readonly number[]): Promise<void> {
  if (nodes.length === 0) return;
  const standing = new Set((await decisionsAbout(tx, nodes)).filter((row) => !row.undone).flatMap((row) => [...row.left, ...row.keep]));
  await tx.run(sql`update identity.node n set decided = n.number = any(${[...standing]}::bigint[]) where n.number = any(${nodes}::bigint[]) and n.decided is distinct from (n.number = any(${[...standing]}::bigint[]))`);
}

/** Values that join nobody. */
export function valuesSetAside(tx: Queryable): Promise<{ type: string; value: string; kind: 'generic' | 'human' }[]> {
  return tx.rows(sql`select type, value, kind from identity.blocked_value`);
}

export async function putBlocked(tx: Transaction, key: IdentifierKey, decision: number): Promise<void> {
  await tx.run(sql`insert into identity.blocked_value (type, value, kind, decision) values (${key.type}, ${key.value}, 'human', ${decision}) on conflict (type, value, kind) do update set decision = excluded.decision, since = now()`);
}

export async function liftBlocked(tx: Transaction, key: IdentifierKey): Promise<void> {
  await tx.run(sql`delete from identity.blocked_value where type = ${key.type} and value = ${key.value} and kind = 'human'`);
}
