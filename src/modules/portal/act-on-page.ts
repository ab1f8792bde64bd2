import { AppError } from '../../kernel/app-error.ts';
import { businessElapsed } from '../../kernel/business-calendar.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { CUSTOMERS_WORD_KIND, type Cases, type HoursHistory } from '../cases/index.ts';
import { PREFERRED_CHANNEL } from '../customers/contract.ts';
import type { ConsentAnswer, ConsentChannel } from '../interactions/contract.ts';
import { redactText, type Interactions } from '../interactions/index.ts';
import type { Identity } from '../identity/index.ts';
import { actsOf, actsOfLink, beginAct, settleAct, type ActRow } from './act-store.ts';
import { ASKED_CONSENTS, PORTAL_LIMITS, type ActKind, type CustomerEscalated, type CustomerSaidOfEscalation } from './contract.ts';
import { settingNow, type LinkRow } from './link-store.ts';
import type { DoneWord } from './page/own-page.ts';
import type { PageForm } from './page-form.ts';
import type { ReadDeps, Whose } from './read-page.ts';

/** Where what customers do on their page comes from. */
export const PAGE_SOURCE = 'customer-page';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type ActDeps = ReadDeps & {
  readonly identity: Pick<Identity, 'claimsHeld'>; readonly interactions: Pick<Interactions, 'acceptBatch' | 'saidBy'>; readonly cases: Pick<Cases, 'openCase' | 'hearCustomer' | 'link'>; readonly outbox: Pick<Outbox, 'publish'>;
  /** Opening hours of the company over time. */ hours(): Promise<HoursHistory>; finishSoon(act: ActRow): Promise<void>;
};

/** Somebody on their page. `label`: the words of the button that they pressed, in their language. */
type Acting = { readonly link: LinkRow; readonly whose: Whose; readonly form: PageForm; readonly language: string };

const KINDS: Readonly<Record<ActKind, string>> = {
  say: 'message', solved: CUSTOMERS_WORD_KIND, 'not-solved': CUSTOMERS_WORD_KIND, 'prefer-channel': 'preference-changed', consent: 'consent-changed', correct: 'details-corrected', copy: 'data-copy-asked', erasure: 'data-erasure-asked', escalate: 'escalated', 'escalation-word': 'escalation-answered',
};

/** Does what a customer asked for on their page, once however often the form comes. It is an interaction of theirs first; what follows from it is done at once, or as soon as it is recorded. Errors: `not-found` for a case that is not theirs. */
export async function actOnPage(deps: ActDeps, acting: Acting): Promise<DoneWord> {
  const { link, whose, form } = acting;
  const nowMs = deps.clock();
  if (isEmpty(form)) return 'empty';
  const caseNumber = await ownCase(deps, whose, form);
  if (await actsOfLink(deps.database, link.number, nowMs - HOUR_MS) >= PORTAL_LIMITS.acts) return 'tooMuch';
  if ((form.act === 'copy' || form.act === 'erasure') && await wasAsked(deps, whose, form.act, form.once, nowMs)) return 'asked';
  const before = await beginAct(deps.database, { link: link.number, once: form.once, node: link.node, kind: form.act, caseNumber }, nowMs);
  if (before !== null && (before.interaction !== null || before.kind !== form.act)) return doneOf(form.act);
  const [accepted] = await deps.interactions.acceptBatch(PAGE_SOURCE, [await interactionOf(deps, acting, before?.at.getTime() ?? nowMs)]);
  if (accepted === undefined || (accepted.status !== 'accepted' && accepted.status !== 'duplicate' && accepted.status !== 'revised')) {
    await settleAct(deps.database, { link: link.number, once: form.once }, { state: 'failed' });
    return 'not';
  }
  const interaction = parsePublicId('interaction', accepted.reference);
  const followed = await follow(deps, acting, { caseNumber, interaction, nowMs });
  if (!followed.isDone) await deps.finishSoon({ link: link.number, once: form.once, node: link.node, kind: form.act, at: new Date(nowMs), caseNumber: followed.caseNumber, interaction, state: 'waiting' });
  return doneOf(form.act);
}

function doneOf(kind: ActKind): DoneWord {
  if (kind === 'copy' || kind === 'erasure') return 'asked';
  if (kind === 'escalate') return 'escalated';
  return kind === 'prefer-channel' || kind === 'consent' ? 'saved' : 'noted';
}

/** Whether nothing was said or changed. */
function isEmpty(form: PageForm): boolean {
  switch (form.act) {
    case 'say': case 'escalate': return form.text === '';
    case 'correct': return form.text === '' && changedTraits(form).length === 0;
    case 'consent': return !form.isNone && answersOf(form).length === 0;
    case 'erasure': return !form.isSure;
    case 'prefer-channel': return form.channel === null;
    default: return false;
  }
}

/** The case that a form names. Errors: `not-found` for one that is not this customer's, whether or not it is somebody else's. */
async function ownCase({ cases, escalationsOf }: ActDeps, whose: Whose, { act, case: named, escalation }: PageForm): Promise<number | null> {
  const unknown = (): AppError => new AppError('not-found', 'not-on-this-page', 'There is no such thing on this page.');
  if (act === 'escalation-word' && !(await escalationsOf(whose.nodes)).some(({ number, isWordAsked }) => number === escalation && isWordAsked)) throw unknown();
  if (named === null) {
    if (act === 'solved' || act === 'not-solved') throw unknown();
    return null;
  }
  if (!(await cases.ofCustomer(whose.id, { viewer: null, hideNames: () => undefined })).some(({ id }) => id === named)) throw unknown();
  return parsePublicId('case', named);
}

async function wasAsked({ database }: ActDeps, { nodes }: Whose, kind: 'copy' | 'erasure', once: string, nowMs: number): Promise<boolean> {
  const { setting } = await settingNow(database);
  return (await actsOf(database, nodes, nowMs - setting.requestDays * DAY_MS, 200)).some((act) => act.kind === kind && act.state !== 'failed' && act.once !== once);
}

/** What somebody did, as an interaction of theirs. It carries the identifiers of the link's claim, as sure as they were: whoever follows a link may not join people who were apart. What was said of their name and address before is not said again, or it would outdo what they corrected since. */
async function interactionOf({ identity }: ActDeps, { link, whose, form, language }: Acting, atMs: number): Promise<object> {
  const claims = await identity.claimsHeld(whose.customer);
  const claim = claims.find(({ node, identifiers }) => node === link.node && identifiers.length > 0) ?? claims.find(({ identifiers }) => identifiers.length > 0) ?? claims.find(({ node }) => node === link.node);
  const own = form.act === 'correct' ? Object.fromEntries(changedTraits(form)) : form.act === 'prefer-channel' ? { [PREFERRED_CHANNEL]: form.channel } : {};
  return {
    id: `${link.number}.${form.once}`, channel: 'web', kind: KINDS[form.act], direction: 'in', office: 'service', stage: 'support', occurredAt: new Date(atMs).toISOString(), language,
    ...(claim === undefined || claim.brand === '' ? {} : { brand: claim.brand }), ...(claim?.session == null ? {} : { session: claim.session }),
    identifiers: (claim?.identifiers ?? []).map(({ type, value, said, verifiedBy }) => ({ type, value: said ?? value, ...(verifiedBy === null ? {} : { verified: verifiedBy }) })), traits: own,
    ...(form.text === '' ? {} : { text: form.text }), ...(form.case === null ? {} : { subjects: [{ type: 'case', id: form.case }] }), properties: { page: PAGE_SOURCE, act: form.act },
  };
}

/** What follows from an act before it is recorded: consent holds at once, requests open their case, the ombudsman hears of it. Answers which case is to be told of it once it is. */
async function follow(deps: ActDeps, { link, whose, form }: Acting, { caseNumber, interaction, nowMs }: { readonly caseNumber: number | null; readonly interaction: number; readonly nowMs: number }): Promise<{ readonly caseNumber: number | null; readonly isDone: boolean }> {
  const act = { link: link.number, once: form.once };
  if (form.act === 'consent') await deps.customers.consents.say(whose.customer, form.isNone ? refusals() : answersOf(form), { interaction, source: PAGE_SOURCE });
  const event: CustomerEscalated | CustomerSaidOfEscalation | null = form.act === 'escalate' ? { type: 'customer-page.escalated', node: link.node, case: caseNumber, interaction }
    : form.act === 'escalation-word' && form.escalation !== null ? { type: 'customer-page.escalation-answered', node: link.node, escalation: form.escalation, settled: form.isSettled, interaction } : null;
  const opened = form.act === 'copy' || form.act === 'erasure' || (form.act === 'correct' && form.text !== '') ? await deps.cases.openCase(await requestCase(deps, link.node, form, nowMs)) : null;
  const about = opened === null ? caseNumber : parsePublicId('case', opened);
  const isDone = about === null || form.act === 'escalate';
  await deps.database.transaction(async (tx) => {
    if (event !== null) await deps.outbox.publish(tx, [event]);
    await settleAct(tx, act, { interaction, ...(about === null ? {} : { caseNumber: about }), ...(isDone ? { state: 'done' } : {}) });
  });
  return { caseNumber: about, isDone };
}

const REQUESTS = { copy: 'Wants a copy of their data', erasure: 'Wants their data erased', correct: 'Wants their data corrected' } as const;

/** The case of a request about somebody's data, with its deadline in words and, as our opening hours go, on its clock. */
async function requestCase({ database, hours }: ActDeps, node: number, { act, once }: PageForm, nowMs: number): Promise<Parameters<Cases['openCase']>[0]> {
  const kind = act === 'copy' || act === 'erasure' ? act : 'correct';
  const { setting } = await settingNow(database);
  const dueMs = nowMs + setting.requestDays * DAY_MS;
  const history = await hours();
  const calendar = history.calendarOf(history.versions.at(-1)?.version ?? '');
  const openMinutes = calendar === null ? null : Math.max(1, Math.floor(businessElapsed(nowMs, dueMs, calendar) / 60_000));
  const about = `${REQUESTS[kind]}: answer by ${new Date(dueMs).toISOString().slice(0, 10)}`;
  return {
    by: 'custos', node, contacts: [], about, subject: { type: 'data-request', id: kind }, priority: kind === 'correct' ? 'normal' : 'high', queue: null, isMine: false, key: `customer-page ${once}`,
    because: kind === 'correct' ? 'They asked for it on their own page.' : `They asked for it on their own page. The law gives one month (GDPR, article ${kind === 'copy' ? 15 : 17}).`,
    target: { firstAnswerMinutes: openMinutes === null ? 8 * 60 : Math.min(openMinutes, 3 * 8 * 60), keepInformedMinutes: null, resolutionMinutes: openMinutes },
  };
}

/** What a form on consent changes: boxes that were not ticked before and are, and the other way round. */
function answersOf({ yes, was }: PageForm): { purpose: string; channel: ConsentChannel; answer: ConsentAnswer; wording: null }[] {
  return ASKED_CONSENTS.flatMap(({ purpose, channels }) => channels.flatMap((channel) => {
    const key = `${purpose} ${channel}`;
    return yes.includes(key) === was.includes(key) ? [] : [{ purpose, channel, answer: yes.includes(key) ? 'given' as const : 'withdrawn' as const, wording: null }];
  }));
}

function refusals(): ReturnType<typeof answersOf> {
  return ASKED_CONSENTS.map(({ purpose }) => ({ purpose, channel: 'any', answer: 'refused', wording: null }));
}

function changedTraits({ traits, traitsWere }: PageForm): [string, string][] {
  return Object.entries(traits).flatMap(([name, value]) => (value === '' || value === (traitsWere[name] ?? '') ? [] : [[name, redactText(value, new Set())]]));
}
