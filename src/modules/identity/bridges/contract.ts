import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { Side } from '../matching/contract.ts';

/** One claim of each half. */
const Ends = z.object({ left: z.string(), right: z.string() });

/** One customer whose two halves hang together by one weak tie alone. `left` and `right` have the customer's own id; `ends`: one claim of each half that the tie leads to, by which it is answered. */
export const HeldByOne = z.object({
  customer: z.string(), left: Side, right: Side, ends: Ends,
  by: z.object({ kind: z.enum(['value', 'likely']), /** The value, where it is one. */ type: z.string().nullable(), value: personal('identifier').nullable(), /** How likely one person, where it is likelihood. */ probability: z.number().nullable() }),
});
export type HeldByOne = z.infer<typeof HeldByOne>;

/** Those of them that were noted last; `count` of all that were looked at. */
export const HeldByOneList = z.object({ count: z.number(), customers: z.array(HeldByOne) });
export type HeldByOneList = z.infer<typeof HeldByOneList>;

export const bridgeRoutes = defineRoutes({
  heldByOne: { method: 'GET', path: '/api/identity/held-by-one', summary: 'Customers whose two halves hang together by one weak tie alone, for somebody to say whether they are one person', gate: 'see-customers', query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) }), response: HeldByOneList, audit: 'identity.review-seen' },
  answerHeldByOne: {
    method: 'POST', path: '/api/customers/:id/held-by-one', summary: 'Say of the two halves of a customer whether they are one person: they are never asked about again, or parted', gate: 'change-identity', params: z.object({ id: z.string() }),
    body: z.object({ answer: z.enum(['one-person', 'two-people']), ends: Ends, reason: z.string().max(500).default('') }),
    response: z.object({ /** What undoes it. */ decision: z.string(), customer: z.string(), newCustomer: z.string().nullable() }), audit: 'identity.review-answered',
  },
});
