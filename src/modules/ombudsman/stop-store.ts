import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { OMBUDSMAN_LIMITS, type Stop } from './contract.ts';

/** Something that was stopped, as it is kept. */
export type StopRow = {
  readonly number: number; readonly escalation: number | null; readonly what: string; readonly why: string; readonly concerns: Stop['concerns']; readonly untilAt: Date | null; readonly orderedBy: string; readonly orderedAt: Date;
  readonly liftedBy: string | null; readonly liftedAt: Date | null; readonly liftedWhy: string | null;
};

const COLUMNS = sql`number, escalation, what, why, concerns, until_at as "untilAt", ordered_by as "orderedBy", ordered_at as "orderedAt", lifted_by as "liftedBy", lifted_at as "liftedAt", lifted_why as "liftedWhy"`;
const iso = (atMs: number): string => new Date(atMs).toISOString();

/** Orders a stop. */
export async function insertStop(database: Queryable, stop: { readonly what: string; readonly why: string; readonly concerns: Stop['concerns']; readonly until: string | null; readonly escalation: number | null; readonly by: string; readonly atMs: number }): Promise<StopRow | null> {
  const [row] = await database.rows<StopRow>(sql`
    insert into ombudsman.stop (escalation, what, why, concerns, until_at, ordered_by, ordered_at) values (${stop.escalation}, ${stop.what}, ${stop.why}, ${stop.concerns}, ${stop.until}::timestamptz, ${stop.by}, ${iso(stop.atMs)}::timestamptz) returning ${COLUMNS}`);
  return row ?? null;
}

/** Lifts a stop. Shape: null when there is none, or it was lifted before. */
export async function liftStop(database: Queryable, number: number, { by, why, atMs }: { readonly by: string; readonly why: string; readonly atMs: number }): Promise<StopRow | null> {
  const [row] = await database.rows<StopRow>(sql`update ombudsman.stop set lifted_by = ${by}, lifted_why = ${why}, lifted_at = ${iso(atMs)}::timestamptz where number = ${number} and lifted_at is null returning ${COLUMNS}`);
  return row ?? null;
}

/** What is stopped now, for those whom it concerns; newest first. */
export function stopsInForce(database: Queryable, concerns: readonly Stop['concerns'][]): Promise<StopRow[]> {
  return database.rows<StopRow>(sql`select ${COLUMNS} from ombudsman.stop where lifted_at is null and concerns = any(${concerns}::text[]) order by number desc limit ${OMBUDSMAN_LIMITS.stops}`);
}

/** Stops of an escalation, or those that were in force in a period. Units: ms since 1970. */
export function stopsOf(database: Queryable, asked: { readonly escalation: number } | { readonly fromMs: number; readonly belowMs: number }): Promise<StopRow[]> {
  return database.rows<StopRow>('escalation' in asked
    ? sql`select ${COLUMNS} from ombudsman.stop where escalation = ${asked.escalation} order by number`
    : sql`select ${COLUMNS} from ombudsman.stop where ordered_at < ${iso(asked.belowMs)}::timestamptz and (lifted_at is null or lifted_at >= ${iso(asked.fromMs)}::timestamptz) order by number`);
}
