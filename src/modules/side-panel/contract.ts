import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { CASE_LIMITS, CaseLine, CaseView, Context, Holder } from '../cases/contract.ts';
import { AnswerPart } from '../customers/contract.ts';

/** Words between the panel and the desk around it, posted as objects with this `type`. The desk inserts the text of `custos:insert` into its reply and answers `custos:inserted`. */
export const PANEL_WORDS = { insert: 'custos:insert', inserted: 'custos:inserted' } as const;

/** A desk that signs who looks at whom. `formerUntil`: until when a replaced secret still counts. */
export const SignedDesk = z.object({ id: z.string(), name: z.string(), origins: z.array(z.string()), madeBy: z.string().nullable(), madeAt: z.string(), secretAt: z.string().nullable(), formerUntil: z.string().nullable() });
export type SignedDesk = z.infer<typeof SignedDesk>;

/** A Chatwoot desk, as panels know it. `panels`: how many have leave now. */
export const ChatwootPanel = z.object({ id: z.string(), name: z.string(), origin: z.string(), panels: z.number() });
export type ChatwootPanel = z.infer<typeof ChatwootPanel>;

/** Something that we promised. `late`: it is over and was not kept yet; `broken`: a promise of ours broke. */
export const PromisedLine = z.object({ what: personal('text'), by: z.string().nullable(), state: z.enum(['due', 'late', 'broken']) });
export type PromisedLine = z.infer<typeof PromisedLine>;

/** How one thing stands, short: `states` as their sources word them. Its whole sentence stands in the word. */
export const TrueLine = AnswerPart.omit({ sentence: true }).extend({ states: z.array(z.string()) });
export type TrueLine = z.infer<typeof TrueLine>;

/** The case that somebody works on, as far as a panel shows it. */
export const PanelCase = CaseView.pick({ id: true, version: true, about: true, state: true, priority: true, owner: true, isReturned: true, since: true, pausedAt: true, clocks: true, clocksProblem: true, unansweredSince: true, nextUpdateBy: true, moves: true });
export type PanelCase = z.infer<typeof PanelCase>;

/** Everything of one customer that an agent needs beside a conversation. `word`: what to tell them next, in their language; `context`: what a hand-over tells, so that nobody types it again. */
export const PanelCustomer = z.object({
  id: z.string(), name: personal('name').nullable(), firstSeenAt: z.string().nullable(), interactions: z.number(),
  case: PanelCase.nullable(), otherCases: z.array(CaseLine), promised: z.array(PromisedLine), truth: z.array(TrueLine), word: z.object({ text: personal('text'), language: z.string() }), context: z.object({ said: personal('text'), tried: personal('text'), promised: personal('text') }),
});
export type PanelCustomer = z.infer<typeof PanelCustomer>;

/** What a panel shows. `customer` null: nobody known, or several, of whom a person must choose one. `conversation`: how it stands in a Chatwoot desk; `assignee` the address of whoever has it there. */
export const Panel = z.object({
  desk: z.object({ name: z.string(), canNote: z.boolean() }), agent: z.object({ name: z.string(), mayWork: z.boolean() }), found: z.enum(['one', 'several', 'nobody']), choices: z.array(z.object({ id: z.string(), name: personal('name').nullable(), matched: z.string() })),
  customer: PanelCustomer.nullable(), conversation: z.object({ status: z.string().nullable(), assignee: z.string().nullable() }).nullable(),
});
export type Panel = z.infer<typeof Panel>;

const token = z.string().min(1).max(4_000);
const Id = z.object({ id: z.string().max(20) });
const code = z.string().trim().max(20);
/** Which customer, where several were found. */
const customer = z.string().max(20).optional();
const text = z.string().trim().min(3).max(CASE_LIMITS.text);
const onCase = { customer, case: z.string().max(20), seen: z.number().int().min(1) };
const origins = z.array(z.string().trim().max(300).refine((one) => URL.canParse(one) && ['http:', 'https:'].includes(new URL(one).protocol) && new URL(one).origin === one.replace(/\/$/, '').toLowerCase() && /^https?:\/\/[a-z0-9.-]+(?::\d+)?\/?$/i.test(one), 'write an origin without any path, such as https://desk.example')).min(1).max(10);
const moved = { gate: 'work-cases', response: Panel } as const;

export const routes = defineRoutes({
  open: {
    method: 'POST', path: '/api/embed/open', gate: 'public', summary: 'Open a view beside a conversation: with what the desk signed, or with the leave that a panel was given. Tells nothing about anybody',
    body: z.union([z.strictObject({ token }), z.strictObject({ pairing: token, desk: z.string().max(20), account: z.number().int(), conversation: z.number().int().min(1), agentEmail: z.string().max(320), email: z.string().max(320).nullish(), phone: z.string().max(60).nullish() })]),
    response: z.object({ session: z.string(), expiresAt: z.string(), origins: z.array(z.string()) }),
  },
  askLeave: { method: 'POST', path: '/api/embed/pairings', summary: 'A panel in a desk that signs nothing asks for leave; a person gives it in Custos, comparing the code', gate: 'public', body: z.object({ desk: z.string().max(20) }), response: z.object({ code: z.string(), pairing: z.string(), expiresAt: z.string(), origin: z.string() }) },
  hasLeave: { method: 'POST', path: '/api/embed/pairings/state', summary: 'Whether a panel was given leave', gate: 'public', body: z.object({ pairing: token }), response: z.object({ state: z.enum(['asked', 'given', 'over']) }) },
  leaveAsked: { method: 'GET', path: '/api/desk-pairings/:code', summary: 'Which desk’s panel asks for leave under a code', gate: 'see-cases', params: z.object({ code }), response: z.object({ desk: z.string().nullable(), askedAt: z.string().nullable() }) },
  giveLeave: { method: 'POST', path: '/api/desk-pairings/:code', summary: 'Let a panel show what you may see, for a working day', gate: 'see-cases', params: z.object({ code }), body: z.object({}), response: z.object({ given: z.boolean() }), audit: 'side-panel.leave-given' },

  panel: { method: 'GET', path: '/api/embed/panel', summary: 'Who it is, what is open, what we promised, what is true now, and what to say next', gate: 'see-cases', query: z.object({ customer }), response: Panel, audit: 'side-panel.seen', polled: true },
  live: { method: 'GET', path: '/api/embed/live', summary: 'Server-sent events: something about this customer changed', gate: 'see-cases', query: z.object({ customer, case: z.string().max(20).optional() }), response: z.object({ people: z.array(z.object({ name: z.string(), isWriting: z.boolean() })) }), raw: 'response' },
  holders: { method: 'GET', path: '/api/embed/holders', summary: 'Who may have cases, and the queues of teams', gate: 'work-cases', response: z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })), queues: z.array(z.object({ key: z.string(), name: z.string() })) }) },
  take: { ...moved, method: 'POST', path: '/api/embed/take', summary: 'Own the case, or open one that is yours; the desk hears who has it', body: z.object({ customer, case: z.string().max(20).optional(), seen: z.number().int().min(1).optional() }), audit: 'side-panel.taken' },
  handOver: { ...moved, method: 'POST', path: '/api/embed/hand-over', summary: 'Hand the case over, with what was said, tried and promised', body: Context.extend({ ...onCase, to: Holder }), audit: 'side-panel.handed-over' },
  inform: { ...moved, method: 'POST', path: '/api/embed/inform', summary: 'Note what the customer was told; sends nothing', body: z.object({ ...onCase, told: text, nextUpdateBy: z.iso.datetime().nullable() }), audit: 'side-panel.informed' },
  resolve: { ...moved, method: 'POST', path: '/api/embed/resolve', summary: 'Say how it was solved; the customer’s word ends the case', body: z.object({ ...onCase, how: text, told: text.optional() }), audit: 'side-panel.resolved' },
  note: { ...moved, method: 'POST', path: '/api/embed/note', summary: 'Put the honest status into the desk as a private note, where an owner allowed it', body: z.object({ customer }), audit: 'side-panel.noted' },

  desks: { method: 'GET', path: '/api/desks', summary: 'Desks that may show the panel', gate: 'manage-keys', response: z.object({ desks: z.array(SignedDesk), chatwoots: z.array(ChatwootPanel) }) },
  addDesk: { method: 'POST', path: '/api/desks', summary: 'Add a desk that signs who looks at whom; the secret is shown once', gate: 'manage-keys', body: z.object({ name: z.string().trim().min(1).max(80), origins }), response: z.object({ secret: z.string(), desk: SignedDesk }), audit: 'desk.added' },
  rotateSecret: { method: 'POST', path: '/api/desks/:id/secret', summary: 'Give a desk another secret; the former one counts for another hour', gate: 'manage-keys', params: Id, body: z.object({}), response: z.object({ secret: z.string(), desk: SignedDesk }), audit: 'desk.secret-renewed' },
  removeDesk: { method: 'POST', path: '/api/desks/:id/remove', summary: 'Remove a desk: its views are over from now on', gate: 'manage-keys', params: Id, body: z.object({}), response: z.object({ removed: z.boolean() }), audit: 'desk.removed' },
  endPanels: { method: 'POST', path: '/api/desks/chatwoot/:id/end', summary: 'Take the leave from all panels of a Chatwoot desk', gate: 'manage-keys', params: Id, body: z.object({}), response: z.object({ ended: z.number() }), audit: 'desk.panels-ended' },
});
