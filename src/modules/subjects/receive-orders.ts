import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionRecorded } from '../interactions/contract.ts';
import { dropOrderFacts, putOrderFacts } from './order-store.ts';

/** Keeps what recorded interactions say about orders. A revised interaction replaces what it said before; one that no longer speaks of an order has said nothing about it. */
export async function receiveOrders(tx: Transaction, events: readonly OutboxEvent[]): Promise<void> {
  const told = latestRevisions(events as readonly InteractionRecorded[]);
  const facts = told.flatMap(({ number, node, revision, recordedMs, said }) => (
    said?.order == null ? [] : [{ interaction: number, key: said.key, node, revision, brand: said.brand, source: said.source, occurredMs: said.occurredMs, order: said.order, amounts: said.amounts, ...(said.places === undefined ? {} : { places: said.places }), recordedMs: recordedMs ?? null }]));
  const silent = told.filter(({ revision, said }) => revision > 1 && said?.order == null).map(({ number }) => number);
  if (silent.length > 0) await dropOrderFacts(tx, silent);
  if (facts.length > 0) await putOrderFacts(tx, facts);
}
