import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { STATUS_LANGUAGES } from '../../subjects/contract.ts';

/** What a template can leave open, and what stands there then. */
export const REPLY_PLACES = {
  name: 'how the customer is called', order: 'the order that the case is about', status: 'how it stands, as far as we know it', promise: 'who tells them more, and by when', owner: 'who of us has the case', case: 'the number of the case',
} as const;
export type ReplyPlace = keyof typeof REPLY_PLACES;

/** Languages in which templates are kept: those in which we can say how things stand. */
export const REPLY_LANGUAGES = STATUS_LANGUAGES;

const language = z.enum(REPLY_LANGUAGES);
/** Units: characters. */
export const REPLY_LIMITS = { subject: 300, text: 20_000, name: 80, why: 300 } as const;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const subject = z.string().trim().min(1).max(REPLY_LIMITS.subject).refine((text) => !CONTROLS.test(text), 'may not hold line breaks or other invisible signs');
const text = z.string().trim().min(1).max(REPLY_LIMITS.text);
const templateKey = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/);

/** A template as it is now in one language. `version` 0: what Custos came with. */
export const ReplyTemplate = z.object({ key: z.string(), language, name: z.string(), text: z.string(), version: z.number(), isOff: z.boolean(), by: z.string().nullable(), at: z.string().nullable() });
export type ReplyTemplate = z.infer<typeof ReplyTemplate>;

/** What became of a reply. `withheld`: nobody switched replies on, so it is kept as it would have gone; `not-now`: it might not go, for reasons; `refused`: at the last moment it might not; `unknown`: nobody knows whether it arrived, and it is not repeated. */
export const REPLY_STATES = ['asked', 'withheld', 'not-now', 'waiting', 'sent', 'refused', 'failed', 'unknown'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];

export const Reply = z.object({
  number: z.number(), at: z.string(), by: z.string().nullable(), to: personal('email'), subject: personal('text'), text: personal('text'), state: z.enum(REPLY_STATES), reasons: z.array(z.string()), problem: z.string().nullable(), settledAt: z.string().nullable(),
});
export type Reply = z.infer<typeof Reply>;

/** What stands ready for writing on a case. `from` null: nobody said through which server mail goes. `whyNot`: why they can not be answered by mail; `wrote`: on which channel they wrote last, where that is another. */
export const ReplyDesk = z.object({
  to: z.array(personal('email')), /** To which of these nothing goes, because nobody was there. */ stopped: z.array(personal('email')), subject: personal('text'), language, from: z.object({ address: z.string(), name: z.string() }).nullable(), isOn: z.boolean(), held: z.string().nullable(), whyNot: z.string().nullable(), wrote: z.string().nullable(),
  answers: z.string().nullable(), templates: z.array(ReplyTemplate), replies: z.array(Reply),
});
export type ReplyDesk = z.infer<typeof ReplyDesk>;

/** A mail exactly as it would go. `missing`: places for which nothing is known; with one of them it does not go. */
export const ReplyPreview = z.object({
  from: z.string(), to: personal('email'), subject: personal('text'), text: personal('text'), missing: z.array(z.enum(Object.keys(REPLY_PLACES) as [ReplyPlace, ...ReplyPlace[]])), /** Whether it would go, or be kept and shown. */ would: z.enum(['go', 'withheld']), why: z.string().nullable(),
});
export type ReplyPreview = z.infer<typeof ReplyPreview>;

const id = z.object({ id: z.string().max(20) });
const draft = z.object({ to: z.string().max(254), subject, text, language, nextUpdateBy: z.iso.datetime().nullable() });

export const replyRoutes = defineRoutes({
  replyDesk: { method: 'GET', path: '/api/cases/:id/replies', summary: 'What stands ready for answering the customer of a case, and what was written to them', gate: 'work-cases', params: id, response: ReplyDesk, audit: 'case.replies-seen' },
  previewReply: { method: 'POST', path: '/api/cases/:id/replies/preview', summary: 'A reply exactly as it would go, with every place of its template filled', gate: 'work-cases', params: id, body: draft, response: ReplyPreview, audit: 'case.reply-previewed' },
  sendReply: { method: 'POST', path: '/api/cases/:id/replies', summary: 'Send a reply, once however often it is asked for under its key; while replies are off it is kept as it would have gone', gate: 'work-cases', params: id, body: draft.extend({ key: z.uuid(), seen: z.number().int().min(1) }), response: Reply, audit: 'case.reply-written' },
  liftAddress: { method: 'POST', path: '/api/cases/:id/replies/lift-address', summary: 'Let mail go to an address of the customer again from which it came back, with how one knows; the next mail that comes back stops it again', gate: 'work-cases', params: id, body: z.object({ to: z.string().max(254), why: z.string().trim().min(3).max(REPLY_LIMITS.why) }), response: ReplyDesk, audit: 'case.address-lifted' },
  replyTemplates: { method: 'GET', path: '/api/reply-templates', summary: 'Templates of replies in every language, with their versions', gate: 'see-cases', response: z.object({ templates: z.array(ReplyTemplate) }) },
  saveReplyTemplate: { method: 'PUT', path: '/api/reply-templates/:key/:language', summary: 'Save a template as a new version; what was sent stays as it was', gate: 'govern-cases', params: z.object({ key: templateKey, language }), body: z.object({ name: z.string().trim().min(2).max(REPLY_LIMITS.name), text, isOff: z.boolean().default(false), basedOn: z.number().int().min(0) }), response: ReplyTemplate, audit: 'reply-template.saved' },
});
