import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { TimelineItem } from '../interactions/contract.ts';

/** Who brought something to the ombudsman; `rule`: Custos itself, by a rule of the ombudsman. */
export const ORIGINS = ['customer', 'agent', 'employee', 'rule'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What an escalation is about. The first three are also brought by rules. */
export const MATTERS = ['unanswered', 'over-contacted', 'promise-broken', 'treatment', 'safety', 'data', 'other'] as const;
export type Matter = (typeof MATTERS)[number];

/** Rules that bring customers to the ombudsman by themselves. */
export const CAUSES = ['unanswered', 'over-contacted', 'promise-broken'] as const;
export type Cause = (typeof CAUSES)[number];

/** How the ombudsman decided: for whoever brought it, in part, not; or it was not theirs to decide. */
export const OUTCOMES = ['upheld', 'partly-upheld', 'not-upheld', 'not-ours'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Whom a stop concerns. */
export const CONCERNS = ['everybody', 'brand', 'service'] as const;

/** Units: characters; escalations. */
export const OMBUDSMAN_LIMITS = { text: 5_000, what: 300, listed: 500, stops: 100 } as const;

const times = z.number().int().min(1).max(1_000);
const days = z.number().int().min(1).max(730);

/**
 * When a customer is brought to the ombudsman by itself; null: that rule is off. `unanswered`: so many hours past what our own rules owed them. `overContacted`: so many sends (surveys, campaigns, notices) within so many days.
 * `brokenPromise`: the same promise broken to them so often within so many days. `askDays`: how long the ombudsman waits for the customer's word before closing without it.
 */
export const OmbudsmanRules = z.strictObject({
  unanswered: z.strictObject({ hours: z.number().int().min(1).max(8_784) }).nullable(), overContacted: z.strictObject({ times, days }).nullable(), brokenPromise: z.strictObject({ times, days }).nullable(), askDays: z.number().int().min(1).max(90),
});
export type OmbudsmanRules = z.infer<typeof OmbudsmanRules>;

/** What Custos starts with. */
export const FIRST_RULES: OmbudsmanRules = { unanswered: { hours: 72 }, overContacted: { times: 8, days: 30 }, brokenPromise: { times: 2, days: 365 }, askDays: 7 };

const text = z.string().trim().min(3).max(OMBUDSMAN_LIMITS.text);
const Customer = z.object({ id: z.string(), name: personal('name').nullable() }).nullable();

/** One escalation in a list. `openedBy`: who of the staff brought it, for the ombudsman and for themselves alone. `words`: what was brought, in short. Units: `ageDays` whole days, until it was closed. */
export const EscalationLine = z.object({
  id: z.string(), origin: z.enum(ORIGINS), matter: z.enum(MATTERS), openedAt: z.string(), openedBy: z.string().nullable(), ageDays: z.number(), customer: Customer, case: z.string().nullable(), words: personal('text').nullable(),
  isAsked: z.boolean(), /** What the customer said of it; null: nothing since they were last asked. */ settled: z.boolean().nullable(), closedAt: z.string().nullable(), outcome: z.enum(OUTCOMES).nullable(),
});
export type EscalationLine = z.infer<typeof EscalationLine>;

/** Something that the ombudsman stopped. `until`: when it was to end; it holds until they lift it all the same. */
export const Stop = z.object({ id: z.string(), escalation: z.string().nullable(), what: z.string(), why: z.string(), concerns: z.enum(CONCERNS), until: z.string().nullable(), orderedBy: z.string().nullable(), orderedAt: z.string(), liftedAt: z.string().nullable(), liftedBy: z.string().nullable(), liftedWhy: z.string().nullable() });
export type Stop = z.infer<typeof Stop>;

export const HAPPENINGS = ['opened', 'heard', 'noted', 'asked', 'customer-said', 'closed', 'reopened'] as const;
/** One thing that happened. `by` null: the customer or Custos, as `kind` and origin say. */
export const EscalationHappening = z.object({ at: z.string(), by: z.string().nullable(), kind: z.enum(HAPPENINGS), text: personal('text').nullable(), interaction: z.string().nullable(), settled: z.boolean().nullable(), outcome: z.enum(OUTCOMES).nullable() });
export type EscalationHappening = z.infer<typeof EscalationHappening>;

/** One escalation, whole. `mayClose`: null when it may be closed, else what is missing. */
export const EscalationView = EscalationLine.extend({ version: z.number(), happenings: z.array(EscalationHappening), interactions: z.array(TimelineItem), stops: z.array(Stop), whyNotClose: z.string().nullable() });
export type EscalationView = z.infer<typeof EscalationView>;

/** What executives see until it is closed: how many are open, the oldest first. */
export const OpenEscalations = z.object({ open: z.number(), oldestDays: z.number().nullable(), first: z.array(EscalationLine) });
export type OpenEscalations = z.infer<typeof OpenEscalations>;

const Count = z.object({ key: z.string(), opened: z.number(), closed: z.number(), stillOpen: z.number() });
/**
 * A year of the ombudsman, in the company's zone. All figures are counts of everything there was; nothing is an estimate. `opened`: brought in that year; `closed`: closed in it, whenever opened; `stillOpen`: of all, open at its end (or now).
 * `closedDays`: how long those closed had been open, null without any. Units: days.
 */
export const YearReport = z.object({
  year: z.number(), zone: z.string(), until: z.string(), opened: z.number(), closed: z.number(), stillOpen: z.number(), oldestOpenDays: z.number().nullable(), byOrigin: z.array(Count), byMatter: z.array(Count),
  outcomes: z.array(z.object({ outcome: z.enum(OUTCOMES), count: z.number() })), words: z.object({ settled: z.number(), notSettled: z.number(), silent: z.number(), nobody: z.number() }),
  closedDays: z.object({ median: z.number(), ninetieth: z.number(), longest: z.number() }).nullable(), stops: z.array(Stop),
});
export type YearReport = z.infer<typeof YearReport>;

const RulesShown = z.object({ version: z.number(), rules: OmbudsmanRules, versions: z.array(z.object({ version: z.number(), note: z.string(), by: z.string().nullable(), at: z.string() })) });
const id = z.object({ id: z.string().max(20) });
/** The version that whoever asks has seen. */
const seen = z.number().int().min(1);
const rules = { gate: 'rule-escalations', params: id, response: EscalationView } as const;
const Year = z.object({ year: z.coerce.number().int().min(2000).max(2199) });

export const routes = defineRoutes({
  list: { method: 'GET', path: '/api/escalations', summary: 'What was brought to the ombudsman, the oldest open first; closed ones, the latest first', gate: 'see-escalations', query: z.object({ state: z.enum(['open', 'closed']).default('open'), limit: z.coerce.number().int().min(1).max(OMBUDSMAN_LIMITS.listed).default(100) }), response: z.object({ escalations: z.array(EscalationLine), isMore: z.boolean() }) },
  open: { method: 'GET', path: '/api/escalations/open', summary: 'How many are open, and the oldest of them', gate: 'see-escalations', response: OpenEscalations },
  mine: { method: 'GET', path: '/api/escalations/mine', summary: 'What one brought to the ombudsman oneself, and what became of it', gate: 'escalate', response: z.object({ escalations: z.array(EscalationLine) }) },
  escalate: { method: 'POST', path: '/api/escalations', summary: 'Bring something to the ombudsman; no line manager can close it', gate: 'escalate', body: z.object({ matter: z.enum(MATTERS).default('other'), text, case: z.string().max(20).optional(), customer: z.string().max(20).optional() }), response: z.object({ id: z.string() }), audit: 'escalation.opened' },
  one: { method: 'GET', path: '/api/escalations/:id', summary: 'One escalation: what was brought, what happened, what the customer says', gate: 'see-escalations', params: id, response: EscalationView, audit: 'escalation.seen' },
  note: { ...rules, method: 'POST', path: '/api/escalations/:id/notes', summary: 'A note of the ombudsman', body: z.object({ text }), audit: 'escalation.noted' },
  ask: { ...rules, method: 'POST', path: '/api/escalations/:id/ask', summary: 'Ask for the customer’s word; what is written here stands on their own page, nothing is sent', body: z.object({ text, seen }), audit: 'escalation.customer-asked' },
  customerSaid: { ...rules, method: 'POST', path: '/api/escalations/:id/customer-said', summary: 'Write down what the customer said: settled or not, in their words', body: z.object({ settled: z.boolean(), words: text, seen }), audit: 'escalation.customer-said' },
  close: { ...rules, method: 'POST', path: '/api/escalations/:id/close', summary: 'Close with an outcome and reasons, after the customer’s word was asked', body: z.object({ outcome: z.enum(OUTCOMES), reasons: text, matter: z.enum(MATTERS).optional(), /** What the customer is told, on their own page. */ told: text.optional(), seen }), audit: 'escalation.closed' },
  reopen: { ...rules, method: 'POST', path: '/api/escalations/:id/reopen', summary: 'Open again', body: z.object({ why: text, seen }), audit: 'escalation.reopened' },
  stops: { method: 'GET', path: '/api/stops', summary: 'What the ombudsman stopped and that concerns whoever asks', gate: 'see-today', response: z.object({ stops: z.array(Stop) }) },
  order: { method: 'POST', path: '/api/stops', summary: 'Stop the line: what is stopped, why, until when; everybody concerned sees it on Today', gate: 'rule-escalations', body: z.object({ what: z.string().trim().min(3).max(OMBUDSMAN_LIMITS.what), why: text, concerns: z.enum(CONCERNS).default('everybody'), until: z.iso.datetime().nullable().default(null), escalation: z.string().max(20).optional() }), response: Stop, audit: 'stop.ordered' },
  lift: { method: 'POST', path: '/api/stops/:id/lift', summary: 'Lift a stop', gate: 'rule-escalations', params: id, body: z.object({ why: text }), response: Stop, audit: 'stop.lifted' },
  rules: { method: 'GET', path: '/api/escalations/rules', summary: 'When customers are brought to the ombudsman by themselves', gate: 'see-escalations', response: RulesShown },
  saveRules: { method: 'PUT', path: '/api/escalations/rules', summary: 'Save these limits as a new version', gate: 'rule-escalations', body: z.object({ rules: OmbudsmanRules, basedOn: z.number().int().min(0), note: z.string().trim().min(3).max(300) }), response: RulesShown, audit: 'escalations.rules-saved' },
  report: { method: 'GET', path: '/api/escalations/report', summary: 'A year of the ombudsman: what was brought, how long it took, how it ended, what was stopped, what remained open', gate: 'see-escalations', query: Year, response: YearReport },
  reportCsv: { method: 'GET', path: '/api/escalations/report.csv', summary: 'The same as a table', gate: 'see-escalations', query: Year, response: z.object({}), raw: 'response' },
});
