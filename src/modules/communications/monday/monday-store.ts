import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { MondayLineName } from '../contract.ts';

/** A line as it is kept: nothing of a person stands in it. */
export type KeptLine = { readonly of: MondayLineName; readonly text: string; readonly path: string | null; readonly how: readonly string[]; /** Words of a person belong to it, kept apart. */ readonly hasQuote: boolean };
/** A page as it is kept. `question`: its number. */
export type MondayBody = { readonly isQuiet: boolean; readonly lines: readonly KeptLine[]; readonly question: number | null };
export type MondayRow = { readonly week: string; readonly madeAt: Date; readonly fromAt: Date; readonly untilAt: Date; readonly zone: string; readonly body: MondayBody };
/** What of a page belongs to a person. `node` 0: nobody known. */
export type MondayPart = { readonly line: MondayLineName; readonly node: number; readonly interaction: number | null; readonly quote: string };

const COLUMNS = sql`to_char(week_on, 'YYYY-MM-DD') as week, made_at as "madeAt", from_at as "fromAt", until_at as "untilAt", zone, body`;

/** Weeks of which there is a page, latest first. */
export async function mondayWeeks(database: Queryable, most: number): Promise<string[]> {
  return (await database.rows<{ week: string }>(sql`select to_char(week_on, 'YYYY-MM-DD') as week from communications.monday order by week_on desc limit ${most}`)).map(({ week }) => week);
}

/** The page of a week. Shape: null when there is none. */
export async function mondayOf(database: Queryable, week: string): Promise<MondayRow | null> {
  return (await database.rows<MondayRow>(sql`select ${COLUMNS} from communications.monday where week_on = ${week}::date`))[0] ?? null;
}

/** What of a page belongs to people and is still here. */
export function partsOf(database: Queryable, week: string): Promise<MondayPart[]> {
  return database.rows<MondayPart>(sql`select line, node, interaction, quote from communications.monday_part where week_on = ${week}::date`);
}

/** Keeps a page for good. False: there is one of this week. */
export async function insertMonday(tx: Transaction, { week, madeAt, fromAt, untilAt, zone, body }: MondayRow, parts: readonly MondayPart[]): Promise<boolean> {
  const kept = await tx.run(sql`
    insert into communications.monday (week_on, made_at, from_at, until_at, zone, body)
    values (${week}::date, ${madeAt.toISOString()}::timestamptz, ${fromAt.toISOString()}::timestamptz, ${untilAt.toISOString()}::timestamptz, ${zone}, ${JSON.stringify(body)}::jsonb) on conflict (week_on) do nothing`) === 1;
  if (kept) for (const { line, node, interaction, quote } of parts) await tx.run(sql`insert into communications.monday_part (week_on, line, node, interaction, quote) values (${week}::date, ${line}, ${node}, ${interaction}, ${quote})`);
  return kept;
}

/** What of Monday pages belongs to people's claims and interactions: it goes with them. */
export const mondayKept = {
  /** Shape: rows per table. */
  eraseNodes: async (tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> => ({ 'communications.monday_part': await tx.run(sql`delete from communications.monday_part where node = any(${nodes}::bigint[]) and node <> 0`) }),
  /** Shape: rows per table. */
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'communications.monday_part': await tx.run(sql`delete from communications.monday_part where interaction = any(${numbers}::bigint[])`) }),
};

/** What Monday pages hold of a customer, for an access export: their words as they were shown. */
export const mondayHeld = {
  name: 'monday',
  held: (database: Queryable, nodes: readonly number[]): Promise<unknown[]> => database.rows(sql`select to_char(week_on, 'YYYY-MM-DD') as week, line, quote from communications.monday_part where node = any(${nodes}::bigint[]) and node <> 0 order by week_on, line`),
};
