import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** Short forms of their name of which somebody said whether they are theirs. */
export async function ownNames(database: Queryable, person: string): Promise<{ readonly name: string; readonly isMine: boolean }[]> {
  return database.rows(sql`select name, is_mine as "isMine" from voice.own_name where person = ${person} order by name`);
}

/** Keeps what they said of one. */
export async function sayOwnName(tx: Transaction, person: string, name: string, isMine: boolean): Promise<void> {
  await tx.run(sql`insert into voice.own_name (person, name, is_mine) values (${person}, ${name}, ${isMine}) on conflict (person, name) do update set is_mine = excluded.is_mine, said_at = now()`);
}

/** Praise that was shared. */
export type Shared = { readonly person: string; readonly interaction: number; readonly home: number; readonly sharedAt: Date };

/** What one person shared, or everybody; the latest first. */
export async function sharedPraises(database: Queryable, person: string | null, limit: number): Promise<Shared[]> {
  return database.rows(sql`select person, interaction, home, shared_at as "sharedAt" from voice.shared_praise where ${person}::text is null or person = ${person} order by shared_at desc, interaction desc limit ${limit}`);
}

/** Shares praise. */
export async function putShared(tx: Transaction, person: string, praise: { readonly interaction: number; readonly home: number; readonly node: number }): Promise<void> {
  await tx.run(sql`insert into voice.shared_praise (person, interaction, home, node) values (${person}, ${praise.interaction}, ${praise.home}, ${praise.node}) on conflict do nothing`);
}

/** Takes sharing back. */
export async function takeBackShared(tx: Transaction, person: string, interaction: number): Promise<void> {
  await tx.run(sql`delete from voice.shared_praise where person = ${person} and interaction = ${interaction}`);
}

/** What is kept here of people's claims and interactions: it goes with them. */
export const praiseKept = {
  /** Shape: rows per table. */
  eraseNodes: async (tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> => ({ 'voice.shared_praise': await tx.run(sql`delete from voice.shared_praise where node = any(${nodes}::bigint[]) and node <> 0`) }),
  /** Shape: rows per table. */
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'voice.shared_praise': await tx.run(sql`delete from voice.shared_praise where interaction = any(${numbers}::bigint[])`) }),
};
