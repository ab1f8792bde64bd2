import { z } from 'zod';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { STATUS_LANGUAGES } from '../subjects/contract.ts';

/** Units: characters; days; tries. `beside`: claims that a link remembers besides its own. `freshHours`: how long a link that nobody used yet lets in without a proof. `acts`: what one link may do in an hour. `cases`, `days`: closed cases shown, and how long. */
export const PORTAL_LIMITS = { text: 5_000, trait: 200, formBytes: 64 * 1024, freshHours: 24, wrongAnswers: 5, sessionDays: 7, linkDays: 365, acts: 60, cases: 30, closedDays: 60, ordersAsked: 10, streams: 5, beside: 1_000 } as const;

/** How long links to customers' pages live, and within how many days a copy of their data or their erasure is owed. Units: days. Source: GDPR, article 12 (3): one month. */
export const PortalSetting = z.strictObject({ linkDays: z.number().int().min(1).max(PORTAL_LIMITS.linkDays), requestDays: z.number().int().min(1).max(90) });
export type PortalSetting = z.infer<typeof PortalSetting>;

/** What Custos starts with. */
export const FIRST_PORTAL_SETTING: PortalSetting = { linkDays: 30, requestDays: 30 };

const LINK_STATES = ['open', 'expired', 'revoked', 'locked', 'parted'] as const;

/** A link to a customer's page, as staff see it: never its address again. `locked`: too many wrong answers were given by whoever held it; `parted`: whom it was made for turned out to be two people. */
export const PageLink = z.object({ id: z.string(), state: z.enum(LINK_STATES), case: z.string().nullable(), madeBy: z.string().nullable(), madeAt: z.string(), expiresAt: z.string(), firstUsedAt: z.string().nullable(), lastUsedAt: z.string().nullable(), endedAt: z.string().nullable(), endedBy: z.string().nullable() });
export type PageLink = z.infer<typeof PageLink>;

/** A link that was just made. `address`: where the page is on this server, shown this once. */
export const MadeLink = z.object({ link: PageLink, address: z.string() });
export type MadeLink = z.infer<typeof MadeLink>;

const whose = z.object({ customer: z.string().max(20).optional(), case: z.string().max(20).optional() }).refine(({ customer, case: one }) => (customer === undefined) !== (one === undefined), 'name the customer or the case');

/** What a customer can do on their page. */
export const ACT_KINDS = ['say', 'solved', 'not-solved', 'prefer-channel', 'consent', 'correct', 'copy', 'erasure', 'escalate', 'escalation-word'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** Purposes that the page asks about, with the channels that each is asked for. */
export const ASKED_CONSENTS = [
  { purpose: 'marketing', channels: ['email', 'sms', 'phone', 'post'] }, { purpose: 'research', channels: ['email', 'sms', 'phone', 'post'] }, { purpose: 'quotes', channels: ['any'] }, { purpose: 'profiling', channels: ['any'] }, { purpose: 'sharing', channels: ['any'] },
] as const;

/** Channels by which a customer may want to be answered. */
export const ANSWER_CHANNELS = ['email', 'phone', 'sms', 'letter'] as const;

/** Traits that a customer corrects themselves; a name or a date of birth is a wish that staff look at, because it tells who somebody is. */
export const OWN_TRAITS = ['street', 'postcode', 'city', 'country'] as const;

/** Emitted on the outbox when a customer turns to the ombudsman on their page. `interaction`: what they wrote, by its number; `case`: the number of the case it is about. */
export type CustomerEscalated = { readonly type: 'customer-page.escalated'; readonly node: number; readonly case: number | null; readonly interaction: number };
/** Emitted when a customer says whether an escalation is settled for them. `escalation`: its number. */
export type CustomerSaidOfEscalation = { readonly type: 'customer-page.escalation-answered'; readonly node: number; readonly escalation: number; readonly settled: boolean; readonly interaction: number };

/** An escalation as its customer sees it: since when, and whether their word on it is asked for. Whoever keeps escalations tells of them. */
export type EscalationOfCustomer = { readonly number: number; readonly openedAt: string; readonly closedAt: string | null; readonly isWordAsked: boolean; /** The ombudsman's answer. */ readonly told: string | null };

const page = { gate: 'public', response: z.object({}), raw: 'response' } as const;
const id = z.object({ id: z.string().max(20) });
const token = z.object({ token: z.string().max(200) });

export const routes = defineRoutes({
  make: { method: 'POST', path: '/api/customer-pages', summary: 'Make a link to a customer’s own page; its address is told this once', gate: 'work-cases', body: whose.and(z.object({ language: z.enum(STATUS_LANGUAGES).optional() })), response: MadeLink, audit: 'customer-page.link-made' },
  links: { method: 'GET', path: '/api/customer-pages', summary: 'Links to the page of a customer, or that were made for a case, newest first', gate: 'see-cases', query: whose, response: z.object({ links: z.array(PageLink) }) },
  revoke: { method: 'POST', path: '/api/customer-pages/:id/revoke', summary: 'End a link at once, with every browser that it let in', gate: 'work-cases', params: id, body: z.object({}), response: PageLink, audit: 'customer-page.link-revoked' },
  setting: { method: 'GET', path: '/api/customer-pages/setting', summary: 'How long links to customers’ pages live', gate: 'see-cases', response: z.object({ version: z.number(), setting: PortalSetting, by: z.string().nullable(), at: z.string().nullable() }) },
  saveSetting: { method: 'PUT', path: '/api/customer-pages/setting', summary: 'Say how long links made from now on live', gate: 'govern-cases', body: z.object({ setting: PortalSetting, basedOn: z.number().int().min(0) }), response: z.object({ version: z.number() }), audit: 'customer-page.setting-saved' },
});

/** What customers reach without signing in: plain pages that work without script. */
export const pageRoutes = defineRoutes({
  style: { ...page, method: 'GET', path: '/my/page.css', summary: 'How customers’ pages look' },
  script: { ...page, method: 'GET', path: '/my/page.js', summary: 'What makes a customer’s page follow what happens; it works without' },
  news: { ...page, method: 'GET', path: '/my/news', summary: 'Server-sent events: that something on this customer’s page changed' },
  door: { ...page, params: token, method: 'GET', path: '/my/:token', summary: 'Where a link to a customer’s page leads; the same for every link, valid or not' },
  enter: { ...page, params: token, method: 'POST', path: '/my/:token', summary: 'Open the page with a link, where needed with a proof' },
  read: { ...page, method: 'GET', path: '/my', summary: 'The customer’s own page, for a browser that was let in' },
  act: { ...page, method: 'POST', path: '/my', summary: 'What a customer does on their page' },
  leave: { ...page, method: 'POST', path: '/my/leave', summary: 'Close the page in this browser' },
  language: { ...page, method: 'POST', path: '/my/language', summary: 'Read the page in another language' },
});
