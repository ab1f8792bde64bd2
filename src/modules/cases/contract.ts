import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { TimelineItem } from '../interactions/contract.ts';
import { CasePolicy, PRIORITIES } from './policy/contract.ts';
import { CASE_STATES, type CaseState } from './states/contract.ts';

export * from './first-contact/contract.ts';
export * from './issues/contract.ts';
export * from './policy/contract.ts';
export * from './replies/contract.ts';
export * from './states/contract.ts';

/** States in which somebody still waits, or we wait for their word. */
export const OPEN_STATES = ['new', 'owned', 'informed', 'resolved', 'broken'] as const satisfies readonly CaseState[];

/** Units: characters; days; interactions and cases at once. */
export const CASE_LIMITS = { about: 300, text: 5_000, interactions: 100, bulk: 200, mentions: 20, updateDays: 366, listed: 1_000 } as const;

/** What can be done with a case by hand. */
export const CASE_MOVES = ['take', 'assign', 'hand-over', 'inform', 'resolve', 'customer-said', 'note', 'prioritise', 'pause', 'resume', 'reopen', 'break', 'remedy', 'link', 'merge', 'split'] as const;
export type CaseMove = (typeof CASE_MOVES)[number];

const text = z.string().trim().min(3).max(CASE_LIMITS.text);
const priority = z.enum(PRIORITIES);
const caseId = z.string().max(20);
const interactionIds = z.array(z.string().max(20)).max(CASE_LIMITS.interactions);
const id = z.object({ id: caseId });
/** The version that whoever asks has seen: what others changed since is not overwritten. */
const seen = z.number().int().min(1);

/** Who shall have a case: a person, or the queue of a team. */
export const Holder = z.union([z.strictObject({ person: z.string().min(1).max(64) }), z.strictObject({ queue: z.string().min(1).max(48) })]);
export type Holder = z.infer<typeof Holder>;

/** What a case is about beside the customer: an order, a product. */
export const CaseSubject = z.object({ type: z.string().regex(/^[a-z][a-z0-9-]{0,47}$/), id: z.string().trim().min(1).max(200) });
export type CaseSubject = z.infer<typeof CaseSubject>;

/** Somebody of the staff. `name` null: somebody who left. */
const Staff = z.object({ id: z.string(), name: z.string().nullable(), isYou: z.boolean() });

/** What staff owe the customer: a first answer, the next one, and that it is solved. */
export const CASE_CLOCKS = ['first-answer', 'next-update', 'resolution'] as const;

/** A clock of staff: it keeps opening hours, and rests while we wait for the customer, but for the first answer. `dueAt` null: it rests. `breachedAt`: since when it is too late. */
export const CaseClock = z.object({ clock: z.enum(CASE_CLOCKS), standing: z.enum(['running', 'paused', 'met', 'breached', 'met-after-breach']), startedAt: z.string(), dueAt: z.string().nullable(), breachedAt: z.string().nullable(), endedAt: z.string().nullable() });
export type CaseClock = z.infer<typeof CaseClock>;

/** One line of a queue. `since`: since when the customer waits. `due`: what staff owe next. `isReturned`: its owner left, nobody took it since. */
export const CaseLine = z.object({
  id: z.string(), version: z.number(), about: personal('text'), /** What the customer said first; null where none of it is kept. */ words: personal('text').nullable(), subject: CaseSubject.nullable(), state: z.enum(CASE_STATES), priority, owner: Staff.nullable(), queue: z.string().nullable(), isReturned: z.boolean(),
  customer: z.object({ id: z.string(), name: personal('name').nullable() }).nullable(), since: z.string(), pausedAt: z.string().nullable(), endedAt: z.string().nullable(),
  due: z.object({ clock: z.enum(CASE_CLOCKS), at: z.string(), isOverdue: z.boolean() }).nullable(),
});
export type CaseLine = z.infer<typeof CaseLine>;

/** One thing that happened with a case. Which fields are set depends on the kind; `text` is the main words, `details` the others by name. */
export const CaseHappening = z.object({
  place: z.number(), at: z.string(), kind: z.string(), by: Staff.nullable(), /** Custos itself did it. */ byItself: z.boolean(), text: personal('text').nullable(), details: z.array(z.object({ name: z.string(), text: personal('text') })),
  to: z.object({ person: Staff.nullable(), queue: z.string().nullable() }).nullable(), nextUpdateBy: z.string().nullable(), interaction: z.string().nullable(), case: z.string().nullable(), mentions: z.array(Staff), /** What the customer was told here never reached them. */ isUnreached: z.boolean(),
});
export type CaseHappening = z.infer<typeof CaseHappening>;

/** Whether the customer of a case was told this: it reached them, and what was said is kept and theirs. */
export const wasTold = (one: CaseHappening): one is CaseHappening & { text: string } => one.kind === 'informed' && one.text !== null && !one.isUnreached;

/** One case, whole. `moves`: what the viewer may do now. `parts`: cases that were made a part of it. */
export const CaseView = CaseLine.extend({
  openedAt: z.string(), clocks: z.array(CaseClock), /** Why clocks can not be told, where they can't. */ clocksProblem: z.string().nullable(), /** Since when nobody answered what they said; null: we spoke last. */ unansweredSince: z.string().nullable(), nextUpdateBy: z.string().nullable(), /** What we wait for from the customer, while it is paused. */ waitingFor: personal('text').nullable(), moves: z.array(z.enum(CASE_MOVES)), handOvers: z.number(), reopenings: z.number(), mergedInto: z.string().nullable(), parts: z.array(z.string()),
  interactions: z.array(TimelineItem.extend({ /** Whose it is now, where that is somebody else. */ otherCustomer: z.string().nullable() })), /** Interactions that are not kept any more. */ interactionsGone: z.number(),
  happenings: z.array(CaseHappening),
});
export type CaseView = z.infer<typeof CaseView>;

/** Emitted on the outbox when a case changed hands or state, or when interactions came to it. `node`: whose claim it is; `interactions` that it is about, the latest hundred; `changedHands`: somebody else has it now, or nobody; `by` a person, or custos. Units: ms since 1970. */
export type CaseMoved = { readonly type: 'case.moved'; readonly case: number; readonly node: number; readonly state: CaseState; readonly owner: string | null; readonly changedHands: boolean; readonly nextUpdateByMs: number | null; readonly interactions: readonly number[]; readonly by: string };

/** How a queue is looked at. */
export const CASE_VIEWS = ['mine', 'unowned', 'open', 'due', 'mentioned', 'closed'] as const;
export const CaseQuery = z.object({ view: z.enum(CASE_VIEWS).default('open'), queue: z.string().max(48).optional(), limit: z.coerce.number().int().min(1).max(CASE_LIMITS.listed).default(100) });
export type CaseQuery = z.infer<typeof CaseQuery>;

/** How many there are in each view. Of persons only the viewer's own are counted. */
export const CaseCounts = z.object({ mine: z.number(), unowned: z.number(), open: z.number(), due: z.number(), overdue: z.number(), mentioned: z.number(), queues: z.array(z.object({ queue: z.string(), open: z.number() })) });
export type CaseCounts = z.infer<typeof CaseCounts>;

/** The evidence of a customer's word: an interaction of theirs, or the words in which they said it, and where. */
export const CustomerWord = z.object({ solved: z.boolean(), interaction: z.string().max(20).optional(), words: z.string().trim().min(2).max(CASE_LIMITS.text).optional(), seen })
  .refine(({ interaction, words }) => interaction !== undefined || words !== undefined, 'name the interaction, or the words in which the customer said so');

/** What a hand-over needs: nobody is asked twice. */
export const Context = z.object({ said: text, tried: text, promised: text });

const changes = { gate: 'work-cases', params: id, response: CaseView } as const;

export const routes = defineRoutes({
  list: { method: 'GET', path: '/api/cases', summary: 'Cases of a view or a team’s queue, the most urgent and longest waiting first', gate: 'see-cases', query: CaseQuery, response: z.object({ cases: z.array(CaseLine), isMore: z.boolean() }) },
  counts: { method: 'GET', path: '/api/cases/counts', summary: 'How many cases there are in each view; of persons only one’s own are counted', gate: 'see-cases', response: CaseCounts },
  choices: { method: 'GET', path: '/api/cases/choices', summary: 'Who may have cases, and the queues of teams', gate: 'see-cases', response: z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })), queues: z.array(z.object({ key: z.string(), name: z.string() })) }) },
  ofCustomer: { method: 'GET', path: '/api/customers/:id/cases', summary: 'Cases of a customer, open ones first', gate: 'see-cases', params: z.object({ id: z.string() }), response: z.object({ cases: z.array(CaseLine) }), audit: 'customer.cases-seen' },
  ofInteractions: { method: 'GET', path: '/api/interactions/cases', summary: 'In which cases interactions are', gate: 'see-cases', query: z.object({ ids: z.string().max(4_000) }), response: z.object({ cases: z.array(z.object({ interaction: z.string(), case: z.string(), state: z.enum(CASE_STATES) })) }) },
  open: { method: 'POST', path: '/api/cases', summary: 'Open a case for a customer, or for whose an interaction is', gate: 'work-cases', body: z.object({ customer: z.string().max(20).optional(), interactions: interactionIds.default([]), about: z.string().trim().min(3).max(CASE_LIMITS.about), subject: CaseSubject.optional(), priority: priority.default('normal'), queue: z.string().max(48).optional(), isMine: z.boolean().default(false) }), response: CaseView, audit: 'case.opened' },
  one: { method: 'GET', path: '/api/cases/:id', summary: 'One case: who, what happened, clocks, what was told, notes, hand-overs, history', gate: 'see-cases', params: id, response: CaseView, audit: 'case.seen', polled: true },
  take: { ...changes, method: 'POST', path: '/api/cases/:id/take', summary: 'Own a case that nobody owns', body: z.object({ seen }), audit: 'case.taken' },
  assign: { ...changes, method: 'POST', path: '/api/cases/:id/assign', summary: 'Give a case that nobody owns to somebody or to a queue', body: z.object({ to: Holder, seen }), audit: 'case.assigned' },
  handOver: { ...changes, method: 'POST', path: '/api/cases/:id/hand-over', summary: 'Hand a case over with what was said, tried and promised; counted', body: Context.extend({ to: Holder, seen }), audit: 'case.handed-over' },
  inform: { ...changes, method: 'POST', path: '/api/cases/:id/inform', summary: 'Note what the customer was told, and by when they hear more; sends nothing', body: z.object({ told: text, nextUpdateBy: z.iso.datetime().nullable(), seen }), audit: 'case.informed' },
  resolve: { ...changes, method: 'POST', path: '/api/cases/:id/resolve', summary: 'Say how it was solved; the customer’s word ends the case', body: z.object({ how: text, /** What the customer was told of it. */ told: text.optional(), seen }), audit: 'case.resolved' },
  customerSaid: { ...changes, method: 'POST', path: '/api/cases/:id/customer-said', summary: 'The customer’s word: solved, or not; with the interaction or the words in which they said so', body: CustomerWord, audit: 'case.customer-said' },
  note: { ...changes, method: 'POST', path: '/api/cases/:id/notes', summary: 'A note among staff; people who are mentioned find it', body: z.object({ text: z.string().trim().min(1).max(CASE_LIMITS.text), mentions: z.array(z.string().max(64)).max(CASE_LIMITS.mentions).default([]) }), audit: 'case.noted' },
  prioritise: { ...changes, method: 'POST', path: '/api/cases/:id/priority', summary: 'Set how urgent it is', body: z.object({ priority, seen }), audit: 'case.prioritised' },
  pause: { ...changes, method: 'POST', path: '/api/cases/:id/pause', summary: 'We wait for the customer; clocks of staff rest, the customer’s own goes on', body: z.object({ waitingFor: text, seen }), audit: 'case.paused' },
  resume: { ...changes, method: 'POST', path: '/api/cases/:id/resume', summary: 'We wait no longer', body: z.object({ seen }), audit: 'case.resumed' },
  reopen: { ...changes, method: 'POST', path: '/api/cases/:id/reopen', summary: 'Open a case again', body: z.object({ why: text, seen }), audit: 'case.reopened' },
  breakPromise: { ...changes, method: 'POST', path: '/api/cases/:id/break', summary: 'Say that what was promised was not, or can not be kept', body: z.object({ promised: text, what: text, seen }), audit: 'case.broken' },
  remedy: { ...changes, method: 'POST', path: '/api/cases/:id/remedy', summary: 'Note what the customer was given for a broken promise', body: z.object({ gave: text, seen }), audit: 'case.remedied' },
  link: { ...changes, method: 'POST', path: '/api/cases/:id/interactions', summary: 'Add interactions of the same customer to a case', body: z.object({ interactions: interactionIds.min(1) }), audit: 'case.linked' },
  merge: { ...changes, method: 'POST', path: '/api/cases/:id/merge', summary: 'Make another case of the same customer a part of this one', body: z.object({ other: caseId, seen }), audit: 'case.merged' },
  split: { ...changes, method: 'POST', path: '/api/cases/:id/split', summary: 'Let a part be a case of its own again, as it was', body: z.object({ other: caseId, seen }), audit: 'case.split' },
  many: { method: 'POST', path: '/api/cases/many', summary: 'Take, or give to somebody or a queue, several cases that nobody owns; each by itself', gate: 'work-cases', body: z.object({ cases: z.array(z.object({ id: caseId, seen })).min(1).max(CASE_LIMITS.bulk), to: Holder.nullable() }), response: z.object({ done: z.number(), refused: z.array(z.object({ id: z.string(), because: z.string() })) }), audit: 'cases.worked-on-many' },
  mentionsSeen: { method: 'POST', path: '/api/cases/:id/mentions-seen', summary: 'One has read the notes that mention one', gate: 'work-cases', params: id, body: z.object({}), response: z.object({ seen: z.number() }) },
  writing: { method: 'POST', path: '/api/cases/:id/writing', summary: 'Says that one writes on this case, so that others see it', gate: 'work-cases', params: id, body: z.object({ isWriting: z.boolean() }), response: z.object({ told: z.boolean() }) },
  live: { method: 'GET', path: '/api/cases/:id/live', summary: 'Server-sent events: who else looks at this case or writes, and that it changed', gate: 'see-cases', params: id, response: z.object({ people: z.array(z.object({ name: z.string(), isWriting: z.boolean() })), version: z.number().nullable() }), raw: 'response' },
  policy: { method: 'GET', path: '/api/cases/policy', summary: 'By when cases are answered and solved, the queues of teams, and how long silence lasts', gate: 'see-cases', response: z.object({ version: z.number(), policy: CasePolicy, by: z.string().nullable(), at: z.string().nullable() }) },
  savePolicy: { method: 'PUT', path: '/api/cases/policy', summary: 'Save these rules as a new version; they hold from now on', gate: 'govern-cases', body: z.object({ policy: CasePolicy, basedOn: z.number().int().min(0) }), response: z.object({ version: z.number() }), audit: 'cases.policy-saved' },
});
