import { publicId } from '../../kernel/public-id.ts';
import { hashOfSecret, mintSecret } from '../../platform/http/link-secret.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Identity } from '../identity/index.ts';
import { ADDRESS_OF_CHANNEL } from '../interactions/contract.ts';
import type { Outreach } from '../outreach/index.ts';
import { languageFor } from './definition/said-in.ts';
import type { Definition } from './definition/contract.ts';
import { beginSending, dueInvitations, failInterrupted, finishSending, postpone, settleInvitation, type Invitation } from './invitation-store.ts';
import type { KnownDeps } from './known-questions.ts';
import { stopAddress, surveyMail, surveyText, type MessageOf } from './pages/mail.ts';
import { surveyOf, type SurveyRow } from './survey-store.ts';

/**
 * One message that leaves. `key` names it, so that asked twice it goes once; `reservation`: the token that whoever carries it uses up at the moment of sending; `node`: by which claim they are reached. `html` null: text alone.
 * `shown`: the same text without the secret of the link, for whatever keeps what was sent.
 */
export type Message = { readonly key: string; readonly reservation: string; readonly node: number; readonly to: string; readonly subject: string; readonly text: string; readonly html: string | null; /** Where a mail program says for them that they want no more. */ readonly unsubscribe: string | null; readonly shown: string };
/** What became of a message that was handed over: it left, or is on its way (`mail.settled` tells the rest), or was not taken, and why. */
export type Handed = { readonly became: 'sent' } | { readonly became: 'on-its-way' } | { readonly became: 'not-taken'; readonly reasons: readonly string[] };
/** What carries messages of one kind. `isReady` false: nobody set it up yet, so that nothing is handed over. */
export type Carrier = { isReady(): Promise<boolean>; carry(message: Message): Promise<Handed> };

/** What asking needs. `carriers`: null for a channel that nothing carries. `address`: where customers reach this installation; null while nobody said. */
export type AskDeps = KnownDeps & {
  readonly log: Log;  readonly outreach: Pick<Outreach, 'reserve' | 'release'>; readonly identity: Pick<Identity, 'customerOfNodes' | 'nodesOf' | 'reach'>; readonly carriers: Readonly<Record<'email' | 'sms', Carrier | null>>; readonly address: string | null;
};

const AT_ONCE = 500;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** After which a message of which nobody said what became of it is given up: longer than a mail is tried. */
const SENDING_MS = 2 * DAY_MS;
/** What stands for the secret of a link in what is only shown. */
const HIDDEN_LINK = '…';
/** Whoever asks, in the ledger. */
export const ASKED_BY = 'surveys';

/** The name of a message, for whoever carries it: one that might not go is another one when it is tried again. */
const messageKey = (invitation: number, atMs: number): string => `survey ${invitation}.${atMs}`;

/** Whose message this is. Shape: null for one of others. */
export function invitationOfKey(key: string): number | null {
  const number = /^survey (\d{1,15})\.\d+$/.exec(key)?.[1];
  return number === undefined ? null : Number(number);
}

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
    if (survey?.published == null || survey.publishedVersion === null) continue;
    try {
      await askOne(deps, invitation, { number: survey.number, definition: survey.published, version: survey.publishedVersion });
    } catch (error) {
      // Whatever is wrong with one must not keep the others waiting.
      deps.log.warn('survey-not-asked', { invitation: invitation.number, ...factsOf(error) });
      await postpone(deps.database, invitation.number, nowMs + HOUR_MS);
    }
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
  const carrier = deps.carriers[channel];
  const isReady = carrier !== null && await carrier.isReady();
  if (!isReady || deps.address === null) {
    await outreach.release(answer.token);
    return settle('shown', [isReady ? 'address-unset' : 'no-carrier']);
  }
  const token = mintSecret();
  if (!await beginSending(database, invitation.number, { tokenHash: hashOfSecret(token), expiresMs: nowMs + definition.linkDays * DAY_MS, address: address.value, atMs: nowMs })) { await outreach.release(answer.token); return; }
  await settleInvitation(database, invitation.number, { state: 'sending', reasons: [], nextMs: null, version, language });
  const handed = await carrier.carry({ key: messageKey(invitation.number, nowMs), reservation: answer.token, node: invitation.node, to: address.value, ...written(token), unsubscribe: channel === 'sms' ? null : stopAddress(linkAddress(deps.address, token)), shown: shown.text });
  if (handed.became === 'sent') await finishSending(database, invitation.number, deps.clock());
  else if (handed.became === 'not-taken') await settle('held', handed.reasons, nextTry(null, nowMs));
}

/** When a held one is tried again: when the governor said, or in an hour, because nobody knows when an open case ends. */
function nextTry(untilMs: number | null, nowMs: number): number {
  return Math.max(nowMs + 60_000, untilMs ?? nowMs + HOUR_MS);
}
