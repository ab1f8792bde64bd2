import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { EVIDENCE_RULES, INSTANCE_STATES } from './engine/contract.ts';
import { Forecast } from './forecast/contract.ts';
import { REMEDY_STATES, remedyRoutes } from './remedies/contract.ts';
import { Terms } from './terms/contract.ts';

export * from './forecast/contract.ts';
export * from './remedies/contract.ts';
export * from './terms/contract.ts';
export { EVIDENCE_RULES, INSTANCE_STATES, type EvidenceRule, type InstanceState } from './engine/contract.ts';

export const PROMISE_STATES = ['draft', 'published', 'stopped'] as const;
const Named = z.object({ id: z.string(), name: z.string() });

/** How often a promise is kept. `kept` + `broken` were settled, `running` are not due yet. `people` of those settled. `keptPercent` with its 95 % interval, of which one person with many counts as one; null below ten people. Units: per cent. */
export const KeptRate = z.object({ kept: z.number(), broken: z.number(), running: z.number(), people: z.number(), keptPercent: z.number().nullable(), lowPercent: z.number().nullable(), highPercent: z.number().nullable() });
export type KeptRate = z.infer<typeof KeptRate>;

/** The same of a part: a month (2026-03) or week (2026-W11) of the company's zone, a channel, or from where to where somebody was handed. */
export const KeptPart = KeptRate.extend({ key: z.string() });
export type KeptPart = z.infer<typeof KeptPart>;

const PromiseVersion = z.object({ number: z.number(), note: z.string(), by: z.string(), at: z.string(), publishedAt: z.string().nullable(), terms: Terms });
export type PromiseVersion = z.infer<typeof PromiseVersion>;

/** What is owed and was given for breaks of the last 365 days, in one currency. `hours`: from the break until it was given, the median; null before anything was. `overdue`: owed, and past its deadline. Units: minor units. */
export const RemedySum = z.object({ currency: z.string(), owed: z.number(), given: z.number(), overdue: z.number(), hours: z.number().nullable(), costMinor: z.string(), owedMinor: z.string() });
export type RemedySum = z.infer<typeof RemedySum>;

/** A promise in a list. `since`: when it was published or stopped; `version` the one in force, else the latest draft. Rate and months of the last 365 days. */
export const PromiseLine = z.object({
  id: z.string(), state: z.enum(PROMISE_STATES), version: z.number(), /** A later version waits to be published. */ hasDraft: z.boolean(), since: z.string().nullable(), terms: Terms, owners: z.object({ brand: Named.nullable(), service: Named.nullable() }),
  rate: KeptRate, months: z.array(KeptPart), brokenLately: z.number(), remedies: z.array(RemedySum), /** Why no remedy is given now; null where it may be. */ remediesHeld: z.string().nullable(),
});
export type PromiseLine = z.infer<typeof PromiseLine>;

export const OnePromise = PromiseLine.extend({ versions: z.array(PromiseVersion), channels: z.array(KeptPart), seams: z.array(KeptPart), /** Of the last twelve weeks. */ weeks: z.array(KeptPart) });
export type OnePromise = z.infer<typeof OnePromise>;

/** One piece of evidence: an interaction, or a deadline that passed (`at`), and what it says. */
export const EvidenceShown = z.object({ interaction: z.string(), at: z.string(), rule: z.enum(EVIDENCE_RULES) });

/** A promise at work for one customer, and what became of it. `customer` null: nobody known. */
export const Verdict = z.object({
  customer: z.string().nullable(), name: personal('name').nullable(), interaction: z.string(), version: z.number(), channel: z.string(), seam: z.string(), state: z.enum(INSTANCE_STATES),
  startedAt: z.string(), dueAt: z.string().nullable(), settledAt: z.string().nullable(), evidence: z.array(EvidenceShown), /** What is owed for it, or was given; null for nothing. */ remedy: z.object({ state: z.enum(REMEDY_STATES), isHeld: z.boolean(), dueAt: z.string(), endedAt: z.string().nullable(), costMinor: z.string(), currency: z.string() }).nullable(),
});
export type Verdict = z.infer<typeof Verdict>;

const Part = z.object({ month: z.string().regex(/^\d{4}-\d{2}$/).optional(), channel: z.string().max(80).optional(), seam: z.string().max(200).optional(), state: z.enum(INSTANCE_STATES).default('broken') });
export type Part = z.infer<typeof Part>;
const Verdicts = z.object({ verdicts: z.array(Verdict), total: z.number() });
export type Verdicts = z.infer<typeof Verdicts>;

/** What lies behind the breaks of the last 90 days: by topic, over people; `isSystemic`: it broke to five people or more. `unnamed`: breaks of which no topic is known. */
export const MattersBehind = z.object({ since: z.string(), broken: z.number(), unnamed: z.number(), matters: z.array(z.object({ topic: z.string(), name: z.string(), broken: z.number(), people: z.number(), isSystemic: z.boolean() })) });
export type MattersBehind = z.infer<typeof MattersBehind>;

const Period = z.object({ from: z.iso.date(), until: z.iso.date() });

/** What would have become of a promise in a period, days included. `remedyMinor`: what its remedies would have cost; null where it names none. `tookMs`: how long it took to find out. */
export const BackTest = z.object({ from: z.string(), until: z.string(), zone: z.string(), rate: KeptRate, months: z.array(KeptPart), channels: z.array(KeptPart), seams: z.array(KeptPart), remedyMinor: z.string().nullable(), currency: z.string().nullable(), interactions: z.number(), tookMs: z.number() });
export type BackTest = z.infer<typeof BackTest>;

/** A promise to begin with. */
export const LibraryPromise = z.object({ key: z.string(), about: z.string(), terms: Terms });
export type LibraryPromise = z.infer<typeof LibraryPromise>;

/** Emitted on the outbox when a promise broke, and when later news show that it had not. `interaction` set it off; `about`: its claim. Units: ms since 1970. */
export type PromiseBroken = {
  readonly type: 'promise.broken' | 'promise.break-taken-back'; readonly promise: number; readonly version: number; readonly clause: string;
  readonly interaction: number; readonly ordinal: number; readonly node: number; readonly startedMs: number; readonly dueMs: number | null; readonly settledMs: number;
};

/** Verdicts on one page. */
export const VERDICTS_MOST = 200;
const id = z.object({ id: z.string() });
const note = z.string().trim().max(300).default('');
const Saved = z.object({ id: z.string(), version: z.number() });

export const routes = defineRoutes({
  ...remedyRoutes,
  promises: { method: 'GET', path: '/api/promises', summary: 'Every promise with how often it was kept in the last 365 days, and who answers for it', gate: 'see-promises', response: z.object({ promises: z.array(PromiseLine), people: z.array(Named) }) },
  library: { method: 'GET', path: '/api/promises/library', summary: 'Promises to begin with', gate: 'see-promises', response: z.object({ promises: z.array(LibraryPromise) }) },
  promise: { method: 'GET', path: '/api/promises/:id', summary: 'One promise with its versions, and how often it was kept by month, channel and seam', gate: 'see-promises', params: id, response: OnePromise },
  verdicts: { method: 'GET', path: '/api/promises/:id/verdicts', summary: `The people behind a figure of a promise, with the evidence, latest first, at most ${VERDICTS_MOST}`, gate: 'see-promises', params: id, query: Part, response: Verdicts, audit: 'promise.verdicts-seen', polled: true },
  forecast: { method: 'GET', path: '/api/promises/:id/forecast', summary: 'What of a promise is due soon, and how likely each breaks, by the company’s own history', gate: 'see-promises', params: id, response: Forecast, audit: 'promise.verdicts-seen', polled: true },
  matters: { method: 'GET', path: '/api/promises/:id/matters', summary: 'What lies behind the breaks of a promise: topics, and which of them are systemic', gate: 'see-promises', params: id, response: MattersBehind },
  contradictions: { method: 'POST', path: '/api/promises/contradictions', summary: 'Published promises that terms contradict, before they are published', gate: 'see-promises', body: z.object({ terms: Terms, id: z.string().max(20).optional() }), response: z.object({ promises: z.array(z.object({ id: z.string(), name: z.string() })) }) },
  draft: { method: 'POST', path: '/api/promises', summary: 'Write a promise down; nobody is promised anything before it is published', gate: 'govern-promises', body: z.object({ terms: Terms, note }), response: Saved, audit: 'promise.drafted' },
  save: { method: 'PUT', path: '/api/promises/:id', summary: 'Save another version; the published one holds until this one is published', gate: 'govern-promises', params: id, body: z.object({ terms: Terms, basedOn: z.number().int().min(1), note }), response: Saved, audit: 'promise.saved' },
  publish: { method: 'POST', path: '/api/promises/:id/publish', summary: 'Publish a version: from now on it is checked; what began before is judged by the version of its time', gate: 'govern-promises', params: id, body: z.object({ version: z.number().int().min(1), /** Since when the company promised it already, where nobody wrote it down here: what broke before now is counted, and opens nothing. */ since: z.iso.date().optional() }), response: Saved, audit: 'promise.published' },
  stop: { method: 'POST', path: '/api/promises/:id/stop', summary: 'Stop promising it; what began before is still judged', gate: 'govern-promises', params: id, body: z.object({}), response: Saved, audit: 'promise.stopped' },
  backTest: { method: 'POST', path: '/api/promises/back-test', summary: 'What would have become of a promise in a period of the history, before it is published', gate: 'see-promises', body: z.object({ terms: Terms, period: Period.optional() }), response: BackTest },
  backTestVerdicts: {
    method: 'POST', path: '/api/promises/back-test/verdicts', gate: 'see-promises', audit: 'promise.back-test-seen', summary: `The people behind a figure of a back-test, latest first, at most ${VERDICTS_MOST}`,
    body: z.object({ terms: Terms, period: Period.optional(), part: Part }), response: Verdicts,
  },
});
