import { randomUUID } from 'node:crypto';
import type { Html } from '../../../kernel/html.ts';
import { momentText } from '../../subjects/index.ts';
import type { CaseOnPage } from '../case-on-page.ts';
import { ANSWER_CHANNELS, ASKED_CONSENTS, OWN_TRAITS, PORTAL_LIMITS, type ActKind } from '../contract.ts';
import type { PageFacts } from '../read-page.ts';
import { html } from './html.ts';
import { keyField, pageFrame, type Frame } from './page-frame.ts';
import { fill, type PageWords } from './page-words.ts';

/** What was done just before, to be said once. */
export const DONE_WORDS = ['noted', 'saved', 'asked', 'escalated', 'tooMuch', 'empty', 'not', 'fault'] as const;
export type DoneWord = (typeof DONE_WORDS)[number];

type Own = Frame & { readonly key: string; readonly zone: string; readonly nowMs: number; readonly done: DoneWord | null; readonly requestDays: number };
type Said = { readonly words: PageWords; readonly when: (at: string | Date) => string; readonly form: (kind: ActKind, inner: Html, more?: Html) => Html };
const DAY_MS = 86_400_000;

/** A customer's own page. Invariant: every text in it is text, whoever wrote it. */
export function ownPage(frame: Own, facts: PageFacts): string {
  const { words, company, key, zone, language } = frame;
  const when = (at: string | Date): string => momentText(typeof at === 'string' ? at : at.toISOString(), language, zone);
  const form = (kind: ActKind, inner: Html, more: Html = html``): Html => html`<form method="post" action="/my">${keyField(key)}<input type="hidden" name="once" value="${randomUUID()}"><input type="hidden" name="act" value="${kind}">${more}${inner}</form>`;
  const said: Said = { words, when, form };
  return pageFrame(frame, html`<h1>${facts.name === null ? fill(words.title, { company }) : fill(words.greeting, { name: facts.name })}</h1>
<p class="hint">${fill(words.asOf, { at: when(new Date(frame.nowMs)) })} <a href="/my">${words.lookAgain}</a></p>
${frame.done !== null && html`<p role="status" class="done">${words.done[frame.done]}</p>`}
${facts.escalations.map((one) => escalationPart(said, one))}
<section aria-labelledby="open"><h2 id="open">${words.cases.title}</h2>${facts.open.length === 0 ? html`<p>${words.cases.none}</p>` : facts.open.map((one) => casePart(said, one, facts.pending.has(one.id)))}</section>
<section aria-labelledby="status"><h2 id="status">${words.status}</h2><p>${facts.status}</p></section>
${facts.issues.length > 0 && html`<section aria-labelledby="issues"><h2 id="issues">${words.issues.title}</h2><ul>${facts.issues.map(({ title, asks, lastAskAt, unanswered }) => html`<li>${title !== null && html`<q>${title}</q> `}${fill(asks === 1 ? words.issues.once : words.issues.line, { count: String(asks), at: when(lastAskAt) })}${unanswered && html` ${words.issues.unanswered}`}</li>`)}</ul></section>`}
${facts.closed.length > 0 && html`<section aria-labelledby="former"><h2 id="former">${words.cases.former}</h2>${facts.closed.map((one) => casePart(said, one, facts.pending.has(one.id)))}</section>`}
${sayPart(said, facts)}
${channelPart(said, facts)}
${consentPart(said, facts)}
${dataPart(said, facts, frame.nowMs, frame.requestDays)}
${escalatePart(said, facts)}`);
}

function nameOf({ words }: Said, { subject, id }: Pick<CaseOnPage, 'subject' | 'id'>): string {
  if (subject?.type === 'order') return fill(words.cases.order, { id: subject.id });
  if (subject?.type === 'promise') return words.cases.promise;
  return subject?.type === 'data-request' ? words.cases.request : `${words.cases.matter} (${id})`;
}

function standing({ words: { states } }: Said, { state, owner }: CaseOnPage): string {
  const key = state === 'merged' ? 'owned' : state === 'informed' ? 'owned' : state;
  return owner === null && key !== 'confirmed' && key !== 'unconfirmed' && key !== 'remedied' ? states.new : fill(states[key], { who: owner ?? '' });
}

function casePart(said: Said, one: CaseOnPage, isPending: boolean): Html {
  const { words, when, form } = said;
  const { next, told, may } = one;
  const about = html`<input type="hidden" name="case" value="${one.id}">`;
  return html`<article><h3>${nameOf(said, one)} <span class="hint">${fill(words.cases.since, { at: when(one.since) })}</span></h3>
${one.words !== null && html`<p>${words.cases.theyWrote} <q>${one.words}</q></p>`}
<p><strong>${standing(said, one)}</strong>${one.isWaitingForThem && html` ${words.states.waiting}`}</p>
${told !== null && html`<p>${fill(words.cases.told, { at: when(told.at) })} <q>${told.text}</q></p>`}
${one.endedAt === null && one.state !== 'resolved' && html`<p${next.standing === 'late' && html` class="late"`}>${next.standing === 'none' ? words.next.none : fill(words.next[next.standing], { at: when(next.at) })}</p>`}
${isPending && html`<p role="status" class="done">${words.done.noted}</p>`}
${!isPending && may.solved && form('solved', html`<button>${words.acts.solved}</button>`, about)}
${!isPending && may.notSolved && html`<details><summary>${words.acts.notSolved}</summary>${form('not-solved', html`<label for="not-${one.id}">${words.acts.what}</label><textarea id="not-${one.id}" name="text" rows="3" maxlength="${PORTAL_LIMITS.text}"></textarea><button>${words.acts.notSolved}</button>`, about)}</details>`}</article>`;
}

function sayPart(said: Said, { open }: PageFacts): Html {
  const { words: { acts }, form } = said;
  const about = open.length > 0 && html`<label for="about">${acts.about}</label><select id="about" name="case">${open.map((one) => html`<option value="${one.id}">${nameOf(said, one)}</option>`)}<option value="">${acts.anything}</option></select>`;
  return html`<section aria-labelledby="say"><h2 id="say">${acts.sayTitle}</h2>${form('say', html`${about}<label for="text">${acts.say}</label><textarea id="text" name="text" rows="5" required maxlength="${PORTAL_LIMITS.text}"></textarea><button>${acts.send}</button>`)}</section>`;
}

function channelPart({ words, form }: Said, { preferredChannel }: PageFacts): Html {
  const { channel } = words;
  return html`<section aria-labelledby="channel"><h2 id="channel">${channel.title}</h2>${form('prefer-channel', html`<fieldset><legend>${channel.lead}</legend>${ANSWER_CHANNELS.map((one) => html`<label class="tick"><input type="radio" name="channel" value="${one}" required${one === preferredChannel && html` checked`}> ${channel.names[one]}</label>`)}</fieldset>${preferredChannel === null && html`<p class="hint">${channel.now}</p>`}<button class="quiet">${words.save}</button>`)}</section>`;
}

function consentPart({ words, form }: Said, { consents }: PageFacts): Html {
  const { consent } = words;
  const isGiven = (purpose: string, channel: string): boolean => consents.some((one) => one.purpose === purpose && one.channel === channel && one.state === 'given');
  return html`<section aria-labelledby="consent"><h2 id="consent">${consent.title}</h2><p>${consent.lead}</p>
${form('consent', html`${ASKED_CONSENTS.map(({ purpose, channels }) => html`<fieldset><legend>${consent.purposes[purpose]}</legend>${channels.map((channel) => html`<label class="tick"><input type="checkbox" name="yes" value="${purpose} ${channel}"${isGiven(purpose, channel) && html` checked`}> ${consent.channels[channel]}</label>${isGiven(purpose, channel) && html`<input type="hidden" name="was" value="${purpose} ${channel}">`}`)}</fieldset>`)}<button class="quiet">${words.save}</button>`)}
${form('consent', html`<input type="hidden" name="none" value="yes"><button class="quiet">${consent.none}</button>`)}</section>`;
}

function dataPart({ words, when, form }: Said, { traits, reach, asked }: PageFacts, nowMs: number, requestDays: number): Html {
  const { data } = words;
  const request = (kind: 'copy' | 'erasure'): Html => {
    const askedAt = asked[kind];
    if (askedAt !== null) return html`<p>${kind === 'copy' ? data.copy : data.erasure}: ${fill(data.asked, { at: when(askedAt), by: when(new Date(askedAt.getTime() + requestDays * DAY_MS)) })}</p>`;
    const by = when(new Date(nowMs + requestDays * DAY_MS));
    return kind === 'copy' ? html`<p>${fill(data.copyLead, { at: by })}</p>${form('copy', html`<button class="quiet">${data.copy}</button>`)}`
      : html`<details><summary>${data.erasure}</summary><p>${fill(data.erasureLead, { at: by })}</p>${form('erasure', html`<label class="tick"><input type="checkbox" name="sure" value="yes" required> ${data.sure}</label><button>${data.erasure}</button>`)}</details>`;
  };
  return html`<section aria-labelledby="data"><h2 id="data">${data.title}</h2>${reach.length > 0 && html`<p>${data.reach}: ${reach.join(', ')}</p>`}<p>${data.lead}</p>
${form('correct', html`${OWN_TRAITS.map((name) => html`<label for="trait-${name}">${data.traits[name]}</label><input id="trait-${name}" name="trait-${name}" value="${traits[name]}" maxlength="${PORTAL_LIMITS.trait}" autocomplete="off"><input type="hidden" name="was-${name}" value="${traits[name]}">`)}<label for="other">${data.other}</label><textarea id="other" name="text" rows="2" maxlength="${PORTAL_LIMITS.text}"></textarea><button class="quiet">${words.save}</button>`)}
${request('copy')}${request('erasure')}</section>`;
}

function escalatePart(said: Said, { open, closed, escalations }: PageFacts): Html | false {
  if (escalations.some(({ closedAt }) => closedAt === null)) return false;
  const { words: { acts }, form } = said;
  const cases = [...open, ...closed];
  const about = cases.length > 0 && html`<label for="escalate-about">${acts.about}</label><select id="escalate-about" name="case">${cases.map((one) => html`<option value="${one.id}">${nameOf(said, one)}</option>`)}<option value="">${acts.anything}</option></select>`;
  return html`<section><details><summary>${acts.escalate}</summary>${form('escalate', html`${about}<label for="escalate">${acts.escalateLead}</label><textarea id="escalate" name="text" rows="4" required maxlength="${PORTAL_LIMITS.text}"></textarea><button>${acts.escalate}</button>`)}</details></section>`;
}

function escalationPart({ words: { escalation, acts }, when, form }: Said, one: PageFacts['escalations'][number]): Html {
  const about = html`<input type="hidden" name="escalation" value="${one.number}">`;
  return html`<section><h2>${escalation.title}</h2><p>${fill(one.closedAt === null ? escalation.open : escalation.closed, { at: when(one.closedAt ?? one.openedAt) })}</p>
${one.told !== null && html`<p><q>${one.told}</q></p>`}
${one.isWordAsked && html`<p>${escalation.ask}</p>${form('escalation-word', html`<label for="word-${one.number}">${acts.say}</label><textarea id="word-${one.number}" name="text" rows="2" maxlength="${PORTAL_LIMITS.text}"></textarea><button name="settled" value="yes">${escalation.yes}</button> <button class="quiet" name="settled" value="no">${escalation.no}</button>`, about)}`}</section>`;
}
