import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionRecorded } from '../interactions/contract.ts';
import { dropReplies, putReplies } from './ledger-store.ts';

/** Keeps that somebody answered a survey: it ends the back-off. A revision that answers nothing any more takes it back. */
export async function receiveReplies(tx: Transaction, events: readonly OutboxEvent[]): Promise<void> {
  const told = latestRevisions(events as readonly InteractionRecorded[]).filter(({ node }) => node !== 0);
  const replies = told.flatMap(({ number, node, answered }) => (answered?.channel === 'survey' && answered.direction === 'in' ? [{ interaction: number, node, atMs: answered.occurredMs }] : []));
  const replied = new Set(replies.map(({ interaction }) => interaction));
  const silent = told.filter(({ number, revision }) => revision > 1 && !replied.has(number)).map(({ number }) => number);
  if (silent.length > 0) await dropReplies(tx, silent);
  if (replies.length > 0) await putReplies(tx, replies);
}
