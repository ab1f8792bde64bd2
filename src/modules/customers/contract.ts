import { z } from 'zod';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { personal } from '../../kernel/personal-data.ts';
import { CUSTOMER_KINDS } from '../identity/contract.ts';
import { TimelineItem, TimelineQuery } from '../interactions/contract.ts';
import { OrderState } from '../subjects/contract.ts';

export * from './rule-language.ts';

/** One line of a customer list or search. */
export const CustomerLine = z.object({
  id: z.string(), kind: z.enum(CUSTOMER_KINDS), name: personal('name').nullable(), email: personal('email').nullable(), phone: personal('phone').nullable(), place: z.string().nullable(),
  interactions: z.number(), orders: z.number(), /** Interactions and orders are the least that there are: of somebody with more than 1,000 claims a list reads the latest alone. */ atLeast: z.boolean(), firstSeenAt: z.string(), lastSeenAt: z.string(), lastChannel: z.string().nullable(),
  /** Why a search found this one: `name`, `email`, `order`, … */
  matched: z.string().nullable(),
});
export type CustomerLine = z.infer<typeof CustomerLine>;

/** The head of the 360 page. Traits carry where they came from. */
export const Customer = z.object({
  id: z.string(), formerIds: z.array(z.string()), kind: z.enum(CUSTOMER_KINDS), name: personal('name').nullable(), brands: z.array(z.string()),
  traits: z.array(z.object({ name: z.string(), value: personal('trait'), source: z.string(), at: z.string(), others: z.number() })),
  identifiers: z.array(z.object({ type: z.string(), value: personal('identifier'), verified: z.boolean() })),
  claims: z.number(), interactions: z.number(), firstSeenAt: z.string().nullable(), lastSeenAt: z.string().nullable(),
  channels: z.array(z.object({ channel: z.string(), office: z.string(), count: z.number(), lastAt: z.string() })),
  /** Net paid revenue of the last 365 days, per currency, in minor units as decimal text. */
  observedValue: z.array(z.object({ currency: z.string(), minor: z.string(), orders: z.number() })),
});
export type Customer = z.infer<typeof Customer>;

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
  live: { method: 'GET', path: '/api/customers/:id/live', summary: 'Server-sent events: each new interaction of this customer as it is recorded', gate: 'see-customers', params: z.object({ id: z.string() }), response: TimelineItem, raw: 'response' },
  exportData: { method: 'GET', path: '/api/customers/:id/export', summary: 'Access export: everything that is held of a customer, as JSON; ?form=page answers it as a page to read and print', gate: 'export-personal-data', params: z.object({ id: z.string() }), query: z.object({ form: z.enum(['json', 'page']).default('json') }), response: z.unknown(), raw: 'response', audit: 'customer.exported' },
  findings: { method: 'GET', path: '/api/findings', summary: 'What we found in what was imported, and what cannot be said yet; at most 5 s old, and no older than `since`', gate: 'see-customers', query: z.object({ since: z.iso.datetime().optional() }), response: Findings },
});
