import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { BounceWhy } from './contract.ts';
import type { SentUnrecorded } from './letter-store.ts';

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
export async function noteBounce(tx: Transaction, number: number, { why, problem, isLasting, now }: { readonly why: BounceWhy; readonly problem: string; readonly isLasting: boolean; readonly now: Date }): Promise<boolean> {
  return (await tx.run(sql`
    update channels.letter set state = 'failed', problem = ${problem}, bounced_at = ${now.toISOString()}::timestamptz, bounced_why = ${why}, is_lasting = ${isLasting}
    where number = ${number} and bounced_at is null and state in ('sent', 'unknown')`)) > 0;
}

/** A mail that came back, whose interaction does not say so yet. */
export type CameBack = Omit<SentUnrecorded, 'body' | 'key'> & { readonly interaction: number; readonly why: BounceWhy; readonly bouncedAt: Date };

/** Mails that came back and whose interactions do not say so yet, the oldest first. */
export function cameBack(database: Queryable): Promise<CameBack[]> {
  return database.rows<CameBack>(sql`
    select number, letter, address, subject, answers, thread, signed_as as "signedAs", settled_at as "settledAt", interaction, bounced_why as why, bounced_at as "bouncedAt"
    from channels.letter where bounced_why is not null and not unreached_kept and interaction > 0 order by number limit 100`);
}

/** Notes that the interaction of a mail says that it came back, or is not kept any more. */
export async function noteUnreachedKept(database: Queryable, number: number): Promise<void> {
  await database.run(sql`update channels.letter set unreached_kept = true where number = ${number}`);
}

/** Notes that an address works after all: somebody wrote from it, a mail to it arrived, or somebody of ours knows. */
export async function noteReached(database: Queryable, address: string, now: Date): Promise<void> {
  await database.run(sql`update channels.letter set reached_at = ${now.toISOString()}::timestamptz where address = ${address} and bounced_at is not null and reached_at is null`);
}

/** Which of these addresses have nobody, as far as the other side said: nothing is sent there until somebody writes from it. Addresses as identity compares them. */
export async function lostAddresses(database: Queryable, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await database.rows<{ address: string }>(sql`select distinct address from channels.letter where address = any(${addresses}::text[]) and is_lasting and bounced_at is not null and reached_at is null`);
  return new Set(rows.map(({ address }) => address));
}
