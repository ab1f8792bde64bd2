import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** What staff says of an order, parcel or refund that facts can be held against. */
export const HELD_KINDS = ['shipped', 'out-for-delivery', 'delivered', 'refunded'] as const;
export type HeldKind = (typeof HELD_KINDS)[number];

/**
 * Words of the company that the facts did not bear out at that moment: never about who said them. `fact`: their place among the facts read in the interaction; `mode` `not`: that it is not so.
 * `because`: it came to be so `later`; it was `before` already; it was `not-yet` so afterwards. `stage` is what the facts say, `at` when, by which source and interaction.
 */
export const ToldAgainstFact = z.object({
  id: z.string(), fact: z.number(), kind: z.enum(HELD_KINDS), mode: z.enum(['plain', 'not']), toldAt: z.string(), order: z.string(),
  because: z.enum(['later', 'before', 'not-yet']), stage: z.string(), at: z.string(), source: z.string(), interaction: z.string(),
});
export type ToldAgainstFact = z.infer<typeof ToldAgainstFact>;

/** At most so many interactions in one question. */
export const TOLD_MOST = 200;

export const toldRoutes = defineRoutes({
  told: { method: 'GET', path: '/api/voice/told', summary: `What customers were told of orders and refunds that the facts did not bear out at that moment, with the evidence; up to ${TOLD_MOST} interactions by ids parted by commas`, gate: 'see-customers', query: z.object({ ids: z.string().min(1).max(TOLD_MOST * 16) }), response: z.object({ told: z.array(ToldAgainstFact) }) },
});
