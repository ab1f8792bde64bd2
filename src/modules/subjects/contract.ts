import { z } from 'zod';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { Money, Sourced } from './sourced/contract.ts';

export * from './incidents/contract.ts';
export * from './sourced/contract.ts';
export * from './status/contract.ts';

export const ParcelState = z.object({
  id: z.string(), carrier: z.string().nullable(), state: z.string(), promisedAt: z.string().nullable(), shippedAt: z.string().nullable(), deliveredAt: z.string().nullable(), asOf: Sourced,
});
export type ParcelState = z.infer<typeof ParcelState>;

/** An order folded from everything said about it; `history` keeps every state with its source. Money in minor units as decimal text. */
export const OrderState = z.object({
  id: z.string(), brand: z.string(), customer: z.string().nullable(), state: z.string(), placedAt: z.string().nullable(), promisedAt: z.string().nullable(), totalMinor: z.string().nullable(), currency: z.string().nullable(),
  lines: z.array(z.object({ product: z.string(), name: z.string().nullable(), quantity: z.number(), unitPriceMinor: z.string().nullable() })),
  parcels: z.array(ParcelState), refundedMinor: z.string(), asOf: Sourced,
  history: z.array(z.object({ state: z.string(), at: z.string(), source: z.string(), interaction: z.string() })),
});
export type OrderState = z.infer<typeof OrderState>;

/** States of a refund: steps of what comes back, then of the money. */
export const REFUND_STATES = ['asked', 'returning', 'arrived', 'approved', 'failed', 'withdrawn', 'refused', 'paid'] as const;

/** What goes back to a customer for an order, folded from everything said about it. `id`: of the refund, else of the return, '' where none was named; `paid`: what was paid back, per currency; `agreed`: what was last asked for or approved; `arrivedAt`: when what they sent back was here; `promisedAt`: by when it was promised, null where nobody said. */
export const RefundState = z.object({
  id: z.string(), order: z.string(), brand: z.string(), state: z.enum(REFUND_STATES), paid: z.array(Money), agreed: z.array(Money),
  askedAt: z.string().nullable(), arrivedAt: z.string().nullable(), approvedAt: z.string().nullable(), paidAt: z.string().nullable(), promisedAt: z.string().nullable(), asOf: Sourced, history: z.array(Sourced.extend({ state: z.enum(REFUND_STATES) })),
});
export type RefundState = z.infer<typeof RefundState>;

export const routes = defineRoutes({
  order: { method: 'GET', path: '/api/orders/:id', summary: 'What is known about an order and its parcels, with as-of times and sources', gate: 'see-customers', params: z.object({ id: z.string() }), query: z.object({ brand: z.string().optional() }), response: OrderState, audit: 'order.seen' },
});
