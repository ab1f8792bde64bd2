import { sql } from '../../../platform/pg/sql.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';

/** Notes that a reply which had left did not arrive. Shape: its number, and that of its case; null for a mail that is no reply, or of which that is known. */
export async function noteUnreached(tx: Transaction, letter: string, problem: string): Promise<{ readonly reply: number; readonly caseNumber: number } | null> {
  const [row] = await tx.rows<{ reply: number; caseNumber: number }>(sql`update cases.reply set state = 'failed', problem = ${problem} where letter = ${letter} and state in ('sent', 'unknown') returning number as reply, case_number as "caseNumber"`);
  return row ?? null;
}
