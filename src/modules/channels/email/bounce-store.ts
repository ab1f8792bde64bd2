import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** A mail of ours that somebody else reports of. `isSettled`: it is known and told what became of it here. */
export type ReportedLetter = { readonly number: number; readonly key: string; readonly letter: string; readonly address: string; readonly isSettled: boolean };

/** The first of these Message-IDs that is of a mail of ours. */
export async function reportedLetter(database: Queryable, letters: readonly string[]): Promise<ReportedLetter | null> {
  const [row] = await database.rows<ReportedLetter>(sql`
    select number, key, letter, address, state in ('refused', 'failed', 'unknown') or (state = 'sent' and interaction is not null) as "isSettled"
    from channels.letter where letter = any(${letters}::text[]) order by array_position(${letters}::text[], letter) limit 1`);
  return row ?? null;
}

/** Notes that a mail did not arrive. False: that is known already, or it never left. */
export async function noteBounce(tx: Transaction, number: number, { problem, isLasting, now }: { readonly problem: string; readonly isLasting: boolean; readonly now: Date }): Promise<boolean> {
  return (await tx.run(sql`
    update channels.letter set state = 'failed', problem = ${problem}, bounced_at = ${now.toISOString()}::timestamptz, is_lasting = ${isLasting}
    where number = ${number} and bounced_at is null and state in ('sent', 'unknown')`)) > 0;
}

/** Notes that an address works after all: somebody wrote from it, or a mail to it arrived. */
export async function noteReached(database: Queryable, address: string, now: Date): Promise<void> {
  await database.run(sql`update channels.letter set reached_at = ${now.toISOString()}::timestamptz where address = ${address} and bounced_at is not null and reached_at is null`);
}

/** Which of these addresses have nobody, as far as the other side said: nothing is sent there until somebody writes from it. Addresses as identity compares them. */
export async function lostAddresses(database: Queryable, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await database.rows<{ address: string }>(sql`select distinct address from channels.letter where address = any(${addresses}::text[]) and is_lasting and bounced_at is not null and reached_at is null`);
  return new Set(rows.map(({ address }) => address));
}
