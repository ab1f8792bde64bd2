import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { LetterState } from './contract.ts';

/** A mail of ours as it is put into the books. `token` sealed; `signedAs`: who signs, as customers read it. */
export type NewLetter = {
  readonly key: string; readonly letter: string; readonly node: number; readonly purpose: string; readonly address: string; readonly subject: string; readonly body: string; readonly answers: readonly string[]; readonly thread: string;
  readonly raw: Buffer; readonly token: Buffer; readonly askedBy: string; readonly signedAs: string | null; readonly askedAt: Date;
};

/** A mail that somebody has in hand. */
export type LetterInHand = { readonly number: number; readonly key: string; readonly letter: string; readonly purpose: string; readonly address: string; readonly raw: Buffer; readonly token: Buffer; readonly askedAt: Date; readonly committedAt: Date | null; readonly tries: number };

/** A mail that the server took, and that is no interaction yet. */
export type SentUnrecorded = Pick<NewLetter, 'key' | 'letter' | 'address' | 'subject' | 'body' | 'answers' | 'thread' | 'signedAs'> & { readonly number: number; readonly settledAt: Date };

const at = (moment: Date | null): string | null => moment?.toISOString() ?? null;

/** Puts a mail into the books. False: its key is there already. */
export async function putLetter(database: Queryable, one: NewLetter): Promise<boolean> {
  return (await database.run(sql`
    insert into channels.letter (key, letter, node, purpose, address, subject, body, answers, thread, raw, token, asked_by, signed_as, asked_at, next_at)
    values (${one.key}, ${one.letter}, ${one.node}, ${one.purpose}, ${one.address}, ${one.subject}, ${one.body}, ${one.answers}::text[], ${one.thread}, ${one.raw}, ${one.token}, ${one.askedBy}, ${one.signedAs}, ${at(one.askedAt)}::timestamptz, ${at(one.askedAt)}::timestamptz)
    on conflict (key) do nothing`)) > 0;
}

/** Whether a mail of this key is in the books. */
export async function hasLetter(database: Queryable, key: string): Promise<boolean> {
  return (await database.rows(sql`select 1 as one from channels.letter where key = ${key}`)).length > 0;
}

/** Takes mails whose time has come, oldest first. Until `until` nobody else takes them. Whatever somebody took and left without a word waits again, unless it was being handed over. */
export async function takeLetters(database: Queryable, now: Date, until: Date, limit: number): Promise<LetterInHand[]> {
  return database.rows(sql`
    with due as (select number from channels.letter where state in ('waiting', 'leaving') and next_at <= ${at(now)}::timestamptz order by next_at, number limit ${limit} for update skip locked)
    update channels.letter l set state = 'leaving', next_at = ${at(until)}::timestamptz from due where l.number = due.number
    returning l.number, l.key, l.letter, l.purpose, l.address, l.raw, l.token, l.asked_at as "askedAt", l.committed_at as "committedAt", l.tries`);
}

/** Mails that were being handed over when whoever did it ended: nobody knows whether they left. */
export async function lostLetters(database: Queryable, now: Date): Promise<Pick<LetterInHand, 'number' | 'key' | 'letter'>[]> {
  return database.rows(sql`select number, key, letter from channels.letter where state = 'sending' and next_at <= ${at(now)}::timestamptz order by number limit 100`);
}

/** Notes that the reservation of a mail is used. */
export async function noteCommitted(database: Queryable, number: number, now: Date): Promise<void> {
  await database.run(sql`update channels.letter set committed_at = ${at(now)}::timestamptz where number = ${number}`);
}

/** Notes that a mail begins to leave: from here on it is never sent again by itself. False: it is not in this hand any more. */
export async function noteSending(database: Queryable, number: number, until: Date): Promise<boolean> {
  return (await database.run(sql`update channels.letter set state = 'sending', tries = tries + 1, next_at = ${at(until)}::timestamptz where number = ${number} and state = 'leaving'`)) > 0;
}

/** Lets a mail wait. `from`: `leaving` where nothing was handed over, `sending` where the server surely did not take it. */
export async function letWait(database: Queryable, number: number, from: 'leaving' | 'sending', nextAt: Date, problem: string): Promise<void> {
  await database.run(sql`update channels.letter set state = 'waiting', next_at = ${at(nextAt)}::timestamptz, problem = ${problem} where number = ${number} and state = ${from}`);
}

/** Settles a mail: what it said is kept no longer, but where it must become an interaction first. False: it is settled already, or gone with its person. */
export async function settleLetter(tx: Transaction, number: number, state: Exclude<LetterState, 'waiting'>, problem: string | null, now: Date): Promise<boolean> {
  return (await tx.run(sql`
    update channels.letter set state = ${state}, problem = ${problem}, settled_at = ${at(now)}::timestamptz, next_at = null, raw = null, token = null, body = case when ${state} = 'sent' then body else '' end
    where number = ${number} and state in ('leaving', 'sending')`)) > 0;
}

export async function unrecorded(database: Queryable): Promise<SentUnrecorded[]> {
  return database.rows(sql`select number, key, letter, address, subject, body, answers, thread, signed_as as "signedAs", settled_at as "settledAt" from channels.letter where state = 'sent' and interaction is null order by number limit 100`);
}

/** Notes which interaction a sent mail became (0: none, it was not accepted); that says what was said from then on. False: somebody else noted it before. */
export async function noteInteraction(tx: Transaction, number: number, interaction: number): Promise<boolean> {
  return (await tx.run(sql`update channels.letter set interaction = ${interaction}, body = '' where number = ${number} and interaction is null`)) > 0;
}

/** When the next mail is due; null for none. */
export async function nextLetterAt(database: Queryable): Promise<Date | null> {
  const [row] = await database.rows<{ at: Date | null }>(sql`select min(next_at) as at from channels.letter where next_at is not null`);
  return row?.at ?? null;
}

/** One line of what was sent lately. */
export type LetterRow = { readonly number: number; readonly purpose: string; readonly to: string; readonly state: LetterState; readonly askedBy: string; readonly at: Date; readonly tries: number; readonly nextAt: Date | null; readonly problem: string | null };

/** The latest mails of ours; those of which nobody knows, and those that failed, before the others. */
export async function latestLetters(database: Queryable, limit: number): Promise<LetterRow[]> {
  return database.rows(sql`
    select number, purpose, address as "to", case when state in ('leaving', 'sending') then 'waiting' else state end as state, asked_by as "askedBy", asked_at as at, tries, next_at as "nextAt", problem
    from channels.letter order by (state in ('unknown', 'failed') and asked_at > now() - interval '7 days') desc, number desc limit ${limit}`);
}

/** What is kept of mails of ours: it goes with the person to whom they went. */
export const lettersKept = {
  eraseNodes: async (tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> => ({ 'channels.letter': await tx.run(sql`delete from channels.letter where node = any(${nodes}::bigint[])`) }),
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'channels.letter': await tx.run(sql`delete from channels.letter where interaction = any(${numbers}::bigint[])`) }),
};
