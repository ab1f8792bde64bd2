import { AppError } from '../../kernel/app-error.ts';
import { hashOfSecret, isSecret, mintSecret } from '../../platform/http/link-secret.ts';
import type { AcceptResult } from '../interactions/contract.ts';
import { SOURCE } from './answer-item.ts';
import { readForm, type Answers, type Refused } from './answering/answers.ts';
import { stepFrom, type Step } from './answering/steps.ts';
import type { Definition } from './definition/contract.ts';
import { insertComer, invitationByToken, latestAnswers, markStopped, putAnswer, wantFollowUp, type Invitation } from './invitation-store.ts';
import { keepAnswers, type AnswerDeps } from './keep-answer.ts';
import { knownQuestions, type KnownDeps } from './known-questions.ts';
import { definitionOf, surveyOf, type SurveyRow } from './survey-store.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What a personal link opens. `isOpen` false: the survey has ended. */
export type OpenedLink = { readonly tokenHash: string; readonly invitation: Invitation; readonly definition: Definition; readonly survey: SurveyRow; readonly answers: Answers; readonly known: ReadonlySet<string>; readonly isOpen: boolean };

export type LinkDeps = AnswerDeps & KnownDeps & { readonly accept: (source: string, items: readonly unknown[]) => Promise<AcceptResult[]> };

/** What a link opens now. Shape: null for one that there is not, that has ended, or that never belonged to a survey. */
export async function openLink(deps: LinkDeps, token: string): Promise<OpenedLink | null> {
  const tokenHash = hashOfSecret(token);
  const invitation = isSecret(token) ? await invitationByToken(deps.database, tokenHash) : null;
  if (invitation === null || (invitation.expiresAt?.getTime() ?? 0) <= deps.clock()) return null;
  const [survey, definition, latest] = await Promise.all([surveyOf(deps.database, invitation.survey), definitionOf(deps.database, invitation.survey, invitation.version), latestAnswers(deps.database, invitation.number)]);
  if (survey === null || definition === null) return null;
  return { tokenHash, invitation, survey, definition, answers: latest?.answers ?? {}, known: await knownQuestions(deps, definition, invitation), isOpen: survey.state !== 'closed' };
}

/** What became of a form. `apart`: kept, and not counted, because the survey had ended. */
export type Sent = { readonly became: 'counted' | 'changed' | 'apart' | 'same'; readonly step: Step; readonly answers: Answers; readonly refused: ReadonlyMap<string, Refused> };

/** What one page of a form sent. `sent`: the values of a field. */
export type SentForm = { readonly from: number; readonly language: string; readonly via: string; sent(name: string): readonly string[] };

/** Takes the form of one page: every answer that can be taken is kept, also when another is refused. Invariant: the invitation is locked, so that two forms at once are two revisions. Errors: `not-found` when the link went meanwhile. */
export function sendForm(deps: LinkDeps, { tokenHash, definition, known }: OpenedLink, form: SentForm): Promise<Sent> {
  return deps.database.transaction(async (tx) => {
    const locked = await invitationByToken(tx, tokenHash, true);
    if (locked === null) throw linkUnknown();
    const before = (await latestAnswers(tx, locked.number))?.answers ?? {};
    const isOpen = (await surveyOf(tx, locked.survey))?.state !== 'closed';
    const step = stepFrom(definition, form.from, before, known);
    const read = readForm(definition, step.questions, before, form.sent);
    const isKept = await keepAnswers(deps, tx, locked, definition, { answers: read.answers, before, language: form.language, via: form.via, isOpen });
    return { became: !isKept ? 'same' : !isOpen ? 'apart' : locked.revision > 0 && form.from === 0 ? 'changed' : 'counted', step, answers: read.answers, refused: read.refused };
  });
}

/** Keeps the first answer of somebody who came by themselves, who gets a personal link with it. `refused`: nothing was kept. */
export async function sendFirst(deps: LinkDeps, survey: SurveyRow, definition: Definition, form: Omit<SentForm, 'from'>): Promise<{ readonly ok: true; readonly token: string; readonly isOpen: boolean } | { readonly ok: false; readonly sent: Sent }> {
  const step = stepFrom(definition, 0, {}, new Set());
  const read = readForm(definition, step.questions, {}, form.sent);
  if (read.refused.size > 0) return { ok: false, sent: { became: 'same', step, answers: read.answers, refused: read.refused } };
  const [token, atMs, isOpen] = [mintSecret(), deps.clock(), survey.state !== 'closed'];
  await deps.database.transaction(async (tx) => {
    const comer = await insertComer(tx, { survey: survey.number, version: survey.publishedVersion ?? survey.version, channel: form.via, language: form.language, tokenHash: hashOfSecret(token), atMs, expiresMs: atMs + definition.linkDays * DAY_MS });
    await keepAnswers(deps, tx, comer, definition, { answers: read.answers, before: {}, language: form.language, via: form.via, isOpen });
  });
  return { ok: true, token, isOpen };
}

const CONTACT = /^(?:[^\s@]{1,100}@[^\s@]{1,150}\.[^\s@.]{2,}|\+?[\d ()/.-]{6,25})$/;

/** Somebody wants to be contacted about their answer. `contact`: what they wrote where nobody knows how; an answer that names nobody becomes theirs by it. False: that is no address. */
export async function wishContact(deps: LinkDeps, { tokenHash, definition }: OpenedLink, contact: string): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
    const locked = await invitationByToken(tx, tokenHash, true);
    if (locked === null) throw linkUnknown();
    const typed = contact.trim();
    if (locked.address === null && !CONTACT.test(typed)) return false;
    const atMs = deps.clock();
    await wantFollowUp(tx, locked.number, 'They want somebody to get in touch.', atMs, atMs + definition.followUp.withinHours * HOUR_MS, locked.address ?? typed);
    const latest = locked.address === null ? await latestAnswers(tx, locked.number) : null;
    if (latest !== null && locked.countedRevision > 0) await putAnswer(tx, locked, { ...latest, isCounted: true, atMs });
    return true;
  });
}

/** Somebody wants to be asked no more: said as a word on consent for the address that was written to, so that the governor and every other module hear it. `wording`: what they pressed. */
export async function stopAsking(deps: LinkDeps, { invitation: { number, address, channel, stopped }, definition }: OpenedLink, wording: string): Promise<void> {
  // Said once, it holds: mail programs say it again.
  if (address === null || stopped) return;
  const type = channel === 'sms' ? 'phone' : 'email';
  await deps.accept(SOURCE, [{
    id: `stop-${number}`, channel: 'survey', kind: 'survey-stopped', direction: 'in', office: definition.office, stage: 'support', occurredAt: new Date(deps.clock()).toISOString(), identifiers: [{ type, value: address, verified: 'signed-token' }],
    consents: [{ purpose: 'research', channel: 'any', answer: 'withdrawn', wording }], title: definition.title,
  }]);
  await deps.database.transaction((tx) => markStopped(tx, number));
}

function linkUnknown(): AppError {
  return new AppError('not-found', 'link-unknown', 'This link does not open anything.');
}
