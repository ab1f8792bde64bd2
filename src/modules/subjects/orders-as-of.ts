import type { OrderState } from './contract.ts';
import { foldOrder, type OrderFact } from './order.ts';

/** Orders of one customer as they stood at a moment: what was said to have happened by then, whenever it was told. Shape: by brand and number. */
export function ordersAsOf(said: readonly { readonly orderId: string; readonly fact: OrderFact }[], customer: number, atMs: number): OrderState[] {
  const byThen = said.filter(({ fact }) => fact.occurredMs <= atMs);
  return [...Map.groupBy(byThen, ({ orderId, fact }) => `${fact.brand} ${orderId}`).values()].flatMap((facts) => foldOrder(facts[0]?.orderId ?? '', facts.map(({ fact }) => fact), customer) ?? []);
}
