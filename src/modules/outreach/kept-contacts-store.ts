import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import { dropReplies } from './ledger-store.ts';

/** What is kept here of people's claims and interactions: it goes with them. */
export const contactsKept = {
  /** Shape: rows per table. */
  eraseNodes: async (tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> => ({
    'outreach.entry': await tx.run(sql`delete from outreach.entry where node = any(${nodes}::bigint[]) and node <> 0`),
    'outreach.reply': await tx.run(sql`delete from outreach.reply where node = any(${nodes}::bigint[]) and node <> 0`),
  }),
  /** Shape: rows per table. */
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'outreach.reply': await dropReplies(tx, numbers) }),
};

/** What the ledger holds of a customer, for an access export: every decision about contacting them, with what would have gone. */
export const contactsHeld = {
  name: 'contacts',
  held: (database: Queryable, nodes: readonly number[]): Promise<unknown[]> => database.rows(sql`
    select purpose, channel, address, slot, series, asked_at as "askedAt", planned_at as "plannedAt", state, reasons, held_until as until, subject, body as text
    from outreach.entry where node = any(${nodes}::bigint[]) and node <> 0 order by number`),
};
