import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { NEEDS, WRONGS } from './need/contract.ts';
import { BREAK_CODES, CONTACT_ROLES } from './threads/contract.ts';

export * from './need/contract.ts';
export * from './threads/contract.ts';

/**
 * One thing that one customer comes to us about, however often and wherever. `asks`: how often they came to us about it; `people`: how many of ours dealt with it by name; `channels`: by which they came, first ones first. `lastSaidAt`: when they last came, or said something of it in public.
 * `unanswered`: nobody spoke with them or wrote since their last ask. `orders`, `products`: what it is about, as sources name them; `title`: that of the first of their own contacts that has one, in lower case. Shape: times ISO 8601 in UTC.
 */
export const Issue = z.object({
  id: z.string(), customer: z.string(), beganAt: z.string(), lastAt: z.string(), lastAskAt: z.string(), lastSaidAt: z.string(), contacts: z.number(), asks: z.number(), people: z.number(), channels: z.array(z.string()), unanswered: z.boolean(),
  orders: z.array(personal('identifier')), products: z.array(z.string()), title: personal('text').nullable(), /** What should not have been in it. */ breaks: z.array(z.enum(BREAK_CODES)),
});
export type Issue = z.infer<typeof Issue>;

/**
 * An issue that needs somebody more than most, with who asks and for what it needs them. What the customer asks about one order is told as one: `others` are issues about the order of this one, and what stands here is of all of them together. `comings`: how often they came, of which who was handed on has come once. Units: points (`needOf`).
 */
export const NeedingIssue = Issue.extend({ name: personal('name').nullable(), others: z.array(z.string()), comings: z.number(), wrongs: z.array(z.enum(WRONGS)), points: z.number(), because: z.array(z.object({ of: z.enum(NEEDS), points: z.number() })) });
export type NeedingIssue = z.infer<typeof NeedingIssue>;

/** One reason for or against a contact's being about the issue. Units: `bits` doublings of the odds, minus against. Shape: of `time`, `level` is the stretch of time since the last contact before (`GAP_ENDS_MS`). */
export const IssueReason = z.object({ of: z.enum(['time', 'thing', 'thread', 'matter', 'back', 'ended', 'handed']), level: z.string(), bits: z.number() });
export type IssueReason = z.infer<typeof IssueReason>;

/** A contact in its issue. `sure`: how surely it belongs there, 0 to 1; null for the first, and where somebody said so (`byPerson`). */
export const IssueContact = z.object({ interaction: z.string(), at: z.string(), channel: z.string(), kind: z.string(), role: z.enum(CONTACT_ROLES), title: personal('text').nullable(), sure: z.number().nullable(), byPerson: z.boolean(), reasons: z.array(IssueReason), /** What should not have been, as it shows in this contact. */ breaks: z.array(z.enum(BREAK_CODES)) });
export type IssueContact = z.infer<typeof IssueContact>;

/** What somebody said about two contacts. `undoneAt` null while it counts. */
export const SaidOfTwo = z.object({ id: z.string(), a: z.string(), b: z.string(), together: z.boolean(), by: z.string(), at: z.string(), undoneAt: z.string().nullable() });
export type SaidOfTwo = z.infer<typeof SaidOfTwo>;

/** An issue opened: its contacts in the order in which they happened, and what was said by hand about any of them. `elsewhere`: contacts that were spoken of and lie in other issues. */
export const OpenedIssue = z.object({ issue: Issue, contacts: z.array(IssueContact), said: z.array(SaidOfTwo), elsewhere: z.array(IssueContact.pick({ interaction: true, at: true, channel: true })) });
export type OpenedIssue = z.infer<typeof OpenedIssue>;

/** A mean or a share over issues, by people. Units: as its name says; `low` and `high` of a 95 % interval. Null below ten customers. */
const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();

/** Pairs of contacts that people judged, against how they were put together; ratios with 95 % intervals. */
export const ThreadQuality = z.object({ pairs: z.number(), precision: Estimate, recall: Estimate });

/**
 * Issues that began in a period, in numbers. `asksPerIssue`, `peoplePerIssue`: means; `askedAgain`: share about which somebody came more than once; `unanswered`: share.
 * `askedAgainCorrected`: what the share comes to when the mistakes that people found in judged pairs are taken out; null below 100 judged pairs.
 * `ripe`: issues old enough that whoever would come again has come (`windowDays` since the last ask); the share is of them alone. `model` null: put together by what is assumed, because there are too few contacts to learn from.
 */
export const IssueFigures = z.object({
  from: z.string(), until: z.string(), issues: z.number(), ripe: z.number(), customers: z.number(), asksPerIssue: Estimate, peoplePerIssue: Estimate, askedAgain: Estimate, askedAgainCorrected: Estimate, unanswered: Estimate,
  /** Share of issues in which each of these showed; codes that never did are missing. */ breaks: z.array(z.object({ code: z.enum(BREAK_CODES), issues: z.number(), share: Estimate })), byAsks: z.array(z.object({ asks: z.number(), issues: z.number() })), windowDays: z.number(), model: z.object({ madeAt: z.string(), contacts: z.number(), customers: z.number() }).nullable(), quality: ThreadQuality, waiting: z.number(),
});
export type IssueFigures = z.infer<typeof IssueFigures>;

/** Two contacts of one customer of which nobody has said whether they are about one thing. `together`: how they stand now; `sure`: of that it is one thing, 0 to 1. */
export const AskedPair = z.object({ customer: z.string(), a: IssueContact, b: IssueContact, together: z.boolean(), sure: z.number() });
export type AskedPair = z.infer<typeof AskedPair>;

const Period = z.object({ from: z.iso.date().optional(), until: z.iso.date().optional() });
const issueId = z.object({ id: z.string() });
const customerId = z.object({ id: z.string() });

/** Emitted on the outbox when contacts lie in other issues than before, or in one for the first time. `nodes`: whose claims. */
export type IssuesChanged = { readonly type: 'issues.changed'; readonly nodes: readonly number[] };

/** Issues of one customer that are shown at most. */
export const ISSUES_SHOWN = 200;

export const routes = defineRoutes({
  issuesOfCustomer: { method: 'GET', path: '/api/customers/:id/issues', summary: 'The issues of a customer, the last asked about first: how often, by which channels, how many people dealt with each', gate: 'see-customers', params: customerId, response: z.object({ customer: z.string(), issues: z.array(Issue) }), audit: 'customer.issues-seen' },
  issue: { method: 'GET', path: '/api/issues/:id', summary: 'One issue: its contacts across channels, why each belongs there, and what was said of it by hand', gate: 'see-customers', params: issueId, response: OpenedIssue, audit: 'customer.issues-seen' },
  issues: { method: 'GET', path: '/api/issues', summary: 'Issues that were asked about last in a period, the most often asked first', gate: 'see-customers', query: Period.extend({ least: z.coerce.number().int().min(1).max(100).default(2), unanswered: z.enum(['yes']).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), response: z.object({ issues: z.array(Issue.extend({ name: personal('name').nullable() })) }), audit: 'customer.issues-seen', polled: true },
  firstIssues: { method: 'GET', path: '/api/issues/first', summary: 'Open issues that customers came about three times or more, what one asks about one order told as one, those that need somebody most first, and for what', gate: 'see-customers', query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(3) }), response: z.object({ issues: z.array(NeedingIssue) }), audit: 'customer.issues-seen', polled: true },
  issueFigures: { method: 'GET', path: '/api/issues/figures', summary: 'Issues that began in a period, in numbers: asks and people per issue, share asked again and unanswered, each with interval and sample', gate: 'see-customers', query: Period, response: IssueFigures },
  sayOfTwo: { method: 'POST', path: '/api/issues/words', summary: 'Say that two contacts of one customer are about one thing, or about two; outranks what is reckoned, for good', gate: 'change-identity', body: z.object({ a: z.string(), b: z.string(), together: z.boolean(), /** The pair was drawn to be judged. */ drawn: z.boolean().default(false) }), response: z.object({ word: z.string() }), audit: 'issue.contacts-judged' },
  takeOut: { method: 'POST', path: '/api/issues/:id/take-out', summary: 'Take a contact out of an issue: it is about another thing than all others there', gate: 'change-identity', params: issueId, body: z.object({ interaction: z.string() }), response: z.object({ words: z.array(z.string()) }), audit: 'issue.contact-taken-out' },
  moveTo: { method: 'POST', path: '/api/issues/:id/move', summary: 'Move a contact of an issue to another of the same customer: it is about that, and nothing else there', gate: 'change-identity', params: issueId, body: z.object({ interaction: z.string(), to: z.string() }), response: z.object({ words: z.array(z.string()) }), audit: 'issue.contact-taken-out' },
  undoWords: { method: 'POST', path: '/api/issues/words/undo', summary: 'Take back what somebody said about contacts in one go: all of it, or none', gate: 'change-identity', body: z.object({ words: z.array(z.string().max(20)).min(1).max(2_500) }), response: z.object({ undone: z.number() }), audit: 'issue.word-taken-back' },
  pairsToJudge: { method: 'GET', path: '/api/issues/pairs', summary: 'Pairs of contacts, drawn by chance from those near each other and those in doubt, for people to say whether they are about one thing: how good threading is, is measured by them', gate: 'change-identity', query: z.object({ limit: z.coerce.number().int().min(1).max(20).default(5) }), response: z.object({ pairs: z.array(AskedPair) }), audit: 'customer.issues-seen' },
});
