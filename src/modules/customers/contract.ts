import { z } from 'zod';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { personal } from '../../kernel/personal-data.ts';
import { CUSTOMER_KINDS } from '../identity/contract.ts';
import { TimelineItem, TimelineQuery } from '../interactions/contract.ts';
import { OrderState } from '../subjects/contract.ts';

export * from './rule-language.ts';
export * from './answer/contract.ts';
export * from './consent/contract.ts';
export * from './groups/contract.ts';
export * from './organisation/contract.ts';
export * from './retention/contract.ts';
export * from './mentions/contract.ts';

/** One line of a customer list or search. */
export const CustomerLine = z.object({
  id: z.string(), kind: z.enum(CUSTOMER_KINDS), name: personal('name').nullable(), email: personal('email').nullable(), phone: personal('phone').nullable(), place: z.string().nullable(),
  interactions: z.number(), orders: z.number(), /** Interactions and orders are the least that there are: of somebody with more than 1,000 claims a list reads the latest alone. */ atLeast: z.boolean(), firstSeenAt: z.string(), lastSeenAt: z.string(), lastChannel: z.string().nullable(),
  /** Why a search found this one: `name`, `email`, `order`, … */
  matched: z.string().nullable(),
});
export type CustomerLine = z.infer<typeof CustomerLine>;

/** What can decide which of several words on a trait counts: whose word it is, how surely it was them who spoke, how late it is, and how many claims say it. */
export const CRITERIA = ['trust', 'verification', 'recency', 'frequency'] as const;
export type Criterion = (typeof CRITERIA)[number];
const unique = (names: readonly string[]): boolean => new Set(names).size === names.length;
const Criteria = z.array(z.enum(CRITERIA)).min(1).refine(unique, 'name each criterion once');
const Sources = z.array(z.string().min(1).max(100)).max(100).refine(unique, 'name each source once');

/**
 * Whose word counts when sources contradict each other. Criteria are asked in their order; the next one is asked only where the one before does not decide.
 * `sources`: the most trusted first; those not named come after all of them, as equals. A trait that is not named is weighed as every trait; `sources` null: ranked as for every trait.
 */
export const Survivorship = z.object({
  sources: Sources, everyTrait: Criteria,
  traits: z.array(z.object({ name: z.string().min(1).max(100), criteria: Criteria, sources: Sources.nullable() })).max(200).refine((traits) => unique(traits.map(({ name }) => name)), 'name each trait once'),
});
export type Survivorship = z.infer<typeof Survivorship>;

/** The rules before anybody wrote any: the latest word counts. */
export const LATEST_WORD: Survivorship = { sources: [], everyTrait: ['recency'], traits: [] };

/** One version of the rules, as its page shows it. `by` null: what Custos starts with. */
export const SurvivorshipVersion = z.object({ version: z.number(), rules: Survivorship, note: z.string(), by: z.string().nullable(), at: z.string().nullable() });
export type SurvivorshipVersion = z.infer<typeof SurvivorshipVersion>;

/** What rules would change, tried on the customers seen last. */
export const SurvivorshipTrial = z.object({
  /** Customers looked at, the latest seen; of how many people in all. */
  customers: z.number(), ofPeople: z.number(),
  /** Customers with at least one value that would differ. */
  differ: z.number(),
  traits: z.array(z.object({
    name: z.string(), customers: z.number(), /** Customers of whom sources say more than one thing. */ contested: z.number(), differ: z.number(),
    examples: z.array(z.object({ customer: z.string(), name: personal('name').nullable(), before: personal('trait').nullable(), after: personal('trait').nullable() })),
  })),
  /** Sources that said something of them, with how many claims. */
  sources: z.array(z.object({ source: z.string(), claims: z.number() })),
});
export type SurvivorshipTrial = z.infer<typeof SurvivorshipTrial>;

/** A value that sources said and that does not count. `lostBy`: the criterion by which; `moment` where words of one moment were told apart by the names of their interactions. */
export const LostValue = z.object({ value: personal('trait'), source: z.string(), at: z.string(), /** How the source knew who spoke; '' when it did not say how, null when it was only claimed. */ verifiedBy: z.string().nullable(), claims: z.number(), lostBy: z.enum([...CRITERIA, 'moment']) });
export type LostValue = z.infer<typeof LostValue>;

/** The head of the 360 page. Traits carry where they came from. */
export const Customer = z.object({
  id: z.string(), formerIds: z.array(z.string()), kind: z.enum(CUSTOMER_KINDS), name: personal('name').nullable(), brands: z.array(z.string()),
  traits: z.array(z.object({ name: z.string(), value: personal('trait'), source: z.string(), at: z.string(), verifiedBy: z.string().nullable(), /** Claims that say it now. */ claims: z.number(), /** Other values that sources said; the first of them in `lost`. */ others: z.number(), lost: z.array(LostValue) })),
  identifiers: z.array(z.object({ type: z.string(), value: personal('identifier'), verified: z.boolean() })),
  claims: z.number(), /** Claims that traits, identifiers, brands and money were read from: of somebody very large the latest alone, so that these are the least that there is. */ claimsRead: z.number(), interactions: z.number(), firstSeenAt: z.string().nullable(), lastSeenAt: z.string().nullable(),
  channels: z.array(z.object({ channel: z.string(), office: z.string(), count: z.number(), lastAt: z.string() })),
  /** Net paid revenue of the last 365 days, per currency, in minor units as decimal text. */
  observedValue: z.array(z.object({ currency: z.string(), minor: z.string(), orders: z.number() })),
  /** When this customer was erased and by which certificate; null while something is held of them. */
  erased: z.object({ at: z.string(), certificate: z.string() }).nullable(),
});
export type Customer = z.infer<typeof Customer>;

/** One side of a comparison. */
const Compared = z.object({ customer: Customer, orders: z.number() });

/** Two customers side by side, and what speaks for and against their being one person by the exact rules alone. */
export const Comparison = z.object({
  left: Compared, right: Compared,
  reasons: z.array(z.object({
    weighs: z.enum(['for', 'against', 'nothing']), /** The rule that speaks, a refusal, or why the value says nothing. */ because: z.string(), type: z.string().nullable(), value: personal('identifier').nullable(),
    verified: z.enum(['both', 'one', 'none']).nullable(), strength: z.number().nullable(), limit: z.number().nullable(),
  })),
  decisions: z.array(z.object({ id: z.string(), kind: z.enum(['together', 'apart', 'block-value']), reason: personal('text'), by: z.string(), at: z.string() })),
});
export type Comparison = z.infer<typeof Comparison>;

/** By which channels a customer turned to the company in the last 365 days, and which most often; `most` is empty where that is too seldom to tell. */
export const ObservedChannels = z.object({ customer: z.string(), from: z.string(), until: z.string(), times: z.number(), most: z.array(z.string()), channels: z.array(z.object({ channel: z.string(), times: z.number(), lastAt: z.string() })) });
export type ObservedChannels = z.infer<typeof ObservedChannels>;

/** The trait by which a customer says where they want to be reached. */
export const PREFERRED_CHANNEL = 'preferredChannel';

export const Timeline = z.object({ customer: z.string(), items: z.array(TimelineItem), next: z.string().nullable() });

/** A plain finding that opens to the people behind it. `evidence` says how far it can be trusted; a finding with no people is not made. */
export const Finding = z.object({
  key: z.enum(['several-records', 'asked-three-times', 'longest-unanswered', 'returned-after-complaint']), title: z.string(), sentence: z.string(), count: z.number(), outOf: z.number(), evidence: z.string(),
  people: z.array(z.object({ customer: z.string(), name: personal('name').nullable(), detail: personal('text'), order: z.string().nullable() })),
});
export type Finding = z.infer<typeof Finding>;

export const Findings = z.object({ at: z.string(), period: z.object({ from: z.string(), to: z.string() }).nullable(), interactions: z.number(), customers: z.number(), findings: z.array(Finding), cannotSay: z.array(z.object({ question: z.string(), because: z.string(), bring: z.string() })) });
export type Findings = z.infer<typeof Findings>;

/** What is left of somebody who was erased. Nothing in it says who it was. */
export const ErasureCertificate = z.object({
  id: z.string(), customer: z.string().nullable(), reason: z.string(), by: z.string(), erasedAt: z.string(), /** Null while rows of the history are still being deleted. */ finishedAt: z.string().nullable(),
  /** Rows erased or blanked, by table. */
  counts: z.record(z.string(), z.number()),
  /** HMAC-SHA-256 of each identifier that must not come back, under the key of this installation. */
  hashes: z.array(z.string()),
  /** How often something of this person was sent since, and refused. */
  refusedSince: z.number(),
  /** Wordings of other people's interactions that named the person: found when they were erased (`isLeast`: there may be more), and masked since. Null for erasures of before they were looked for. */
  mentions: z.object({ found: z.number(), isLeast: z.boolean(), masked: z.number() }).nullable(),
  /** SHA-256 over id, customer, moment, counts and hashes: a copy that was changed is known by it. */
  digest: z.string(),
});
export type ErasureCertificate = z.infer<typeof ErasureCertificate>;

export const routes = defineRoutes({
  erase: { method: 'POST', path: '/api/customers/:id/erase', summary: 'Erase a customer for good; `confirm` repeats their present id', gate: 'erase-customers', params: z.object({ id: z.string() }), body: z.object({ reason: z.string().min(3).max(500), confirm: z.string() }), response: ErasureCertificate, audit: 'customer.erased' },
  erasures: { method: 'GET', path: '/api/erasures', summary: 'Certificates of erasure, newest first', gate: 'erase-customers', response: z.object({ erasures: z.array(ErasureCertificate) }) },
  list: { method: 'GET', path: '/api/customers', summary: 'Find customers by name, any identifier (identifier=email:someone@example.org) or order number; without a question, the latest seen, or the latest seen on one channel', gate: 'see-customers', query: z.object({ q: z.string().max(300).optional(), identifier: z.string().max(600).optional(), kind: z.enum(CUSTOMER_KINDS).optional(), channel: z.string().max(48).optional(), after: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), response: z.object({ customers: z.array(CustomerLine), total: z.number(), next: z.string().nullable() }), audit: 'customers.searched' },
  one: { method: 'GET', path: '/api/customers/:id', summary: 'One customer: who they are, traits, identifiers; an old id answers with the present one', gate: 'see-customers', params: z.object({ id: z.string() }), response: Customer, audit: 'customer.seen' },
  timeline: { method: 'GET', path: '/api/customers/:id/timeline', summary: 'What happened between this customer and the company, newest first', gate: 'see-customers', params: z.object({ id: z.string() }), query: TimelineQuery, response: Timeline, audit: 'customer.timeline-seen' },
  orders: { method: 'GET', path: '/api/customers/:id/orders', summary: 'Orders of a customer with their parcels', gate: 'see-customers', params: z.object({ id: z.string() }), response: z.object({ orders: z.array(OrderState) }), audit: 'customer.orders-seen' },
  compare: { method: 'GET', path: '/api/customers/:id/compare/:other', summary: 'Two customers side by side, with what speaks for and against one person by the exact rules', gate: 'see-customers', params: z.object({ id: z.string(), other: z.string() }), response: Comparison, audit: 'customer.compared' },
  observedChannels: { method: 'GET', path: '/api/customers/:id/observed-channels', summary: 'By which channels this customer turned to the company in the last 365 days', gate: 'see-customers', params: z.object({ id: z.string() }), response: ObservedChannels, audit: 'customer.channels-seen' },
  live: { method: 'GET', path: '/api/customers/:id/live', summary: 'Server-sent events: each new interaction of this customer as it is recorded', gate: 'see-customers', params: z.object({ id: z.string() }), response: TimelineItem, raw: 'response' },
  exportData: { method: 'GET', path: '/api/customers/:id/export', summary: 'Access export: everything that is held of a customer, as JSON; ?form=page answers it as a page to read and print', gate: 'export-personal-data', params: z.object({ id: z.string() }), query: z.object({ form: z.enum(['json', 'page']).default('json') }), response: z.unknown(), raw: 'response', audit: 'customer.exported' },
  survivorship: { method: 'GET', path: '/api/golden-record', summary: 'Whose word counts when sources contradict each other: the rules that hold', gate: 'see-customers', response: SurvivorshipVersion },
  survivorshipVersions: { method: 'GET', path: '/api/golden-record/versions', summary: 'Every version of these rules, newest first', gate: 'see-customers', response: z.object({ versions: z.array(SurvivorshipVersion) }) },
  trySurvivorship: { method: 'POST', path: '/api/golden-record/try', summary: 'What other rules would change, on the customers seen last; changes nothing', gate: 'see-customers', body: z.object({ rules: Survivorship }), response: SurvivorshipTrial },
  saveSurvivorship: { method: 'POST', path: '/api/golden-record', summary: 'Save a new version of these rules; they hold at once, open pages follow', gate: 'edit-golden-record', body: z.object({ rules: Survivorship, /** The version that was changed; 0 is what Custos starts with. */ basedOn: z.number().int().min(0), note: z.string().min(3).max(500) }), response: SurvivorshipVersion, audit: 'golden-record.rules-saved' },
  findings: { method: 'GET', path: '/api/findings', summary: 'What we found in what was imported, and what cannot be said yet; at most 5 s old, and no older than `since`', gate: 'see-customers', query: z.object({ since: z.iso.datetime().optional() }), response: Findings },
});
