import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import type { ConsentChannel } from '../interactions/contract.ts';
import { GovernorRules, REASONS } from './governor/contract.ts';

export * from './governor/contract.ts';

/**
 * What somebody is contacted for. `asks`: it wants their time, so that clocks, caps and pressure hold. `consent`: the purpose of consent that must allow it.
 * `sends` false: Custos never sends it itself; other systems ask before they do.
 */
export const PURPOSES = {
  reply: { name: 'Replies', about: 'answers to what they wrote', asks: false, consent: 'service', sends: true },
  update: { name: 'Updates', about: 'how their order or case stands', asks: false, consent: 'service', sends: true },
  remedy: { name: 'Remedies', about: 'what we do because a promise was broken', asks: false, consent: 'service', sends: true },
  survey: { name: 'Surveys', about: 'asking what they think', asks: true, consent: 'research', sends: true },
  campaign: { name: 'Campaigns', about: 'offers and news, sent by other systems', asks: true, consent: 'marketing', sends: false },
  notice: { name: 'Notices', about: 'what they must know, sent by other systems', asks: false, consent: 'service', sends: false },
} as const;
export type Purpose = keyof typeof PURPOSES;
export const PURPOSE_KEYS = ['reply', 'update', 'remedy', 'survey', 'campaign', 'notice'] as const satisfies readonly Purpose[];

/** Ways to reach somebody. */
export const REACHES = ['email', 'sms', 'phone', 'post', 'push', 'in-app'] as const satisfies readonly ConsentChannel[];
export type Reach = (typeof REACHES)[number];

const purpose = z.enum(PURPOSE_KEYS);
const channel = z.enum(REACHES);
const moment = z.iso.datetime({ offset: true });
const decision = z.enum(['send', 'hold', 'drop']);
const reasons = z.array(z.enum(REASONS));

/**
 * What all asks of a request have in common. `slot`: what this send is, in the sender's words (`nps-2026-q4`, `order 118/delivered`): nobody gets two of one purpose and slot, whoever asks.
 * `series`: the survey or campaign that it belongs to; a survey without one is its own. `questions`: of a survey. `weight`: how much it counts in the pressure, where that is more than the rules say.
 * `plannedAt`: when it leaves; without it, now. `notAfter`: when it would be pointless: what would be held beyond is dropped.
 */
export const AskInCommon = z.object({
  purpose, channel, slot: z.string().trim().min(1).max(200), series: z.string().trim().min(1).max(100).optional(), questions: z.number().int().min(1).max(200).optional(), weight: z.number().int().min(0).max(100).optional(),
  plannedAt: moment.optional(), notAfter: moment.optional(),
  /** What would be sent, to be shown while it is held. */ subject: z.string().max(300).optional(), text: z.string().max(20_000).optional(),
});
/** Whom: a customer, an address, or both. */
export const AskedPerson = z.object({ customer: z.string().max(40).optional(), to: z.string().max(512).optional() }).refine(({ customer, to }) => customer !== undefined || to !== undefined, 'name the customer, an address, or both');
export const Ask = AskInCommon.and(AskedPerson);
export type Ask = z.infer<typeof Ask>;

/** People of one request at most. */
export const ASKED_MOST = 10_000;
export const AskBatch = AskInCommon.extend({ people: z.array(AskedPerson).min(1).max(ASKED_MOST) });
export type AskBatch = z.infer<typeof AskBatch>;

/** The answer to one ask. `send` alone has a token, shown once, to be committed before it expires. `until`: when a held one may be asked again; null where nobody knows. `shown`: it was kept as it would have gone. */
export const Answer = z.object({ decision, reasons, until: z.string().nullable(), token: z.string().nullable(), expiresAt: z.string().nullable(), shown: z.boolean() });
export type Answer = z.infer<typeof Answer>;

/** What a commit found. `committed` false: it must not be sent; the reservation is gone, ask again. */
export const Commit = z.object({ committed: z.boolean(), decision, reasons, until: z.string().nullable() });
export type Commit = z.infer<typeof Commit>;

/** Whether a purpose may leave, since when and by whose word. Shape: `by` and `at` null while nobody ever switched it. */
export const SwitchState = z.object({ purpose, isOn: z.boolean(), by: z.string().nullable(), at: z.string().nullable() });
export type SwitchState = z.infer<typeof SwitchState>;

/** What may leave. `held`: why nothing may, whatever is switched on; null where that stands alone. `waiting`: sends shown as they would have gone. */
export const Standing = z.object({ held: z.string().nullable(), switches: z.array(SwitchState), waiting: z.number() });
export type Standing = z.infer<typeof Standing>;

/** Held sends of one kind: everything of one purpose, channel and slot. `first`: some of whom it would have gone to. */
export const HeldSend = z.object({
  purpose, channel: z.string(), slot: personal('text'), recipients: z.number(), latestAt: z.string(), expiresAt: z.string(), askedBy: z.string().nullable(), subject: personal('text').nullable(), text: personal('text').nullable(),
  first: z.array(z.object({ customer: z.string().nullable(), address: personal('identifier').nullable() })),
});
export type HeldSend = z.infer<typeof HeldSend>;

/** Decisions of the last days: how many of each, and for which reasons; one decision can have several. */
export const Decisions = z.object({ from: z.string(), total: z.number(), decisions: z.array(z.object({ purpose, decision, count: z.number() })), reasons: z.array(z.object({ reason: z.enum(REASONS), count: z.number() })) });
export type Decisions = z.infer<typeof Decisions>;

/** The rules that hold, and every version, newest first. Version 0: what Custos came with. */
export const RulesState = z.object({ version: z.number(), rules: GovernorRules, versions: z.array(z.object({ version: z.number(), note: z.string(), by: z.string().nullable(), at: z.string() })) });
export type RulesState = z.infer<typeof RulesState>;

/** What would be said to an ask now. `kind`: `long` and `short` are surveys. */
export const AskNow = z.object({ kind: z.enum(['long', 'short', 'campaign']), decision, reasons, until: z.string().nullable() });
/** A customer as the governor sees them: what would be answered now, and the latest entries of the ledger. */
export const ContactStanding = z.object({
  customer: z.string(), now: z.array(AskNow), isContactedLess: z.boolean(),
  entries: z.array(z.object({ purpose, channel: z.string(), slot: personal('text'), askedAt: z.string(), plannedAt: z.string(), state: z.enum(['reserved', 'committed', 'released', 'withheld', 'held', 'dropped']), reasons, until: z.string().nullable() })),
});
export type ContactStanding = z.infer<typeof ContactStanding>;

const token = z.object({ token: z.string().max(60) });

export const routes = defineRoutes({
  ask: { method: 'POST', path: '/api/outreach/ask', summary: 'Ask before somebody is contacted: send, hold until, or drop, with reasons. A send is reserved and must be committed with its token before it leaves', gate: 'reserve-sends', body: Ask, response: Answer, audit: 'outreach.asked' },
  askBatch: { method: 'POST', path: '/api/outreach/ask-batch', summary: `The same for up to ${ASKED_MOST} people at once; answers stand in the order of the people`, gate: 'reserve-sends', body: AskBatch, response: z.object({ answers: z.array(Answer), counts: z.object({ send: z.number(), hold: z.number(), drop: z.number() }) }), audit: 'outreach.asked' },
  commit: { method: 'POST', path: '/api/outreach/:token/commit', summary: 'Use a reservation, at the moment of sending: everything is looked at once more. Send only if `committed`', gate: 'reserve-sends', params: token, body: z.object({}), response: Commit },
  release: { method: 'POST', path: '/api/outreach/:token/release', summary: 'Give a reservation back: nothing was sent', gate: 'reserve-sends', params: token, body: z.object({}), response: z.object({ released: z.boolean() }) },
  standing: { method: 'GET', path: '/api/outreach/standing', summary: 'What may leave this installation, since when and by whose word', gate: 'see-today', response: Standing },
  held: { method: 'GET', path: '/api/outreach/held', summary: 'What would have gone: held sends, newest first', gate: 'see-outreach', query: z.object({ purpose: purpose.optional() }), response: z.object({ held: z.array(HeldSend) }) },
  decisions: { method: 'GET', path: '/api/outreach/decisions', summary: 'Decisions of the last days by reason', gate: 'see-outreach', query: z.object({ days: z.coerce.number().int().min(1).max(90).default(7) }), response: Decisions },
  rules: { method: 'GET', path: '/api/outreach/rules', summary: 'The rules of the governor and their versions', gate: 'see-outreach', response: RulesState },
  changeRules: { method: 'POST', path: '/api/outreach/rules', summary: 'Change the rules; each decision keeps the version by which it was made', gate: 'govern-outreach', body: z.object({ rules: GovernorRules, basedOn: z.number().int().min(0), note: z.string().trim().min(3).max(500) }), response: RulesState, audit: 'outreach.rules-changed' },
  switchOn: { method: 'POST', path: '/api/outreach/purposes/:purpose/on', summary: 'Let a purpose leave from now on', gate: 'switch-on-sending', params: z.object({ purpose }), body: z.object({}), response: Standing, audit: 'outreach.switched-on' },
  switchOff: { method: 'POST', path: '/api/outreach/purposes/:purpose/off', summary: 'Let nothing of a purpose leave from now on', gate: 'govern-outreach', params: z.object({ purpose }), body: z.object({}), response: Standing, audit: 'outreach.switched-off' },
  ofCustomer: { method: 'GET', path: '/api/customers/:id/outreach', summary: 'Whether a customer would be asked anything now, why not, and from when on', gate: 'see-customers', params: z.object({ id: z.string() }), response: ContactStanding },
});
