import { z } from 'zod';
import { LOWER_WORD, lowerWord } from '../../../kernel/lower-word.ts';

/** Ways to reach somebody that a consent may be limited to; `any` is all of them. */
export const CONSENT_CHANNELS = ['email', 'sms', 'phone', 'post', 'push', 'in-app', 'any'] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];
/** The kind of address that a channel writes or calls to. Post has none that is compared: doors are shared. */
export const ADDRESS_OF_CHANNEL: Readonly<Partial<Record<ConsentChannel, string>>> = { email: 'email', sms: 'phone', phone: 'phone' };
/** What somebody answered. `refused`: said no when asked; `withdrawn`: took a yes back. Both bind alike. */
export const CONSENT_ANSWERS = ['given', 'refused', 'withdrawn'] as const;
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];
/** Why the law allows it. Source: GDPR, article 6 (1). */
export const CONSENT_BASES = ['consent', 'contract', 'legal-obligation', 'vital-interest', 'public-task', 'legitimate-interest'] as const;
export type ConsentBasis = (typeof CONSENT_BASES)[number];

const moment = z.string().max(40);

/**
 * One word on consent, as an interaction carries it: what somebody allowed or forbade, for which purpose, over which channel.
 * `identifier`: the address or account that it is for; without one it is for the addresses of that channel that the interaction names, else for the surest identifier that it names.
 * `purpose` is a lower-case word: service, marketing, research, profiling, sharing, recording, or your own.
 */
export const ConsentInput = z.looseObject({
  purpose: lowerWord('marketing'),
  channel: z.enum(CONSENT_CHANNELS).default('any'),
  answer: z.enum(CONSENT_ANSWERS),
  /** When it was said; without it, when the interaction occurred. */
  at: moment.optional(),
  basis: z.enum(CONSENT_BASES).default('consent'),
  /** The words that they agreed to, and the version of these words. */
  wording: z.string().max(5_000).optional(),
  version: z.string().min(1).max(200).optional(),
  expiresAt: moment.optional(),
  identifier: z.object({ type: z.string().regex(LOWER_WORD), value: z.union([z.string().min(1).max(512), z.number()]).transform((value) => String(value)) }).optional(),
});
export type ConsentInput = z.infer<typeof ConsentInput>;

/** A word on consent, checked. `about`: the identifier that it is for, as the source wrote it; null for whoever the interaction is of. Units: ms since 1970. */
export type CheckedConsent = {
  readonly purpose: string; readonly channel: ConsentChannel; readonly answer: ConsentAnswer; readonly atMs: number; readonly basis: ConsentBasis;
  readonly wording: string | null; readonly version: string | null; readonly expiresMs: number | null; readonly about: { readonly type: string; readonly value: string } | null;
};
