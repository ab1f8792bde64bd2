import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { ActKind } from './contract.ts';

/** Something that a customer did on their page. */
export type ActRow = { readonly link: number; readonly once: string; readonly node: number; readonly kind: ActKind; readonly at: Date; readonly caseNumber: number | null; readonly interaction: number | null; readonly state: 'waiting' | 'done' | 'failed' };

const COLUMNS = sql`link, once, node, kind, at, case_number as "caseNumber", interaction, state`;
const iso = (atMs: number): string => new Date(atMs).toISOString();

/** Notes that a form was sent. Shape: the act as it stands when it was sent before; null when it is new. */
export async function beginAct(database: Queryable, act: Pick<ActRow, 'link' | 'once' | 'node' | 'kind' | 'caseNumber'>, nowMs: number): Promise<ActRow | null> {
  const made = await database.run(sql`insert into portal.act (link, once, node, kind, at, case_number, state) values (${act.link}, ${act.once}::uuid, ${act.node}, ${act.kind}, ${iso(nowMs)}::timestamptz, ${act.caseNumber}, 'waiting') on conflict do nothing`);
  if (made > 0) return null;
  const [row] = await database.rows<ActRow>(sql`select ${COLUMNS} from portal.act where link = ${act.link} and once = ${act.once}::uuid`);
  return row ?? null;
}

/** Keeps how far an act came. */
export async function settleAct(on: Queryable | Transaction, { link, once }: Pick<ActRow, 'link' | 'once'>, { state, interaction, caseNumber }: Partial<Pick<ActRow, 'state' | 'interaction' | 'caseNumber'>>): Promise<void> {
  await on.run(sql`update portal.act set state = coalesce(${state ?? null}, state), interaction = coalesce(${interaction ?? null}::bigint, interaction), case_number = coalesce(${caseNumber ?? null}::bigint, case_number) where link = ${link} and once = ${once}::uuid`);
}

/** Acts of which something is still to be done, the oldest first. */
export function waitingActs(database: Queryable, most: number): Promise<ActRow[]> {
  return database.rows<ActRow>(sql`select ${COLUMNS} from portal.act where state = 'waiting' and interaction is not null order by at limit ${most}`);
}

/** What a customer did since a moment, newest first. */
export function actsOf(database: Queryable, nodes: readonly number[], sinceMs: number, most: number): Promise<ActRow[]> {
  return database.rows<ActRow>(sql`select ${COLUMNS} from portal.act where node = any(${nodes}::bigint[]) and at > ${iso(sinceMs)}::timestamptz order by at desc limit ${most}`);
}

/** How often a link was used to do something since a moment. */
export async function actsOfLink(database: Queryable, link: number, sinceMs: number): Promise<number> {
  const [row] = await database.rows<{ count: number }>(sql`select count(*)::int as count from portal.act where link = ${link} and at > ${iso(sinceMs)}::timestamptz`);
  return row?.count ?? 0;
}
