import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { SaidQuery } from '../said/contract.ts';

/** What a language model may be asked for. */
export const WORDED_PURPOSES = ['name', 'summary'] as const;
export type WordedPurpose = (typeof WORDED_PURPOSES)[number];

/** Whether a language model may be asked, and where texts go then. `isHere`: it runs on this very machine. Units: tokens of today (UTC) and of a day at most. */
export const LanguageModelState = z.object({ isOn: z.boolean(), name: z.string().nullable(), host: z.string().nullable(), isHere: z.boolean(), tokensToday: z.number(), tokensADay: z.number() });
export type LanguageModelState = z.infer<typeof LanguageModelState>;

/** Words of a language model about a topic: plain text of a machine, nobody's word. `by`: its name; `texts`: of how many texts it was made, with personal data masked. */
export const Worded = z.object({ purpose: z.enum(WORDED_PURPOSES), words: z.string(), by: z.string(), texts: z.number() });
export type Worded = z.infer<typeof Worded>;

const topicId = z.string().regex(/^[a-z]{2}\.\d{1,9}$/, 'expected a topic such as "en.12"');

export const wordedRoutes = defineRoutes({
  languageModel: { method: 'GET', path: '/api/voice/language-model', summary: 'Whether a language model may be asked to name topics and to sum up texts, where texts go then, and how much was asked today', gate: 'see-customers', response: LanguageModelState },
  wordTopic: { method: 'POST', path: '/api/voice/topics/:id/worded', summary: 'Ask the language model for a name or a summary of a topic’s texts, which leave the house with personal data masked; off unless it is set up', gate: 'teach-readings', params: z.object({ id: topicId }), body: SaidQuery.omit({ language: true }).extend({ purpose: z.enum(WORDED_PURPOSES) }), response: Worded, audit: 'topic.worded' },
});
