import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { DIRECTIONS } from '../../interactions/contract.ts';
import { VERBATIM_LIMITS, Verbatim } from '../verbatims/contract.ts';

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected a day such as "2026-03-01"');
const short = z.string().min(1).max(100);

/** How much can be found by its meaning. `texts`: all in which customers say something; `readable`: those in a language of the embedder; `embedded`: those of them that have a vector. `isListing`: the history is still being gone through, so that there may be more. */
export const MeaningShare = z.object({ texts: z.number(), readable: z.number(), embedded: z.number(), isListing: z.boolean() });
export type MeaningShare = z.infer<typeof MeaningShare>;

/** Whether texts are found by their meaning here, and how much of them. `embedder` and `share` null: not switched on; `install` is what a person types to have it. `languages` null: all. */
export const MeaningState = z.object({ embedder: z.object({ name: z.string(), version: z.string(), languages: z.array(z.string()).nullable() }).nullable(), install: z.string(), share: MeaningShare.nullable() });
export type MeaningState = z.infer<typeof MeaningState>;

/** What is looked for: texts that mean something like `words`, or like what the customer said in the interaction `to`; and among which. Shape: one of the two. `from` and `until` are days in the company's zone, both included. */
export const AlikeQuery = z.object({
  to: short.optional(), words: z.string().max(VERBATIM_LIMITS.words).optional(),
  channel: short.optional(), source: short.optional(), direction: z.enum(DIRECTIONS).optional(), brand: short.optional(), from: day.optional(), until: day.optional(),
  limit: z.coerce.number().int().min(1).max(VERBATIM_LIMITS.page).default(50),
});
export type AlikeQuery = z.infer<typeof AlikeQuery>;

/** A text that means something like it. Units: `likeness` cosine of the two vectors, 1 is the same. `same`: texts in the very same words, this one among them. */
export const AlikeVerbatim = Verbatim.extend({ likeness: z.number(), same: z.number() });
export type AlikeVerbatim = z.infer<typeof AlikeVerbatim>;

/** Why there are none: not switched on, what is asked about is in another language than the embedder's (or too short to tell), or it has no words of a customer. */
export const NOTHING_ALIKE = ['off', 'other-language', 'nothing-said'] as const;

/** The texts that are most alike, the most alike first; `because` says why none are looked for, null when they were. `to`: what they are like, where that is an interaction. `isMore`: others follow. */
export const AlikeVerbatims = z.object({ because: z.enum(NOTHING_ALIKE).nullable(), to: Verbatim.nullable(), verbatims: z.array(AlikeVerbatim), isMore: z.boolean(), share: MeaningShare.nullable() });
export type AlikeVerbatims = z.infer<typeof AlikeVerbatims>;

export const meaningRoutes = defineRoutes({
  meaning: { method: 'GET', path: '/api/voice/meaning', summary: 'Whether texts are found by their meaning here (an optional sentence embedder), in which languages, and how many of all texts have a vector', gate: 'see-customers', response: MeaningState },
  alikeVerbatims: { method: 'GET', path: '/api/voice/verbatims/similar', summary: 'Texts of customers that mean something like `words`, or like what was said in the interaction `to`, the most alike first, each with how alike it is; masked by role; says how many of all texts can be found so', gate: 'see-customers', query: AlikeQuery, response: AlikeVerbatims, audit: 'verbatims.searched' },
});
