import type { OrderState } from '../subjects/contract.ts';

const YEAR_MS = 365 * 86_400_000;
const UNPAID: ReadonlySet<string> = new Set(['cancelled', 'draft', 'unavailable', 'failed']);

/** Whether an order was cancelled or never came to be paid. */
export function isUnpaid(order: OrderState): boolean {
  return UNPAID.has(order.state);
}

/** Observed value: net paid revenue of the last 365 days, refunds taken off. Per currency: currencies are never added together. */
export function observedValue(orders: readonly OrderState[], nowMs: number): { currency: string; minor: string; orders: number }[] {
  const sums = new Map<string, { minor: bigint; orders: number }>();
  for (const order of orders) {
    const placedMs = Date.parse(order.placedAt ?? order.asOf.at);
    if (order.totalMinor === null || order.currency === null || isUnpaid(order) || placedMs < nowMs - YEAR_MS || placedMs > nowMs) continue;
    const sum = sums.get(order.currency) ?? { minor: 0n, orders: 0 };
    sums.set(order.currency, { minor: sum.minor + BigInt(order.totalMinor) - BigInt(order.refundedMinor), orders: sum.orders + 1 });
  }
  return [...sums].map(([currency, { minor, orders: count }]) => ({ currency, minor: minor.toString(), orders: count }));
}
