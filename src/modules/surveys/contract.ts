import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { Definition, Finding, MOMENTS } from './definition/contract.ts';

export * from './definition/contract.ts';

/** `draft`: nobody is asked yet. `paused`: nobody new is asked; who was asked may answer. `closed`: answers are kept apart and not counted. */
export const SURVEY_STATES = ['draft', 'running', 'paused', 'closed'] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];

/** What became of somebody whose moment came. See schema/pg. */
export const INVITATION_STATES = ['waiting', 'held', 'sending', 'sent', 'not-drawn', 'full', 'missed', 'shown', 'failed', 'came'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

const state = z.enum(SURVEY_STATES);
/** A share with its 95 % interval (Wilson). Units: ratios. Null where nobody could have. */
const Share = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();

/**
 * How much a survey hears. `met`: moments that came; `drawn`: of these, chosen by chance and within the caps; `waiting`: their time has not come; `held`: the governor holds them; `shown`: would have gone, had it been switched on; `missed`: not asked in time, or not to be asked at all.
 * `invited`: what left; `reached`: what arrived or was opened; `answered`: of the invited. `came`: answers of people who came by a link, a code or the widget; `apart`: answers after the end, not counted. `answerShare`: answered of invited.
 * `why`: reasons of those held or missed now. `followUps`: how many answers want somebody; `due`: past their deadline in the last 30 days; `untouched`: of these, those of which nobody took the case.
 */
export const Listening = z.object({
  met: z.number(), drawn: z.number(), waiting: z.number(), held: z.number(), shown: z.number(), missed: z.number(), failed: z.number(), invited: z.number(), reached: z.number(), answered: z.number(), came: z.number(), apart: z.number(), reachedShare: Share, answerShare: Share,
  why: z.array(z.object({ state: z.enum(['held', 'missed']), reason: z.string(), says: z.string(), people: z.number() })), followUps: z.object({ wanted: z.number(), due: z.number(), untouched: z.number() }), asOf: z.string(),
});
export type Listening = z.infer<typeof Listening>;

export const SurveyLine = z.object({ id: z.string(), title: z.string(), state, moment: z.enum(MOMENTS), version: z.number(), publishedVersion: z.number().nullable(), savedAt: z.string(), savedBy: z.string(), listening: Listening.pick({ met: true, held: true, shown: true, invited: true, reached: true, answered: true, came: true, answerShare: true, followUps: true }) });
export type SurveyLine = z.infer<typeof SurveyLine>;

/** A survey opened. `because`: why it is in its state, in a sentence, and how to go on. `key`: stands in links, codes and the widget. `address`: where customers reach this installation; null while nobody said. */
export const SurveyView = z.object({
  id: z.string(), key: z.string(), state, because: z.string().nullable(), version: z.number(), publishedVersion: z.number().nullable(), savedAt: z.string(), savedBy: z.string(), definition: Definition, findings: z.array(Finding), listening: Listening, address: z.string().nullable(),
  changes: z.array(z.object({ state, version: z.number().nullable(), by: z.string(), why: z.string(), at: z.string() })), /** Why nothing leaves even while it runs; null when it would. */ sending: z.string().nullable(),
});
export type SurveyView = z.infer<typeof SurveyView>;

/** What customers would see. `pages`: each page that follows when the sample answers are given, in order. */
export const Preview = z.object({ findings: z.array(Finding), pages: z.array(z.object({ title: z.string(), markup: z.string() })), mail: z.object({ subject: z.string(), html: z.string(), text: z.string() }), sms: z.string() });
export type Preview = z.infer<typeof Preview>;

/** Somebody whose moment came, and why they were asked or not. `draw` against `share`: drawn when below. */
export const InvitationLine = z.object({
  customer: z.string().nullable(), state: z.enum(INVITATION_STATES), about: personal('text').nullable(), metAt: z.string(), draw: z.number(), share: z.number(), says: z.string(), nextAt: z.string().nullable(), answeredAt: z.string().nullable(), revisions: z.number(), isCounted: z.boolean(), followUp: personal('text').nullable(),
});
export type InvitationLine = z.infer<typeof InvitationLine>;

/** Told to modules on the right, in the transaction that kept it: somebody must act on an answer. `key` names the case that it opens; `because` says what was answered, in a sentence. Invariant: told once for each invitation, when it is known whose it is. */
export type SurveyFollowUpWanted = { readonly type: 'survey.follow-up-wanted'; readonly survey: number; readonly title: string; readonly office: 'brand' | 'service'; readonly node: number; readonly key: string; readonly about: string; readonly because: string; readonly isUrgent: boolean };

const surveyId = z.object({ id: z.string() });
const link = z.object({ token: z.string().max(100) });
const publicKey = z.object({ key: z.string().max(60) });
const languageQuery = z.object({ l: z.string().max(10).optional() });
const page = z.string();

/** What the widget shows: the first question of a survey. Shape: `options` with the value to send and what stands on it; empty for an open question. */
export const WidgetQuestion = z.object({ language: z.string(), dir: z.enum(['ltr', 'rtl']), kind: z.string(), text: z.string(), options: z.array(z.object({ value: z.string(), label: z.string(), name: z.string() })), low: z.string(), high: z.string(), theme: Definition.shape.theme, words: z.object({ send: z.string(), counted: z.string(), more: z.string().nullable(), wrong: z.string(), failed: z.string() }) });
export type WidgetQuestion = z.infer<typeof WidgetQuestion>;

export const routes = defineRoutes({
  surveys: { method: 'GET', path: '/api/surveys', summary: 'All surveys with how much each hears: invited, held, reached, answered', gate: 'see-surveys', response: z.object({ surveys: z.array(SurveyLine), templates: z.array(z.object({ key: z.string(), about: z.string(), definition: Definition })) }) },
  survey: { method: 'GET', path: '/api/surveys/:id', summary: 'One survey: what it asks, what is to mend, how much it hears and why not more', gate: 'see-surveys', params: surveyId, response: SurveyView },
  make: { method: 'POST', path: '/api/surveys', summary: 'Make a survey; nobody is asked before it is published', gate: 'build-surveys', body: z.object({ definition: Definition }), response: z.object({ id: z.string() }), audit: 'survey.made' },
  save: { method: 'PUT', path: '/api/surveys/:id', summary: 'Save a survey as a new version; the published one goes on until the new one is published', gate: 'build-surveys', params: surveyId, body: z.object({ definition: Definition, basedOn: z.number().int().min(1) }), response: z.object({ version: z.number() }), audit: 'survey.saved' },
  preview: { method: 'POST', path: '/api/surveys/preview', summary: 'What customers would see of a survey that need not be saved: its pages, mail, text message, and what is to mend', gate: 'build-surveys', body: z.object({ definition: Definition, language: z.string().max(10).optional() }), response: Preview },
  publish: { method: 'POST', path: '/api/surveys/:id/publish', summary: 'Let a version run: people are asked from now on, as far as the purpose survey is switched on', gate: 'publish-surveys', params: surveyId, body: z.object({ version: z.number().int().min(1) }), response: z.object({ state }), audit: 'survey.published' },
  pause: { method: 'POST', path: '/api/surveys/:id/pause', summary: 'Ask nobody new; who was asked may still answer', gate: 'publish-surveys', params: surveyId, body: z.object({ why: z.string().trim().min(3).max(300) }), response: z.object({ state }), audit: 'survey.paused' },
  resume: { method: 'POST', path: '/api/surveys/:id/resume', summary: 'Ask again; refused while follow-ups past their deadline lie untouched', gate: 'publish-surveys', params: surveyId, body: z.object({}), response: z.object({ state }), audit: 'survey.resumed' },
  close: { method: 'POST', path: '/api/surveys/:id/close', summary: 'End a survey for good: later answers are thanked, kept apart and not counted', gate: 'publish-surveys', params: surveyId, body: z.object({ why: z.string().trim().min(3).max(300) }), response: z.object({ state }), audit: 'survey.closed' },
  invitations: { method: 'GET', path: '/api/surveys/:id/invitations', summary: 'The latest people whose moment came, and why each was asked or not, draw included', gate: 'see-surveys', params: surveyId, query: z.object({ state: z.enum(INVITATION_STATES).optional() }), response: z.object({ invitations: z.array(InvitationLine) }), audit: 'survey.invitations-seen' },
  answerPage: { method: 'GET', path: '/s/:token', summary: 'The answer page of a personal link. Opening it answers nothing, so that programs that follow every link of a mail do not answer', gate: 'public', params: link, query: languageQuery.extend({ a: z.string().max(60).optional(), from: z.coerce.number().int().min(0).max(100).optional(), did: z.enum(['counted', 'changed', 'apart', 'contact', 'stop']).optional(), stop: z.string().max(5).optional() }), response: page, raw: 'response' },
  answerSent: { method: 'POST', path: '/s/:token', summary: 'Send the answers of a page of a personal link, as a form', gate: 'public', params: link, response: page, raw: 'response' },
  openPage: { method: 'GET', path: '/q/:key', summary: 'The first question of a survey for whoever scans its code or opens its link', gate: 'public', params: publicKey, query: languageQuery, response: page, raw: 'response' },
  openSent: { method: 'POST', path: '/q/:key', summary: 'Answer the first question of a survey without an invitation, as a form', gate: 'public', params: publicKey, response: page, raw: 'response' },
  widgetQuestion: { method: 'GET', path: '/v1/surveys/:key', summary: 'The first question of a survey for its widget on any site', gate: 'public', fromAnySite: true, params: publicKey, query: languageQuery, response: WidgetQuestion },
  widgetSent: { method: 'POST', path: '/v1/surveys/:key', summary: 'Answer the first question of a survey from its widget; answers with the address of the rest', gate: 'public', fromAnySite: true, params: publicKey, body: z.object({ value: z.string().max(1_000_000), l: z.string().max(10).optional() }), response: z.object({ more: z.string() }) },
});
