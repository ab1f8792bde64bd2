import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { putIntoInbox } from './accept-store.ts';
import type { AcceptedItem } from './checked-interaction.ts';
import type { AcceptResult, QuarantineReason } from './contract.ts';
import { parkedItem, parkedItems, settleParked, type ParkedRow } from './quarantine-store.ts';

type Accept = (source: string, items: readonly unknown[]) => Promise<AcceptResult[]>;

/** Items replayed with one request of the page. */
const REPLAY_ITEMS = 1_000;

/**
 * Sends a parked item through acceptance again, mended (`body`) or as it is. It is settled only when acceptance took it.
 * Errors: `not-found`; `conflict` when it was settled before; `invalid` when the mended text is not JSON.
 */
export async function replayParked(deps: { readonly database: Database; readonly accept: Accept; readonly wake: () => void }, reference: string, body: string | null): Promise<AcceptResult> {
  const row = await parkedItem(deps.database, parsePublicId('parked', reference));
  if (row === null) throw new AppError('not-found', 'parked-item-unknown', 'There is no parked item with this reference.');
  if (row.state !== 'parked') throw new AppError('conflict', 'parked-item-settled', `This item was ${row.state} before.`);
  return replay(deps, row, body ?? row.body);
}

/** Replays every parked item of one reason; what is still refused stays parked. */
export async function replayAllParked(deps: { readonly database: Database; readonly accept: Accept; readonly wake: () => void }, reason: QuarantineReason): Promise<{ replayed: number; stillParked: number }> {
  let replayed = 0;
  const rows = await parkedItems(deps.database, { state: 'parked', reason, limit: REPLAY_ITEMS });
  for (const row of rows) {
    const result = await replay(deps, row, row.body);
    if (result.status !== 'quarantined') replayed += 1;
  }
  return { replayed, stillParked: rows.length - replayed };
}

async function replay(deps: { readonly database: Database; readonly accept: Accept; readonly wake: () => void }, row: ParkedRow, body: string): Promise<AcceptResult> {
  let item: unknown;
  try {
    item = JSON.parse(body);
  } catch {
    throw new AppError('invalid', 'body-not-json', 'The mended item is not JSON: check quotes, commas and brackets.');
  }
  if (row.reason === 'internal-fault') return putBack(deps, row, item as AcceptedItem, body !== row.body);
  const [result] = await deps.accept(row.source, [item]);
  if (result === undefined) throw new AppError('internal', 'replay-unanswered', 'The item was not answered; try again.');
  if (result.status !== 'quarantined') await settleParked(deps.database, row.id, 'replayed');
  return result;
}

/** An item that was accepted before it failed goes back to the inbox as it was: it has its number already. */
async function putBack(deps: { readonly database: Database; readonly wake: () => void }, row: ParkedRow, item: AcceptedItem, isMended: boolean): Promise<AcceptResult> {
  if (isMended) throw new AppError('invalid', 'item-was-accepted', 'This item was accepted as it is; it can only be replayed unchanged. Send a corrected version under the same id to revise it.');
  await deps.database.transaction(async (tx) => {
    if (await settleParked(tx, row.id, 'replayed')) await putIntoInbox(tx, 1, JSON.stringify([item]));
  });
  deps.wake();
  return { id: row.itemId, status: 'accepted', reference: publicId('interaction', item.number) };
}
