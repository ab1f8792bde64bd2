import { z } from 'zod';
import { defineRoutes } from '../../kernel/route-contract.ts';

/** A fact about an order or parcel with the moment it was true and who said so. */
export const Sourced = z.object({ at: z.string(), source: z.string(), interaction: z.string() });

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

export const routes = defineRoutes({
  order: { method: 'GET', path: '/api/orders/:id', summary: 'What is known about an order and its parcels, with as-of times and sources', gate: 'see-customers', params: z.object({ id: z.string() }), query: z.object({ brand: z.string().optional() }), response: OrderState, audit: 'order.seen' },
});
