import { parsePublicId } from '../../../kernel/public-id.ts';
import type { OrderState } from '../../subjects/contract.ts';
import { stageOf } from '../../subjects/index.ts';
import { hashedOrder, isMarked, MARK, type Contact, type Fact, type OrderTrack } from './contact.ts';

const msOf = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

/** When the last parcel was delivered, where all were; without parcels when the order was said to be. */
function deliveredMs({ parcels, history }: OrderState): number | null {
  const moments = parcels.map(({ deliveredAt }) => msOf(deliveredAt));
  if (moments.length > 0 && moments.every((one) => one !== null)) return Math.max(...moments);
  return msOf(history.find(({ state }) => state === 'delivered' || state === 'completed')?.at ?? null);
}

/** How an order went, by what is known of it and of what was paid back. `node`: whose claim stands for it where no interaction of theirs does. */
export function orderTrack(order: OrderState, contacts: readonly Contact[], node: number): OrderTrack {
  const hash = hashedOrder(order.brand, order.id);
  const first = order.history[0];
  const number = parsePublicId('interaction', first?.interaction ?? order.asOf.interaction);
  const factOf = (atMs: number | null, interaction: string | undefined): Fact | null => (atMs === null ? null : { atMs, number: interaction === undefined ? number : parsePublicId('interaction', interaction), node });
  const said = (state: string): Fact | null => { const one = order.history.find((item) => item.state === state); return factOf(msOf(one?.at ?? null), one?.interaction); };
  const returned = said('returned');
  const refunds = contacts.filter((one) => isMarked(one, MARK.REFUND) && one.orders.includes(hash)).map(({ atMs, number: refund, node: of }): Fact => ({ atMs, number: refund, node: of }));
  const refunded = [...refunds, ...(said('refunded') === null ? [] : [said('refunded') as Fact])].toSorted((a, b) => a.atMs - b.atMs);
  const late: { readonly at: string; readonly interaction: string } | undefined = order.history.find(({ state }) => stageOf(state) === 'held');
  return {
    delayed: factOf(msOf(late?.at ?? null), late?.interaction),
    order: hash, number, node, brand: order.brand, placedMs: msOf(order.placedAt) ?? msOf(first?.at ?? null), promisedMs: msOf(order.promisedAt),
    delivered: factOf(deliveredMs(order), order.history.find(({ state }) => state === 'delivered')?.interaction), returned, refunded, cancelledMs: msOf(order.history.find(({ state }) => state === 'cancelled')?.at ?? null),
  };
}
