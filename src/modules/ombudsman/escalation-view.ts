import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { Matter, Origin, Outcome } from './contract.ts';
import type { EscalationRow } from './escalation-store.ts';

const COLUMNS = sql`e.number, e.node, e.origin, e.matter, e.cause, e.case_number as "caseNumber", e.opened_by as "openedBy", e.opened_at as "openedAt", e.asked_at as "askedAt", e.word_at as "wordAt", e.word_settled as "wordSettled", e.closed_at as "closedAt", e.outcome, e.version`;
const iso = (atMs: number): string => new Date(atMs).toISOString();

/** Open escalations, the oldest first; closed ones, the latest first. */
export function escalationsIn(database: Queryable, state: 'open' | 'closed', limit: number): Promise<EscalationRow[]> {
  return database.rows<EscalationRow>(state === 'open' ? sql`select ${COLUMNS} from ombudsman.escalation e where e.closed_at is null order by e.opened_at, e.number limit ${limit}` : sql`select ${COLUMNS} from ombudsman.escalation e where e.closed_at is not null order by e.closed_at desc, e.number desc limit ${limit}`);
}

/** How many are open, and since when the oldest is. */
export async function openCount(database: Queryable): Promise<{ readonly open: number; readonly oldestAt: Date | null }> {
  const [row] = await database.rows<{ open: number; oldestAt: Date | null }>(sql`select count(*)::int as open, min(opened_at) as "oldestAt" from ombudsman.escalation where closed_at is null`);
  return row ?? { open: 0, oldestAt: null };
}

/** What somebody of the staff brought, newest first. */
export function escalationsBy(database: Queryable, person: string, limit: number): Promise<EscalationRow[]> {
  return database.rows<EscalationRow>(sql`select ${COLUMNS} from ombudsman.escalation e where e.opened_by = ${person} order by e.number desc limit ${limit}`);
}

/** Escalations of claims, open ones first, newest before. */
export function escalationsOfNodes(database: Queryable, nodes: readonly number[], limit: number): Promise<EscalationRow[]> {
  return database.rows<EscalationRow>(sql`select ${COLUMNS} from ombudsman.escalation e where e.node = any(${nodes}::bigint[]) and e.node <> 0 order by (e.closed_at is not null), e.number desc limit ${limit}`);
}

/** Escalations as a report counts them. Units: `days` between opening and closing. */
export type ReportRow = { readonly node: number; readonly origin: Origin; readonly matter: Matter; readonly openedAt: Date; readonly closedAt: Date | null; readonly outcome: Outcome | null; readonly askedAt: Date | null; readonly wordAt: Date | null; readonly wordSettled: boolean | null };

/** Escalations that were open at some moment of a period, or opened or closed in it. Units: ms since 1970. */
export function escalationsBetween(database: Queryable, fromMs: number, belowMs: number): Promise<ReportRow[]> {
  return database.rows<ReportRow>(sql`
    select node, origin, matter, opened_at as "openedAt", closed_at as "closedAt", outcome, asked_at as "askedAt", word_at as "wordAt", word_settled as "wordSettled" from ombudsman.escalation
    where opened_at < ${iso(belowMs)}::timestamptz and (closed_at is null or closed_at >= ${iso(fromMs)}::timestamptz) order by number`);
}
