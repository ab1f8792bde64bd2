import type { OrderState } from '../../subjects/contract.ts';

const DAY_MS = 86_400_000;
/** An answer that names no order is taken to be about the latest one, when that was placed no longer ago. */
const RECENT_DAYS = 90;

/**
 * What is known of the order that an answer is about, as of the answer. Null: not known.
 * Units: `daysLate` behind the promised moment, so far where it has not come; never below 0. `deliveryDays` from placed to delivered. `valueMinor` minor units of `currency`.
 */
export type OrderFacts = { readonly daysLate: number | null; readonly deliveryDays: number | null; readonly isReturned: boolean; readonly valueMinor: number | null; readonly currency: string | null };

const ms = (at: string | null): number | null => (at === null ? null : Date.parse(at));
const placedMs = (order: OrderState): number => Date.parse(order.placedAt ?? order.history[0]?.at ?? order.asOf.at);

/** The order that an answer is about: the one that it names (the latest, if several), else the customer's latest of the last ninety days. Null: none is known. */
export function orderOfAnswer(orders: readonly OrderState[], named: readonly string[], atMs: number): OrderState | null {
  const latest = (among: readonly OrderState[]): OrderState | null => among.toSorted((a, b) => placedMs(b) - placedMs(a) || (`${a.brand} ${a.id}` < `${b.brand} ${b.id}` ? -1 : 1))[0] ?? null;
  return latest(orders.filter(({ id }) => named.includes(id))) ?? latest(orders.filter((order) => placedMs(order) <= atMs && atMs - placedMs(order) <= RECENT_DAYS * DAY_MS));
}

/** Facts about an order as it stood at a moment. */
export function orderFacts(order: OrderState, atMs: number): OrderFacts {
  const promised = ms(order.promisedAt) ?? latestOf(order.parcels.map(({ promisedAt }) => ms(promisedAt)));
  const byState = ms(order.history.find(({ state }) => state === 'delivered')?.at ?? null);
  const parcels = order.parcels.map(({ deliveredAt }) => ms(deliveredAt));
  // An order has come once its last parcel has.
  const delivered = parcels.length > 0 && parcels.every((at) => at !== null && at <= atMs) ? latestOf(parcels) : parcels.some((at) => at !== null) ? null : byState;
  const placed = ms(order.placedAt);
  return {
    daysLate: promised === null ? null : Math.max(0, ((delivered ?? atMs) - promised) / DAY_MS), deliveryDays: delivered === null || placed === null ? null : Math.max(0, (delivered - placed) / DAY_MS),
    isReturned: BigInt(order.refundedMinor) > 0n || order.history.some(({ state }) => state === 'returned' || state === 'refunded'),
    valueMinor: order.totalMinor === null || order.currency === null ? null : Number(order.totalMinor), currency: order.currency,
  };
}

function latestOf(moments: readonly (number | null)[]): number | null {
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : Math.max(...known);
}
