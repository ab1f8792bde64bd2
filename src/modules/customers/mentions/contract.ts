import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** Where somebody else's words name an erased person. `gone`: that text was deleted or corrected since. `excerpts` only while it stands. */
export const ErasureMention = z.object({
  id: z.number(), interaction: z.string(), customer: z.string().nullable(), channel: z.string(), at: z.string(), state: z.enum(['stands', 'masked', 'gone']), maskedAt: z.string().nullable(), maskedBy: z.string().nullable(), excerpts: z.array(personal('text')),
});
export type ErasureMention = z.infer<typeof ErasureMention>;

export const mentionRoutes = defineRoutes({
  mentions: { method: 'GET', path: '/api/erasures/:id/mentions', summary: 'Where other people’s words name an erased person, those that still stand first', gate: 'erase-customers', params: z.object({ id: z.string() }), response: z.object({ mentions: z.array(ErasureMention) }), audit: 'erasure.mentions-seen' },
  maskMention: { method: 'POST', path: '/api/erasures/:id/mentions/:mention/mask', summary: 'Rewrite one such text without what names the person; can not be undone', gate: 'erase-customers', params: z.object({ id: z.string(), mention: z.coerce.number().int() }), body: z.object({}), response: ErasureMention, audit: 'erasure.mention-masked' },
});
