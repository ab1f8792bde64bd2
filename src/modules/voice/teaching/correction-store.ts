import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** One word of the log. `label` null: none of them. `readAs`: what was shown then, null for nothing. */
export type Correction = {
  readonly number: number; readonly interaction: number; readonly revision: number; readonly home: number; readonly node: number; readonly question: string; readonly label: string | null;
  readonly saidBy: string; readonly saidAt: Date; readonly reader: number; readonly readAs: string | null;
};

const COLUMNS = sql`number, interaction, revision, home, node, question, label, said_by as "saidBy", said_at as "saidAt", reader, read_as as "readAs"`;
/** Of each interaction and question the latest word, unless that took it back. */
const STANDING = sql`select distinct on (interaction, question) * from voice.correction`;
const LATEST = sql`order by interaction, question, number desc`;

/** Adds a word to the log. Answers its number. */
export async function addCorrection(tx: Transaction, one: Omit<Correction, 'number' | 'saidAt'> & { readonly isTakenBack: boolean }): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into voice.correction (interaction, revision, home, node, question, label, is_taken_back, said_by, reader, read_as)
    values (${one.interaction}, ${one.revision}, ${one.home}, ${one.node}, ${one.question}, ${one.label}, ${one.isTakenBack}, ${one.saidBy}, ${one.reader}, ${one.readAs}) returning number`);
  return row?.number ?? 0;
}

/** What stands of these interactions. */
export async function correctionsOf(database: Queryable, interactions: readonly number[]): Promise<Correction[]> {
  if (interactions.length === 0) return [];
  return database.rows<Correction>(sql`select ${COLUMNS} from (${STANDING} where interaction = any(${interactions}::bigint[]) ${LATEST}) as latest where not is_taken_back`);
}

/** The latest that stand, newest first; all of them up to `limit`. */
export function standingCorrections(database: Queryable, limit: number): Promise<Correction[]> {
  return database.rows<Correction>(sql`select ${COLUMNS} from (${STANDING} ${LATEST}) as latest where not is_taken_back order by number desc limit ${limit}`);
}

/** How many stand of each question and label. */
export function correctionCounts(database: Queryable): Promise<{ question: string; label: string | null; count: number }[]> {
  return database.rows(sql`select question, label, count(*)::bigint as count from (${STANDING} ${LATEST}) as latest where not is_taken_back group by question, label order by question, label`);
}

/** Which of these interactions somebody has spoken about already, for one question. */
export async function answeredAmong(database: Queryable, question: string, interactions: readonly number[]): Promise<Set<number>> {
  const rows = await database.rows<{ interaction: number }>(sql`select interaction from (${STANDING} where question = ${question} and interaction = any(${interactions}::bigint[]) ${LATEST}) as latest where not is_taken_back`);
  return new Set(rows.map(({ interaction }) => interaction));
}

/** What is kept about people by claim and by interaction, to be let go of with them. */
export const correctionsKept = {
  /** Erases what was said of texts of these claims. Shape: rows per table. */
  eraseNodes: async (tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> => ({ 'voice.correction': await tx.run(sql`delete from voice.correction where node = any(${nodes}::bigint[]) and node <> 0`) }),
  /** Lets go of what was said of interactions that expired. Shape: rows per table. */
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'voice.correction': await tx.run(sql`delete from voice.correction where interaction = any(${numbers}::bigint[])`) }),
};
