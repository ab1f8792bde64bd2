import { z } from 'zod';
import { lowerWord } from '../../kernel/lower-word.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { personal } from '../../kernel/personal-data.ts';
import { ConsentInput, type CheckedConsent } from './consent/contract.ts';
import type { SubjectNews } from './news/contract.ts';

export * from './consent/contract.ts';
export * from './news/contract.ts';
export * from './rivals/contract.ts';
export * from './said/contract.ts';

/** Version of the canonical schema; raised when a field changes its meaning, never for a new optional field. */
export const SCHEMA_VERSION = 1;

/** Channels that the product names and draws. Others are accepted when they are kebab-case words. */
export const CHANNELS = [
  'web', 'app', 'chat', 'bot', 'call', 'email', 'sms', 'letter', 'push', 'packaging', 'ticket', 'store', 'review', 'marketplace', 'social', 'ad', 'offer',
  'visualisation', 'survey', 'order', 'payment', 'delivery', 'return', 'trial', 'subscription', 'staff',
] as const;
export const DIRECTIONS = ['in', 'out', 'internal', 'public'] as const;
export const OFFICES = ['brand', 'service'] as const;
export const STAGES = ['interest', 'pre-order', 'order', 'fulfilment', 'returns', 'support'] as const;
export const SPEAKERS = ['customer', 'agent', 'bot', 'other'] as const;
export type Office = (typeof OFFICES)[number];
export type Direction = (typeof DIRECTIONS)[number];

/** Limits of one request and one interaction. Units: bytes as received, after inflation; characters; counts; levels of lists and objects within each other. */
export const LIMITS = {
  bodyBytes: 8 * 1024 * 1024, interactionBytes: 1024 * 1024, itemsPerBatch: 2_500, idLength: 200, identifierLength: 512, identifiers: 50, textLength: 200_000, turns: 5_000, subjects: 200, consents: 100, levels: 64,
} as const;

const word = lowerWord('page-viewed');
const moment = z.string().max(40);
const short = z.string().min(1).max(200);
const decimal = z.union([z.string().max(30), z.number()]);

/** One way to recognise somebody, as the source said it. `verified` names how the source knows: a login, a paid order, a DKIM-passed mail, a clicked link, a signed token. */
export const IdentifierInput = z.looseObject({
  type: word,
  value: z.union([z.string(), z.number()]).transform((value) => String(value)),
  verified: z.enum(['login', 'paid-order', 'dkim', 'clicked-link', 'signed-token', 'staff']).optional(),
});

export const SubjectInput = z.looseObject({ type: word, id: short, role: word.optional(), label: z.string().max(300).optional() });
export const ClaimInput = z.looseObject({ id: short.optional(), text: z.string().min(1).max(2_000), about: short.optional() });
export const TurnInput = z.looseObject({ speaker: z.enum(SPEAKERS), who: short.optional(), text: z.string().max(50_000), at: moment.optional(), offsetMs: z.number().int().min(0).optional(), durationMs: z.number().int().min(0).optional() });
/** A rating with its scale, so that 4 of 5 stars and 4 of 10 are never averaged. `higherIsBetter` false for effort asked as difficulty. */
export const RatingInput = z.looseObject({ value: z.number(), min: z.number(), max: z.number(), scale: word, question: z.string().max(500).optional(), higherIsBetter: z.boolean().optional() })
  .refine((rating) => rating.min < rating.max && rating.value >= rating.min && rating.value <= rating.max, 'the value must lie between min and max');
export const AmountInput = z.looseObject({ role: z.enum(['price', 'tax', 'shipping', 'discount', 'refund', 'total']), amount: decimal, currency: z.string().regex(/^[A-Z]{3}$/), gross: z.boolean().optional() });

export const OrderLineInput = z.looseObject({ id: short.optional(), product: short, name: z.string().max(300).optional(), quantity: z.number().optional(), unitPrice: decimal.optional() });
export const ParcelInput = z.looseObject({ id: short, carrier: z.string().max(100).optional(), state: word.optional(), promisedAt: moment.optional(), shippedAt: moment.optional(), deliveredAt: moment.optional() });
/** What the source says about an order now; `subjects` folds these into the order's state. */
export const OrderInput = z.looseObject({
  id: short, state: word.optional(), placedAt: moment.optional(), promisedAt: moment.optional(), total: decimal.optional(), currency: z.string().regex(/^[A-Z]{3}$/).optional(),
  lines: z.array(OrderLineInput).max(1_000).optional(), parcels: z.array(ParcelInput).max(100).optional(),
});

/** Traits that help to recognise somebody; anything else is kept as a plain trait. */
export const IDENTITY_TRAITS = ['name', 'givenName', 'familyName', 'birthDate', 'company', 'street', 'city', 'postcode', 'country'] as const;
const trait = z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]);

/**
 * One interaction between the company and somebody, of any channel: a page view, an hour-long call, a billboard.
 * Unknown fields are kept. Invariant: (source, id) names it for ever; the same pair with other content is a revision, of which the highest `version` (else the latest arrival) is shown.
 */
export const InteractionInput = z.looseObject({
  schema: z.literal(SCHEMA_VERSION).optional(),
  id: z.string().min(1).max(LIMITS.idLength),
  source: word.optional(),
  brand: word.optional(),
  channel: word,
  kind: word,
  direction: z.enum(DIRECTIONS),
  office: z.enum(OFFICES).optional(),
  stage: word.optional(),
  occurredAt: moment,
  occurredPrecision: z.enum(['ms', 'minute', 'day']).optional(),
  sentAt: moment.optional(),
  version: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  session: short.optional(),
  identifiers: z.array(IdentifierInput).max(LIMITS.identifiers).optional(),
  traits: z.record(z.string().max(100), trait).optional(),
  subjects: z.array(SubjectInput).max(LIMITS.subjects).optional(),
  claims: z.array(ClaimInput).max(50).optional(),
  consents: z.array(ConsentInput).max(LIMITS.consents).optional(),
  title: z.string().max(1_000).optional(),
  text: z.string().max(LIMITS.textLength).optional(),
  turns: z.array(TurnInput).max(LIMITS.turns).optional(),
  language: z.string().max(20).optional(),
  rating: RatingInput.optional(),
  answers: z.array(z.looseObject({ question: z.string().max(500), value: z.union([z.string().max(5_000), z.number(), z.boolean()]).optional(), rating: RatingInput.optional() })).max(200).optional(),
  amounts: z.array(AmountInput).max(100).optional(),
  order: OrderInput.optional(),
  durationSeconds: z.number().min(0).optional(),
  properties: z.record(z.string().max(200), z.unknown()).optional(),
});
export type InteractionInput = z.infer<typeof InteractionInput>;

/** What became of each item of a batch, in the order of the batch. */
export const AcceptResult = z.object({
  id: z.string().nullable(),
  /** `erased`: of somebody who was erased; it was counted and not kept. */
  status: z.enum(['accepted', 'duplicate', 'revised', 'quarantined', 'erased']),
  /** Public id of the interaction; of the parked item when quarantined; empty when erased. */
  reference: z.string(),
  /** Of a duplicate: `expired` when a retention rule deleted the interaction; it is not taken in again. */
  reason: z.string().optional(),
  detail: z.string().optional(),
});
export type AcceptResult = z.infer<typeof AcceptResult>;

export const AcceptBatch = z.object({ results: z.array(AcceptResult) });

/** Why an item is in quarantine. Closed: the page explains each. */
export const QUARANTINE_REASONS = ['malformed', 'too-large', 'time-impossible', 'card-number-in-identifier', 'amount-malformed', 'identifier-too-long', 'too-many-identifiers', 'too-many', 'internal-fault'] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

export const ParkedItem = z.object({
  reference: z.string(), source: z.string(), itemId: personal('text').nullable(), reason: z.enum(QUARANTINE_REASONS), detail: personal('text'), parkedAt: z.string(), state: z.enum(['parked', 'replayed', 'discarded']),
  /** The item as JSON text, secrets and card numbers already redacted. */
  body: personal('trait'),
});
export type ParkedItem = z.infer<typeof ParkedItem>;

/** One interaction as a timeline shows it. Times are ISO 8601 in UTC. */
export const TimelineItem = z.object({
  id: z.string(), revision: z.number(), node: z.string(), source: z.string(), sourceId: personal('text'), brand: z.string(), channel: z.string(), kind: z.string(), direction: z.enum(DIRECTIONS),
  office: z.enum(OFFICES), stage: z.string(), occurredAt: z.string(), occurredPrecision: z.enum(['ms', 'minute', 'day']), receivedAt: z.string(),
  title: personal('text').nullable(), text: personal('text').nullable(), language: z.string().nullable(),
  turns: z.array(z.object({ speaker: z.enum(SPEAKERS), who: personal('name').nullable(), text: personal('text'), offsetMs: z.number().nullable() })),
  rating: z.object({ value: z.number(), min: z.number(), max: z.number(), scale: z.string(), question: z.string().nullable() }).nullable(),
  subjects: z.array(z.object({ type: z.string(), id: z.string(), role: z.string().nullable(), label: personal('text').nullable() })),
  claims: z.array(z.object({ text: z.string(), about: z.string().nullable() })),
  amounts: z.array(z.object({ role: z.string(), amountMinor: z.string(), currency: z.string(), gross: z.boolean().nullable() })),
  durationSeconds: z.number().nullable(),
  properties: z.record(z.string(), z.unknown()).meta({ personal: 'trait' }),
});
export type TimelineItem = z.infer<typeof TimelineItem>;

/** An interaction of which nothing tells whose it was. `signed`: names that it gave, by which alone nobody is recognised. */
export const NobodyItem = TimelineItem.extend({ signed: z.array(z.string()).meta({ personal: 'name' }) });
export type NobodyItem = z.infer<typeof NobodyItem>;

/** How many interactions of people of whom nothing is known there are, by channel and source, most first. At most 15 s old. */
export const NobodyCounts = z.object({ total: z.number(), counts: z.array(z.object({ channel: z.string(), source: z.string(), count: z.number() })) });
export type NobodyCounts = z.infer<typeof NobodyCounts>;

/** Filter of a timeline. `before` is the cursor of the previous page; newest first. `until`: nothing that came after this moment. */
export const TimelineQuery = z.object({
  channel: z.string().optional(), source: z.string().optional(), office: z.enum(OFFICES).optional(), stage: z.string().optional(), text: z.string().max(200).optional(),
  until: z.iso.datetime().optional(), before: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type TimelineQuery = z.infer<typeof TimelineQuery>;

/** What arrived lately: one row per minute of the last hour and per channel, and what was refused. */
export const Pulse = z.object({
  at: z.string(), zone: z.string(), total: z.number(), /** Of the total: of people of whom nothing is known. */ nobody: z.number(), lastHour: z.number(), refusedOpen: z.number(), waiting: z.number(), lagMs: z.number(),
  minutes: z.array(z.object({ minute: z.string(), brand: z.number(), service: z.number() })),
  channels: z.array(z.object({ channel: z.string(), office: z.enum(OFFICES), lastHour: z.number(), last24Hours: z.number(), total: z.number(), nobody: z.number() })),
  quarantine: z.array(z.object({ reason: z.enum(QUARANTINE_REASONS), open: z.number() })),
});
export type Pulse = z.infer<typeof Pulse>;

export const routes = defineRoutes({
  accept: { method: 'POST', path: '/v1/interactions', summary: 'Send a batch of interactions; answers when every accepted item is durable', gate: 'write-key', body: z.union([z.object({ interactions: z.array(z.unknown()) }), z.array(z.unknown())]), response: AcceptBatch, raw: 'request' },
  pulse: { method: 'GET', path: '/api/today/pulse', summary: 'What is arriving now, by channel and office, and what was refused', gate: 'see-today', response: Pulse },
  nobodyTimeline: { method: 'GET', path: '/api/nobody/timeline', summary: 'What happened with people of whom nothing is known (an unsigned review, an ad on a wall), newest first; a page may hold fewer than `limit`, the last has no `next`', gate: 'see-customers', query: TimelineQuery, response: z.object({ items: z.array(NobodyItem), next: z.string().nullable() }), audit: 'nobody.timeline-seen' },
  nobodyCounts: { method: 'GET', path: '/api/nobody', summary: 'How many interactions of people of whom nothing is known there are, by channel and source', gate: 'see-customers', response: NobodyCounts },
  nobodyLive: { method: 'GET', path: '/api/nobody/live', summary: 'Server-sent events: each new interaction of people of whom nothing is known, as it is recorded; at most 20 a second, then how many were missed', gate: 'see-customers', response: NobodyItem, raw: 'response' },
  quarantine: { method: 'GET', path: '/api/quarantine', summary: 'Items that could not be accepted, newest first', gate: 'see-quarantine', query: z.object({ reason: z.enum(QUARANTINE_REASONS).optional(), state: z.enum(['parked', 'replayed', 'discarded']).default('parked'), limit: z.coerce.number().int().min(1).max(500).default(100) }), response: z.object({ items: z.array(ParkedItem), open: z.number() }) },
  mend: { method: 'POST', path: '/api/quarantine/:reference/replay', summary: 'Replay one parked item, mended or as it is', gate: 'mend-quarantine', params: z.object({ reference: z.string() }), body: z.object({ body: z.string().max(LIMITS.interactionBytes).optional() }), response: AcceptResult, audit: 'quarantine.replayed' },
  replayAll: { method: 'POST', path: '/api/quarantine/replay', summary: 'Replay every parked item of one reason', gate: 'mend-quarantine', body: z.object({ reason: z.enum(QUARANTINE_REASONS) }), response: z.object({ replayed: z.number(), stillParked: z.number() }), audit: 'quarantine.replayed-all' },
  discard: { method: 'POST', path: '/api/quarantine/:reference/discard', summary: 'Set one parked item aside; it stays readable', gate: 'mend-quarantine', params: z.object({ reference: z.string() }), body: z.object({}), response: z.object({ discarded: z.boolean() }), audit: 'quarantine.discarded' },
  bringBack: { method: 'POST', path: '/api/quarantine/:reference/bring-back', summary: 'Put an item that was set aside back among those that wait', gate: 'mend-quarantine', params: z.object({ reference: z.string() }), body: z.object({}), response: z.object({ broughtBack: z.boolean() }), audit: 'quarantine.brought-back' },
});

/** Money of an interaction, exact. Units: minor units of the currency as decimal text, so that it survives JSON. */
export type CheckedAmount = { readonly role: string; readonly minor: string; readonly currency: string; readonly gross: boolean | null };

/** What a source says about an order, checked. Units: times in ms since 1970, money in minor units of `currency` as decimal text. */
export type CheckedOrder = {
  readonly id: string;
  readonly state: string | null;
  readonly placedMs: number | null;
  readonly promisedMs: number | null;
  readonly totalMinor: string | null;
  readonly currency: string | null;
  readonly lines: readonly { readonly id: string | null; readonly product: string; readonly name: string | null; readonly quantity: number; readonly unitPriceMinor: string | null }[];
  readonly parcels: readonly { readonly id: string; readonly carrier: string | null; readonly state: string | null; readonly promisedMs: number | null; readonly shippedMs: number | null; readonly deliveredMs: number | null }[];
};

/** An answer on a scale, as it was given. `question` empty: not said. `isOne`: one of several answers of a survey, not what the whole interaction says. `higherIsBetter` false: a high answer is a bad one. */
export type RatedAnswer = { readonly value: number; readonly min: number; readonly max: number; readonly scale: string; readonly question: string; readonly isOne: boolean; readonly higherIsBetter: boolean };

/** What an interaction says in answer to a question, or that one was asked (channel survey): no texts of customers. `survey`: id of the subject of that type, empty without one. */
export type Answered = {
  readonly source: string; readonly brand: string; readonly channel: string; readonly office: Office; readonly kind: string; readonly direction: Direction; readonly occurredMs: number; readonly survey: string;
  readonly answers: readonly RatedAnswer[];
};

/**
 * One recorded interaction as the outbox tells of it. `answered` only when it holds ratings or is part of a survey. `said` only when it says something about an order, traits or consents; a revision without it says nothing any more.
 * `key` names the interaction for ever and whenever it came: whoever must choose between words of one moment chooses by it, not by `number`, which tells who came first.
 */
export type RecordedInteraction = {
  readonly number: number; readonly node: number; readonly home: number; readonly revision: number; /** Units: ms since 1970; left out by versions that did not tell it. */ readonly recordedMs?: number;
  readonly said?: {
    readonly key: string; readonly source: string; readonly brand: string; readonly occurredMs: number; readonly kind: string;
    readonly order: CheckedOrder | null; readonly amounts: readonly CheckedAmount[]; readonly traits: Readonly<Record<string, string | number | boolean | null>> | null;
    readonly consents?: readonly CheckedConsent[];
    /** Ids of the places that it names beside an order. */ readonly places?: readonly string[];
  };
  readonly answered?: Answered;
  /** What it says about a return, a refund or an incident; a revision without it says nothing of these any more. */
  readonly news?: SubjectNews;
};

/** Emitted on the outbox, in the transaction that recorded the interactions. Revision 1 is new; higher ones replace what was said before. */
export type InteractionRecorded = { readonly type: 'interaction.recorded'; readonly interactions: readonly RecordedInteraction[] };

/** What events tell, each interaction once and in its latest revision. */
export function latestRevisions<One extends { readonly number: number; readonly revision: number }>(events: readonly { readonly interactions: readonly One[] }[]): One[] {
  const latest = new Map<number, One>();
  for (const event of events) for (const one of event.interactions) if ((latest.get(one.number)?.revision ?? 0) <= one.revision) latest.set(one.number, one);
  return [...latest.values()];
}
