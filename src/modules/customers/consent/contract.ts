import { z } from 'zod';
import { lowerWord } from '../../../kernel/lower-word.ts';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { CONSENT_ANSWERS, CONSENT_BASES, CONSENT_CHANNELS } from '../../interactions/contract.ts';

/**
 * What a company contacts people or handles their data for, as far as Custos names it; any other lower-case word is a purpose too.
 * `withoutWord`: the legal basis on which it may be done as long as nobody objected; null: only with a yes.
 */
export const PURPOSES = {
  service: { name: 'Service', about: 'what they need to know of an order, a case or a promise', withoutWord: 'contract' },
  marketing: { name: 'Marketing', about: 'offers and news', withoutWord: null },
  research: { name: 'Surveys and research', about: 'asking what they think', withoutWord: null },
  profiling: { name: 'Profiling', about: 'working out what they may want or do', withoutWord: null },
  sharing: { name: 'Sharing', about: 'giving their data to others', withoutWord: null },
  recording: { name: 'Recording', about: 'keeping what was said aloud', withoutWord: null },
  quotes: { name: 'Quotes', about: 'showing their words outside of the company, or to all of it', withoutWord: null },
} as const satisfies Record<string, Purpose>;
export type Purpose = { readonly name: string; readonly about: string; readonly withoutWord: 'contract' | null };

/** A purpose as Custos knows it; one of the company's own goes by its word and needs a yes. */
export function purposeOf(purpose: string): Purpose {
  return Object.hasOwn(PURPOSES, purpose) ? PURPOSES[purpose as keyof typeof PURPOSES] : { name: purpose, about: '', withoutWord: null };
}

/** Where somebody stands on one purpose and channel. `not-asked`: nobody said anything; it is never taken as a yes. `expired`: a yes whose time is over. */
export const CONSENT_STATES = ['given', 'refused', 'withdrawn', 'expired', 'not-asked'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

/** Whether a customer's words may be quoted. `not-asked`: nobody said anything, or a yes is over; it is never taken as a yes. */
export const QUOTING = ['agreed', 'not-asked', 'refused'] as const;
export type Quoting = (typeof QUOTING)[number];

const Channel = z.enum(CONSENT_CHANNELS);
const word = lowerWord('marketing');
const about = z.object({ type: z.string(), value: personal('identifier') }).nullable();

/** One word on consent with where it comes from. `about` null: for whoever the claim is of. `replaced`: its source corrected the interaction that carried it; it counts no more. */
export const ConsentWordShown = z.object({
  id: z.number(), claim: z.string(), about, purpose: z.string(), channel: Channel, answer: z.enum(CONSENT_ANSWERS), at: z.string(), source: z.string(), basis: z.enum(CONSENT_BASES), wording: personal('text').nullable(), version: z.string().nullable(),
  expiresAt: z.string().nullable(), evidence: z.string().nullable(), /** Who of the staff wrote it down, and what they noted. */ by: z.string().nullable(), note: personal('text').nullable(), replaced: z.boolean(), recordedAt: z.string(),
  /** Decides a state of now. */ counts: z.boolean(),
});
export type ConsentWordShown = z.infer<typeof ConsentWordShown>;

/** Where a customer stands on one purpose over one channel, with the word that decides; null where nobody said anything. */
export const ConsentStanding = z.object({ purpose: z.string(), channel: Channel, state: z.enum(CONSENT_STATES), decides: z.number().nullable(), at: z.string().nullable(), source: z.string().nullable(), about });
export type ConsentStanding = z.infer<typeof ConsentStanding>;

/** Every purpose that is known or was spoken of, over every channel, and all words, newest first. */
export const ConsentsOfCustomer = z.object({ customer: z.string(), standings: z.array(ConsentStanding), words: z.array(ConsentWordShown), /** Words beyond those shown. */ more: z.number() });
export type ConsentsOfCustomer = z.infer<typeof ConsentsOfCustomer>;

/** Whether somebody may be contacted, or their data used, for a purpose over a channel, and why in one sentence. */
export const ContactAnswer = z.object({ allowed: z.boolean(), state: z.enum(CONSENT_STATES), why: personal('text') });
export type ContactAnswer = z.infer<typeof ContactAnswer>;

export const consentRoutes = defineRoutes({
  consents: { method: 'GET', path: '/api/customers/:id/consents', summary: 'Where a customer stands on each purpose and channel, and every word that they said on it', gate: 'see-customers', params: z.object({ id: z.string() }), response: ConsentsOfCustomer, audit: 'customer.consents-seen' },
  mayContact: { method: 'GET', path: '/api/customers/:id/may-contact', summary: 'Whether this customer may be contacted for a purpose over a channel (and at one address: to), and why', gate: 'see-customers', params: z.object({ id: z.string() }), query: z.object({ purpose: word, channel: Channel.default('any'), to: z.string().max(512).optional() }), response: ContactAnswer },
  recordConsent: {
    method: 'POST', path: '/api/customers/:id/consents', summary: 'Write down by hand what a customer said on consent; `note` says how they said it', gate: 'record-consent', params: z.object({ id: z.string() }),
    body: z.object({ purpose: word, channel: Channel, answer: z.enum(CONSENT_ANSWERS), basis: z.enum(CONSENT_BASES).default('consent'), at: z.iso.datetime({ offset: true }).optional(), expiresAt: z.iso.datetime({ offset: true }).optional(), wording: z.string().max(5_000).optional(), version: z.string().max(200).optional(), note: z.string().trim().min(3).max(500),
      /** One identifier of theirs that it is for; without it, it is for all of them. */ identifier: z.object({ type: z.string().max(48), value: z.string().max(512) }).optional() }),
    response: ConsentsOfCustomer, audit: 'customer.consent-recorded',
  },
});
