import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import type { Direction, Office } from '../../interactions/contract.ts';
import { FACT_ACTS, FACT_MODES } from '../reading/staff/contract.ts';

export { joinWords, type JoinedWords } from './joined-words.ts';

/** A stretch of a customer's words, [from, until) in the joined words of an interaction. Units: UTF-16 code units. */
const Stretch = z.tuple([z.number(), z.number()]);

/** One thing that is read in what somebody said. Units: `confidence` 0 to 1, null where it is a rule's word and not a model's. `carriers`: the words that speak for it most. `byPerson`: somebody of the company said so, whatever models say. `name`: how a product or rival (`label` its id) is called. */
export const SaidThing = z.object({ output: z.string(), label: z.string(), confidence: z.number().nullable(), carriers: z.array(Stretch), byPerson: z.boolean(), name: z.string().optional() });
export type SaidThing = z.infer<typeof SaidThing>;

/**
 * What the company asked of the customer, said of how something stands, or promised; never by whom. `act`: asked, said or promised. `mode`: `if` under a condition, `not` denied or refused, `earlier` told of what was asked, said or promised before.
 * Shape: `carriers` places in the joined words of the company; the second, where there is one, names the time. `from`, `until`: when it is due or was, as ISO 8601; null where no time is named. `inWorkingDays`: named in working days, counted as calendar days.
 */
export const StaffFactRead = z.object({ act: z.enum(FACT_ACTS), kind: z.string(), mode: z.enum(FACT_MODES), carriers: z.array(Stretch), from: z.string().nullable(), until: z.string().nullable(), inWorkingDays: z.boolean() });
export type StaffFactRead = z.infer<typeof StaffFactRead>;

/** What was read in the customer's words of one interaction, and which facts in the company's (`facts`; `staffCharacters`: how long those words were). `characters`: how long they were; places are worth nothing beside words of another length, such as masked ones. `feeling` null: not available in this language. `corrections`: what people of the company said it says, which stands above models; `label` null: none of them; `instead`: of what a model read, null for nothing. Units: `valence` −1 to 1. */
export const Reading = z.object({
  id: z.string(), revision: z.number(), characters: z.number(), language: z.string().nullable(), feeling: z.enum(['negative', 'neutral', 'positive']).nullable(), valence: z.number().nullable(), said: z.array(SaidThing),
  sentences: z.array(z.object({ from: z.number(), until: z.number(), valence: z.number() })), corrections: z.array(z.object({ output: z.string(), label: z.string().nullable(), instead: z.string().nullable() })),
  staffCharacters: z.number(), facts: z.array(StaffFactRead),
});
export type Reading = z.infer<typeof Reading>;

/** What was read in the words of a customer that came in lately. Shape: `said` holds the feeling too, and is empty where nothing was found; `order` the first that it is about, as its source says it. Units: `occurredMs` ms since 1970; `confidence` 0 to 1. */
export type ReadInteraction = {
  readonly number: number; readonly revision: number; readonly node: number; readonly channel: string; readonly office: Office; readonly kind: string; readonly direction: Direction; readonly occurredMs: number;
  readonly order: string | null; readonly language: string | null; readonly said: readonly { readonly output: string; readonly label: string; readonly confidence: number }[];
};

/** Emitted on the outbox once what customers say now was read, and for its corrections; never for what the history is read again for, nor for what happened more than a week ago. */
export type InteractionRead = { readonly type: 'interaction.read'; readonly interactions: readonly ReadInteraction[] };

/** How a label does on texts that only measure. Shares 0 to 1. `isSaid` false: not good enough, or not measured well enough, to be said. */
export const LabelCard = z.object({ output: z.string(), label: z.string(), texts: z.number(), precision: z.number(), recall: z.number(), isSaid: z.boolean() });
export type LabelCard = z.infer<typeof LabelCard>;

/** Who reads: since when, with which rules and models; how far a new one has come in the history (null: nothing is being read again); what was read so far; and how good each label is. */
export const ReaderState = z.object({
  version: z.number(), fingerprint: z.string(), since: z.string().nullable(), texts: z.number(), again: z.object({ version: z.number(), texts: z.number(), begunAt: z.string() }).nullable(),
  languages: z.array(z.object({ language: z.string().nullable(), texts: z.number(), feelings: z.object({ negative: z.number(), neutral: z.number(), positive: z.number() }).nullable() })), card: z.array(LabelCard),
});
export type ReaderState = z.infer<typeof ReaderState>;

/** At most so many interactions in one question. */
export const READINGS_MOST = 200;

export const readingRoutes = defineRoutes({
  readings: { method: 'GET', path: '/api/voice/readings', summary: `What was read in the customer's words of interactions: language, feeling, what they want, complaints, praise, alarms, each with how sure that is and the words that carry it; and what the company asked, said and promised in its own, with deadlines; up to ${READINGS_MOST} ids parted by commas`, gate: 'see-customers', query: z.object({ ids: z.string().min(1).max(READINGS_MOST * 16) }), response: z.object({ version: z.number(), readings: z.array(Reading) }) },
  readerCard: { method: 'GET', path: '/api/voice/reader/card', summary: 'How good each label is that is read in texts, on texts that only measure, and which reader is shown', gate: 'see-customers', response: z.object({ version: z.number(), card: z.array(LabelCard) }) },
  reader: { method: 'GET', path: '/api/voice/reader', summary: 'Which models read texts, how good they are, what they read so far, and whether the history is being read again', gate: 'see-customers', response: ReaderState },
});
