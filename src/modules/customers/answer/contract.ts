import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { ABOUT_TYPES } from '../../subjects/contract.ts';

/** One fact behind an answer: `what` in our words, `value` as it is known (a moment, an amount, a source's word for a state; never running text), true as of a moment by a source's word. */
export const AnswerFact = z.object({ what: z.string(), value: z.string(), asOf: z.string(), source: z.string() });
export type AnswerFact = z.infer<typeof AnswerFact>;

/** How one thing stands. `late`: later than it was promised, or not there yet though it should be. */
export const AnswerPart = z.object({ about: z.object({ type: z.enum(ABOUT_TYPES), id: z.string() }), sentence: personal('text'), known: z.boolean(), late: z.boolean(), asOf: z.string(), source: z.string() });
export type AnswerPart = z.infer<typeof AnswerPart>;

/**
 * The honest status in plain words, the same for page, bot, phone menu and agent. `known` false: of some part we do not know how it stands now; then `who` will tell, `by` a moment, each null where nobody is named or no hour can be given.
 * `sentence` says all parts. Invariant: no moment in it is invented.
 */
export const Answer = z.object({ customer: z.string(), language: z.string(), at: z.string(), sentence: personal('text'), known: z.boolean(), who: z.string().nullable(), by: z.string().nullable(), parts: z.array(AnswerPart), facts: z.array(AnswerFact) });
export type Answer = z.infer<typeof Answer>;

export const answerRoutes = defineRoutes({
  answer: {
    method: 'GET', path: '/api/customers/:id/answer', summary: 'How things stand in plain words, with as-of times and sources, or that we do not know and who will tell by when: ?about=order:…, refund:… (of the refund, return or order) or incident:…; without about, everything open of this customer. language: en, de, fr, es, pt, it or nl, else English', gate: 'see-customers',
    params: z.object({ id: z.string() }), query: z.object({ about: z.string().max(220).regex(/^(order|refund|incident):.+$/, 'write order:, refund: or incident: and a number').optional(), language: z.string().max(35).optional() }), response: Answer, audit: 'customer.answer-asked',
  },
});
