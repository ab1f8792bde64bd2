import { publicId } from '../../kernel/public-id.ts';
import type { Identity } from '../identity/index.ts';
import { ADDRESS_OF_CHANNEL } from '../interactions/contract.ts';
import type { Outreach } from '../outreach/index.ts';
import { languageFor } from './definition/said-in.ts';
import type { Definition } from './definition/contract.ts';
import { beginSending, dueInvitations, failInterrupted, finishSending, settleInvitation, type Invitation } from './invitation-store.ts';
import type { KnownDeps } from './known-questions.ts';
import { hashOfLink, mintLink } from './link-token.ts';
import { surveyMail, surveyText, type MessageOf } from './pages/mail.ts';
import { surveyOf, type SurveyRow } from './survey-store.ts';

/** One message that leaves: with the token of its reservation, which whoever carries it commits at the moment of sending. `html` null: text alone. */
export type Message = { readonly reservation: string; readonly channel: 'email' | 'sms'; readonly to: string; readonly subject: string; readonly text: string; readonly html: string | null };
/** Carries a message. `isReached`: it is known to have arrived. A message that was not sent says why, and when it can be tried again. Units: ms. */
export type Deliver = (message: Message) => Promise<{ readonly isSent: true; readonly isReached: boolean } | { readonly isSent: false; readonly reasons: readonly string[]; readonly untilMs: number | null }>;

/** What asking needs. `deliver`: null for a channel that nothing carries. `address`: where customers reach this installation; null while nobody said. */
export type AskDeps = KnownDeps & {
  readonly outreach: Pick<Outreach, 'reserve' | 'release'>; readonly identity: Pick<Identity, 'customerOfNodes' | 'nodesOf' | 'reach'>; readonly deliver: Readonly<Record<'email' | 'sms', Deliver | null>>; readonly address: string | null;
};

const AT_ONCE = 500;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** After which a message that was being sent is given up. */
const SENDING_MS = 15 * 60_000;
/** What stands for the secret of a link in what is only shown. */
const HIDDEN_LINK = '…';
/** Whoever asks, in the ledger. */
export const ASKED_BY = 'surveys';

/** The address of a personal link. */
export const linkAddress = (address: string, token: string): string => `${address.replace(/\/$/, '')}/s/${token}`;

/** Asks everybody whose time has come: the governor decides about each, and again when a hold ends, until the moment is stale. Shape: how many were looked at. */
export async function askDue(deps: AskDeps): Promise<number> {
  const nowMs = deps.clock();
  await failInterrupted(deps.database, nowMs - SENDING_MS);
  const surveys = new Map<number, SurveyRow | null>();
  const due = await dueInvitations(deps.database, nowMs, AT_ONCE);
  for (const invitation of due) {
    if (!surveys.has(invitation.survey)) surveys.set(invitation.survey, await surveyOf(deps.database, invitation.survey));
    const survey = surveys.get(invitation.survey);
    if (survey?.published != null && survey.publishedVersion !== null) await askOne(deps, invitation, { number: survey.number, definition: survey.published, version: survey.publishedVersion });
  }
  return due.length;
}

type Asked = { readonly number: number; readonly definition: Definition; readonly version: number };

async function askOne(deps: AskDeps, invitation: Invitation, { number: survey, definition, version }: Asked): Promise<void> {
  const { database, outreach } = deps;
  const nowMs = deps.clock();
  const { channel } = definition.plan;
  const settle = (state: 'held' | 'missed' | 'shown', reasons: readonly string[], nextMs: number | null = null): Promise<void> => settleInvitation(database, invitation.number, { state, reasons, nextMs, version, language });
  let language: string | null = null;
  if (nowMs >= invitation.staleAt.getTime()) return settle('missed', [...invitation.reasons.slice(0, 5), 'too-late']);
  const customer = (await deps.identity.customerOfNodes([invitation.node])).get(invitation.node);
  if (customer === undefined) return settle('missed', ['person-unknown']);
  const [person, addresses] = await Promise.all([deps.personOf(customer), deps.identity.reach.addressesOf([customer], ADDRESS_OF_CHANNEL[channel] ?? channel)]);
  const [address] = addresses;
  if (address === undefined) return settle('missed', ['no-address']);
  language = languageFor(definition.languages, person.language === null ? [] : [person.language]);
  const about = invitation.aboutType === null ? null : { type: invitation.aboutType, label: invitation.aboutLabel ?? '' };
  const messageOf = (token: string): MessageOf => ({ definition, language: language ?? 'en', link: linkAddress(deps.address ?? '', token), name: person.name, about });
  const written = (token: string): Pick<Message, 'subject' | 'text' | 'html'> => (channel === 'sms' ? { subject: '', text: surveyText(messageOf(token)), html: null } : surveyMail(messageOf(token)));
  const shown = written(HIDDEN_LINK);
  const answer = await outreach.reserve({
    purpose: 'survey', channel, slot: `${publicId('survey', survey)} ${invitation.moment}`, series: publicId('survey', survey), questions: definition.questions.length, notAfterMs: invitation.staleAt.getTime(),
    subject: shown.subject === '' ? null : shown.subject, text: shown.text, customer: publicId('customer', customer), to: address.value,
  }, ASKED_BY);
  if (answer.decision === 'drop') return settle('missed', answer.reasons);
  if (answer.shown) return settle('shown', answer.reasons);
  if (answer.token === null) return settle('held', answer.reasons, nextTry(answer.until === null ? null : Date.parse(answer.until), nowMs));
  const deliver = deps.deliver[channel];
  if (deliver === null || deps.address === null) {
    await outreach.release(answer.token);
    return settle('shown', [deliver === null ? 'no-carrier' : 'address-unset']);
  }
  const token = mintLink();
  if (!await beginSending(database, invitation.number, { tokenHash: hashOfLink(token), expiresMs: nowMs + definition.linkDays * DAY_MS, address: address.value, atMs: nowMs })) { await outreach.release(answer.token); return; }
  await settleInvitation(database, invitation.number, { state: 'sending', reasons: [], nextMs: null, version, language });
  const carried = await deliver({ reservation: answer.token, channel, to: address.value, ...written(token) });
  if (carried.isSent) await finishSending(database, invitation.number, carried.isReached, deps.clock());
  else await settle('held', carried.reasons, nextTry(carried.untilMs, nowMs));
}

/** When a held one is tried again: when the governor said, or in an hour, because nobody knows when an open case ends. */
function nextTry(untilMs: number | null, nowMs: number): number {
  return Math.max(nowMs + 60_000, untilMs ?? nowMs + HOUR_MS);
}
