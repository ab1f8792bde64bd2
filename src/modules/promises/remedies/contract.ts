import { z } from 'zod';
import { ROLES } from '../../../kernel/access.ts';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** What may be given. */
export const GIFT_KINDS = ['refund', 'replacement', 'voucher'] as const;
export type GiftKind = (typeof GIFT_KINDS)[number];

/** `owed`: waits to be given; `withdrawn`: the promise had not broken after all; `declined`: the customer does not want it. */
export const REMEDY_STATES = ['owed', 'given', 'withdrawn', 'declined'] as const;
export type RemedyState = (typeof REMEDY_STATES)[number];

const minor = z.string().regex(/^\d{1,15}$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const text = z.string().trim().min(3).max(500);
const kind = z.enum(GIFT_KINDS);
const caseId = z.string().regex(/^cas_[0-9a-z]{1,16}$/);

/** What a role may give of one kind without asking. Units: minor units of `currency`, what it costs the company; in one case, and by one person within seven days. */
export const MandateLine = z.strictObject({ role: z.enum(ROLES), kind, perCaseMinor: minor, perWeekMinor: minor, currency });
export type MandateLine = z.infer<typeof MandateLine>;
export const MandateLines = z.array(MandateLine).max(60);

/** The mandate in force. `version` 0: nobody said anything yet. */
export const Mandate = z.object({ version: z.number(), lines: MandateLines, note: z.string(), by: z.string().nullable(), at: z.string().nullable() });
export type Mandate = z.infer<typeof Mandate>;

/** Something given, or asked for. `state`: asked of an office, granted or refused by it, given. `by`: who gives; `beyondMinor`: what goes beyond the remedy that the promise names. */
export const Gift = z.object({
  id: z.string(), remedy: z.string().nullable(), case: z.string().nullable(), customer: z.string().nullable(), name: personal('name').nullable(), kind, what: personal('text'), costMinor: z.string(), beyondMinor: z.string(), currency: z.string(), state: z.enum(['asked', 'granted', 'refused', 'given']),
  by: z.string(), isMine: z.boolean(), at: z.string(), why: personal('text').nullable(), answeredBy: z.string().nullable(), answer: personal('text').nullable(), givenAt: z.string().nullable(),
});
export type Gift = z.infer<typeof Gift>;

/** What is owed for a promise that broke. `interaction` set the promise off. `isHeld`: nothing is given while remedies are not switched on; then nothing is overdue either. */
export const RemedyTask = z.object({
  id: z.string(), promise: z.string(), promiseName: z.string(), interaction: z.string(), customer: z.string().nullable(), name: personal('name').nullable(), what: z.string(), valueMinor: z.string(), currency: z.string(), owner: z.string().nullable(), owedAt: z.string(), dueAt: z.string(),
  state: z.enum(REMEDY_STATES), isHeld: z.boolean(), isOverdue: z.boolean(), endedAt: z.string().nullable(), /** Together what was given for it cost, in its currency. */ costMinor: z.string(),
});
export type RemedyTask = z.infer<typeof RemedyTask>;

/** What the viewer may give of a kind now. `left…` null: as much as is right. Units: minor units. */
const Leeway = z.object({ kind, currency: z.string(), perCaseMinor: z.string().nullable(), perWeekMinor: z.string().nullable(), leftMinor: z.string().nullable() });
export type Leeway = z.infer<typeof Leeway>;

/** What stands beside a reply: what the viewer may give, what is owed to the customer, and what was given or asked. `held`: why nothing is given now; null where it may be. */
export const MandateCard = z.object({ held: z.string().nullable(), leeways: z.array(Leeway), remedies: z.array(RemedyTask), gifts: z.array(Gift) });
export type MandateCard = z.infer<typeof MandateCard>;

/** What somebody gives. `key`: names what is meant to happen once, so that the same request, sent again, gives nothing more and answers the same. `remedy`: for which remedy that is owed. Units: what it costs, minor units. */
export const WantedGift = z.object({ key: z.uuid(), customer: z.string().max(20), case: caseId.optional(), remedy: z.string().regex(/^\d{1,15}$/).optional(), kind, what: text, costMinor: minor, currency });
export type WantedGift = z.infer<typeof WantedGift>;

/** Emitted on the outbox when something was given for a promise that broke. `interaction`, `ordinal` name the break as `promise.broken` did. Units: ms since 1970; minor units. */
export type PromiseRemedied = { readonly type: 'promise.remedied'; readonly promise: number; readonly interaction: number; readonly ordinal: number; readonly node: number; readonly costMinor: string; readonly currency: string; readonly atMs: number };

export const REMEDIES_MOST = 200;
const id = z.object({ id: z.string().regex(/^\d{1,15}$/) });

export const remedyRoutes = defineRoutes({
  remedies: { method: 'GET', path: '/api/remedies', summary: `What is owed for promises that broke, by state, the first due first, at most ${REMEDIES_MOST}`, gate: 'see-promises', query: z.object({ state: z.enum(REMEDY_STATES).default('owed'), promise: z.string().max(20).optional() }), response: z.object({ held: z.string().nullable(), total: z.number(), remedies: z.array(RemedyTask) }), audit: 'promise.remedies-seen', polled: true },
  mandate: { method: 'GET', path: '/api/mandate', summary: 'What each role may give without asking', gate: 'see-promises', response: Mandate },
  saveMandate: { method: 'PUT', path: '/api/mandate', summary: 'Say what each role may give without asking, as a new version, from now on', gate: 'govern-promises', body: z.object({ lines: MandateLines, basedOn: z.number().int().min(0), note: z.string().trim().max(300).default('') }), response: Mandate, audit: 'mandate.saved' },
  card: { method: 'GET', path: '/api/mandate/card', summary: 'What one may give a customer now, in a case, what is owed to them, and what was given or asked', gate: 'see-cases', query: z.object({ customer: z.string().max(20), case: caseId.optional() }), response: MandateCard, audit: 'customer.remedies-seen', polled: true },
  asked: { method: 'GET', path: '/api/gifts/asked', summary: 'What offices are asked for their word on', gate: 'see-promises', response: z.object({ gifts: z.array(Gift) }), audit: 'promise.remedies-seen', polled: true },
  give: { method: 'POST', path: '/api/gifts', summary: 'Note what one gives a customer, within one’s mandate or what the promise owes, once however often it is sent under its key', gate: 'work-cases', body: WantedGift, response: Gift, audit: 'remedy.given' },
  ask: { method: 'POST', path: '/api/gifts/ask', summary: 'Ask an office for its word on something beyond one’s mandate, once however often it is sent under its key', gate: 'work-cases', body: WantedGift.extend({ why: text }), response: Gift, audit: 'remedy.word-asked' },
  answer: { method: 'POST', path: '/api/gifts/:id/answer', summary: 'Give the office’s word: granted or refused, never to oneself', gate: 'govern-promises', params: id, body: z.object({ granted: z.boolean(), words: z.string().trim().max(500).default('') }), response: Gift, audit: 'remedy.word-given' },
  giveGranted: { method: 'POST', path: '/api/gifts/:id/give', summary: 'Note that what an office granted was given', gate: 'work-cases', params: id, body: z.object({}), response: Gift, audit: 'remedy.given' },
  decline: { method: 'POST', path: '/api/remedies/:id/decline', summary: 'Note that the customer does not want what is owed', gate: 'work-cases', params: id, body: z.object({}), response: z.object({ state: z.enum(REMEDY_STATES) }), audit: 'remedy.declined' },
});
