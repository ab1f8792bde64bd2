import { AppError } from '../../kernel/app-error.ts';
import { openLink, sendFirst, sendForm, stopAsking, wishContact, type LinkDeps, type OpenedLink, type Sent } from './answer-link.ts';
import { readAnswer, type Answers } from './answering/answers.ts';
import { questionsLeft, stepFrom, type Step } from './answering/steps.ts';
import { isScaled, SCALES, SURVEY_LIMITS, type Definition, type WidgetQuestion } from './contract.ts';
import { directionOf, languageFor } from './definition/said-in.ts';
import { createTries, TRY_LIMITS } from './limit-tries.ts';
import { donePage, plainPage, questionPage, voiceOf, type PageOf, type ServedPage } from './pages/answer-page.ts';
import { pageWords, type PageWords } from './pages/page-words.ts';
import { spokenText } from './pages/question-fields.ts';
import { surveyByKey, type SurveyRow } from './survey-store.ts';

/** What goes back to a browser: a page, or where to go on. */
export type PublicAnswer = { readonly status: number; readonly page: ServedPage } | { readonly status: 303; readonly location: string };

/** Who asks: for limits and languages alone. `wishes`: languages, most wanted first. */
export type Asking = { readonly address: string; readonly wishes: readonly string[] };
type Did = 'counted' | 'changed' | 'apart' | 'contact' | 'stop';
type LinkQuery = { readonly l?: string | undefined; readonly a?: string | undefined; readonly from?: number | undefined; readonly did?: Did | undefined; readonly stop?: string | undefined };

/** What they pressed, as the word on consent keeps it. */
const BY_BUTTON = 'Do not ask me again';
const BY_MAIL_PROGRAM = 'Unsubscribed with one click in a mail program';
/** A place after every question. */
const END = SURVEY_LIMITS.questions + 1;
/** Of a text that was too long, so much stands in the page again, to be shortened. */
const SHOWN_AGAIN = SURVEY_LIMITS.openText;

/** The pages and answers of everybody who is not signed in. `told`: called after something was kept. */
export function createPublicPages(deps: LinkDeps & { readonly zone: string; readonly told: () => void }) {
  const misses = createTries(TRY_LIMITS.misses, TRY_LIMITS.windowMs, deps.clock);
  const firsts = createTries(TRY_LIMITS.answers, TRY_LIMITS.windowMs, deps.clock);
  const gone = (wishes: readonly string[]): PublicAnswer => { const { words, language } = pageWords(wishes[0] ?? 'en'); return { status: 404, page: plainPage(words.gone, words.goneWhy, language) }; };

  /** Opens a link, unless its address guessed too often. */
  async function opened(token: string, { address }: Asking): Promise<OpenedLink | null> {
    misses.check(address);
    const found = await openLink(deps, token);
    if (found === null) misses.note(address);
    return found;
  }

  const pageOfLink = ({ definition, invitation }: OpenedLink, token: string, language: string): PageOf => ({ definition, language, about: invitation.aboutType === null ? null : { type: invitation.aboutType, label: invitation.aboutLabel ?? '' }, action: `/s/${token}` });
  const day = (at: Date, language: string): string => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: deps.zone }).format(at);

  /** What stands above a page: what became of the last form, else how things stand. */
  function notices({ invitation, isOpen }: OpenedLink, did: Did | undefined, isPrefilled: boolean, language: string): string[] {
    const { words } = pageWords(language);
    const became: Readonly<Record<Did, string>> = { counted: words.counted, changed: words.changed, apart: words.closedThanks, contact: words.contactNoted, stop: words.stopNoted };
    if (did !== undefined) return [became[did]];
    if (!isOpen) return [words.closed];
    const before = invitation.answeredAt === null || invitation.expiresAt === null ? [] : [words.answeredBefore(day(invitation.answeredAt, language), day(invitation.expiresAt, language))];
    return [...before, ...(isPrefilled ? [words.notSentYet] : [])];
  }

  function stepPage(link: OpenedLink, of: PageOf, step: Step, shown: Pick<Sent, 'answers' | 'refused'> & { readonly notices: readonly string[] }): ServedPage {
    return questionPage(of, step, { ...shown, left: questionsLeft(link.definition, step.from, link.answers, link.known) });
  }

  function endPage(link: OpenedLink, of: PageOf, shown: readonly string[], trouble: boolean): ServedPage {
    const { invitation, definition, isOpen } = link;
    const mayWish = isOpen && definition.followUp.offerContact && invitation.contact === null && invitation.revision > 0;
    return donePage(of, { notices: shown, trouble, mayStop: invitation.address !== null && !invitation.stopped, contact: !mayWish ? null : invitation.address === null ? 'address' : 'ask' });
  }

  /** Of a survey that is open to everybody. Shape: null for one that there is not, or of which nobody published a version. */
  async function openSurvey(key: string, { address }: Asking): Promise<{ readonly survey: SurveyRow; readonly definition: Definition } | null> {
    misses.check(address);
    const survey = /^[A-Za-z0-9]{6,40}$/.test(key) ? await surveyByKey(deps.database, key) : null;
    if (survey === null) misses.note(address);
    return survey?.published == null ? null : { survey, definition: survey.published };
  }

  return {
    /** The page of a personal link. It answers nothing: whatever opens it, the answer waits for somebody who sends it. */
    async linkPage(token: string, query: LinkQuery, asking: Asking): Promise<PublicAnswer> {
      const link = await opened(token, asking);
      if (link === null) return gone(asking.wishes);
      const { definition, invitation } = link;
      const language = languageFor(definition.languages, [query.l ?? '', invitation.language ?? '', ...asking.wishes]);
      const of = pageOfLink(link, token, language);
      const step = stepFrom(definition, query.stop === undefined ? query.from ?? 0 : END, link.answers, link.known);
      const [first] = definition.questions;
      const chosen = first === undefined || query.a === undefined || step.from > 0 ? null : readAnswer(first, () => [query.a ?? '']);
      const answers: Answers = chosen?.ok === true && chosen.value !== null && first !== undefined ? { ...link.answers, [first.key]: chosen.value } : link.answers;
      const shown = notices(link, query.did, chosen?.ok === true, language);
      return { status: 200, page: step.questions.length === 0 ? endPage(link, of, query.stop === undefined ? shown : [], false) : stepPage(link, of, step, { answers, refused: new Map(), notices: shown }) };
    },
    /** What somebody sent from that page. `read`: their form, which is not read before it is known that somebody may send one. */
    async linkSent(token: string, read: () => Promise<URLSearchParams>, asking: Asking): Promise<PublicAnswer> {
      const link = await opened(token, asking);
      if (link === null) return gone(asking.wishes);
      const form = await read();
      const { definition, invitation } = link;
      const language = languageFor(definition.languages, [form.get('l') ?? '', invitation.language ?? '', ...asking.wishes]);
      const onwards = (from: number, did: Did | null): PublicAnswer => ({ status: 303, location: `/s/${token}?from=${from}&l=${language}${did === null ? '' : `&did=${did}`}` });
      // A mail program pressed the button for them: it goes on to no other page, and reads none.
      if (form.get('List-Unsubscribe') === 'One-Click') { await stopAsking(deps, link, BY_MAIL_PROGRAM); deps.told(); return { status: 200, page: plainPage(definition.title, pageWords(language).words.stopNoted, language) }; }
      if (form.get('wish') === 'stop') { await stopAsking(deps, link, BY_BUTTON); deps.told(); return onwards(END, 'stop'); }
      if (form.get('wish') === 'contact') {
        if (!await wishContact(deps, link, form.get('contact') ?? '')) return { status: 400, page: endPage(link, pageOfLink(link, token, language), [], true) };
        deps.told();
        return onwards(END, 'contact');
      }
      const from = Number(form.get('from') ?? '0');
      const sent = await sendForm(deps, link, { from: Number.isSafeInteger(from) && from >= 0 ? from : 0, language, via: invitation.address === null ? invitation.channel : 'personal', sent: (name) => form.getAll(name) });
      deps.told();
      if (sent.refused.size === 0) return onwards(sent.step.until, sent.became === 'same' ? null : sent.became);
      return { status: 400, page: stepPage(link, pageOfLink(link, token, language), sent.step, { answers: shownAgain(sent, form), refused: sent.refused, notices: [] }) };
    },
    /** The first question for whoever comes by themselves. */
    async openPage(key: string, l: string | undefined, asking: Asking): Promise<PublicAnswer> {
      const found = await openSurvey(key, asking);
      if (found === null) return gone(asking.wishes);
      const { survey, definition } = found;
      const language = languageFor(definition.languages, [l ?? '', ...asking.wishes]);
      const { words } = pageWords(language);
      if (survey.state === 'paused') return { status: 200, page: plainPage(definition.title, words.resting, language) };
      return { status: 200, page: questionPage({ definition, language, about: null, action: `/q/${key}` }, stepFrom(definition, 0, {}, new Set()), { answers: {}, refused: new Map(), notices: survey.state === 'closed' ? [words.closed] : [], left: 1 }) };
    },
    async openSent(key: string, read: () => Promise<URLSearchParams>, asking: Asking): Promise<PublicAnswer> {
      const found = await openSurvey(key, asking);
      if (found === null) return gone(asking.wishes);
      firsts.check(asking.address);
      firsts.note(asking.address);
      const form = await read();
      const { survey, definition } = found;
      const language = languageFor(definition.languages, [form.get('l') ?? '', ...asking.wishes]);
      if (survey.state === 'paused') return { status: 200, page: plainPage(definition.title, pageWords(language).words.resting, language) };
      const first = await sendFirst(deps, survey, definition, { language, via: 'code', sent: (name) => form.getAll(name) });
      if (!first.ok) return { status: 400, page: questionPage({ definition, language, about: null, action: `/q/${key}` }, first.sent.step, { answers: shownAgain(first.sent, form), refused: first.sent.refused, notices: [], left: 1 }) };
      deps.told();
      return { status: 303, location: `/s/${first.token}?from=1&l=${language}&did=${first.isOpen ? 'counted' : 'apart'}` };
    },
    /** The first question for the widget. Errors: `not-found` for a survey that does not ask now; `too-many`. */
    async widgetQuestion(key: string, l: string | undefined, asking: Asking): Promise<WidgetQuestion> {
      const found = await openSurvey(key, asking);
      const first = found?.definition.questions[0];
      if (found?.survey.state !== 'running' || first === undefined) throw notAsking();
      const { definition } = found;
      const language = languageFor(definition.languages, [l ?? '', ...asking.wishes]);
      const voice = voiceOf({ definition, language, about: null });
      const { words } = voice;
      const say = (said: Definition['intro']): string => spokenText(said, voice);
      return {
        language, dir: directionOf(language), kind: first.kind, text: say(first.text), options: widgetOptions(first, say, words), low: 'low' in first ? say(first.low) : '', high: 'high' in first ? say(first.high) : '', theme: definition.theme,
        words: { send: words.send, counted: words.counted, more: definition.questions.length > 1 || definition.followUp.offerContact ? words.tellMore : null, failed: words.failed, wrong: first.kind === 'open' ? words.tooLong(SURVEY_LIMITS.openText) : words.notOffered },
      };
    },
    /** An answer from the widget. Shape: the path where the rest can be said. Errors: `not-found`; `invalid`; `too-many`. */
    async widgetSent(key: string, { value, l }: { readonly value: string; readonly l?: string | undefined }, asking: Asking): Promise<{ more: string }> {
      const found = await openSurvey(key, asking);
      if (found?.survey.state !== 'running') throw notAsking();
      const { survey, definition } = found;
      const language = languageFor(definition.languages, [l ?? '', ...asking.wishes]);
      firsts.check(asking.address);
      firsts.note(asking.address);
      const first = await sendFirst(deps, survey, definition, { language, via: 'widget', sent: () => [value] });
      if (!first.ok) throw new AppError('invalid', [...first.sent.refused.values()][0] ?? 'not-offered', `This is no answer to the question: choose one that is offered, or write at most ${SURVEY_LIMITS.openText} characters.`);
      deps.told();
      return { more: `/s/${first.token}?from=1&l=${language}&did=counted` };
    },
  };
}

function notAsking(): AppError {
  return new AppError('not-found', 'survey-not-asking', 'This survey does not ask at the moment.');
}

/** Answers as they stand in a page that is shown again: a text that was too long stands there as far as it may go. */
function shownAgain({ answers, refused, step }: Sent, form: URLSearchParams): Answers {
  return { ...answers, ...Object.fromEntries(step.questions.filter(({ key, kind }) => kind === 'open' && refused.get(key) === 'too-long').map(({ key }) => [key, (form.get(`q.${key}`) ?? '').slice(0, SHOWN_AGAIN).replace(/[\ud800-\udbff]$/, '')])) };
}

function widgetOptions(question: Definition['questions'][number], say: (said: Definition['intro']) => string, words: PageWords): WidgetQuestion['options'] {
  if (isScaled(question)) {
    const { from, to } = SCALES[question.kind];
    return Array.from({ length: to - from + 1 }, (_, at) => String(from + at)).map((value) => (question.kind === 'stars' ? { value, label: '★'.repeat(Number(value)), name: words.stars(Number(value)) } : { value, label: value, name: value }));
  }
  return question.kind === 'one' ? question.options.map(({ key, text }) => ({ value: key, label: say(text), name: say(text) })) : [];
}
