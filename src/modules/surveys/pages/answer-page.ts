import type { Html } from '../../../kernel/html.ts';
import type { Answers, Refused } from '../answering/answers.ts';
import type { Step } from '../answering/steps.ts';
import { fallbackOf, SURVEY_LIMITS, type Definition, type Theme } from '../definition/contract.ts';
import { directionOf, filled, saidIn } from '../definition/said-in.ts';
import { html } from './html.ts';
import { aboutWords, pageWords, type PageWords } from './page-words.ts';
import { pageSecurity, pageStyle } from './page-style.ts';
import { questionFields, spoken, type Voice } from './question-fields.ts';

/** A page as it is served: its whole markup and what it lets the browser do. */
export type ServedPage = { readonly markup: string; readonly security: string };

/** Colours of pages that belong to no survey. */
const PLAIN: Theme = { ink: '#1b1b1f', paper: '#ffffff', accent: '#0a5f68' };

/** What a page of a survey is about: which survey, in which language, and the moment. `action`: where its form goes. */
export type PageOf = { readonly definition: Definition; readonly language: string; readonly about: { readonly type: string; readonly label: string } | null; readonly action: string };

function page(title: string, language: string, theme: Theme, body: Html): ServedPage {
  const style = pageStyle(theme);
  // The style stands outside the escaping tag: it is ours, and its colours were checked to be colours.
  const { markup } = html`<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>`;
  return { markup: `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head>${markup}<style>${style}</style></head><body><main>${body.markup}</main></body></html>`, security: pageSecurity(style) };
}

/** How the words of a page are said: those of the survey in its language, Custos's own in the nearest it has. */
export function voiceOf({ definition, language, about }: Omit<PageOf, 'action'>): Voice {
  const { words } = pageWords(language);
  const named = aboutWords(words, about);
  return { language, fallback: fallbackOf(definition), words, known: named === '' ? {} : { about: named } };
}

function titleOf({ definition, ...of }: Omit<PageOf, 'action'>): string {
  const { language, fallback, known } = voiceOf({ definition, ...of });
  return filled(saidIn(definition.questions[0]?.text ?? {}, language, fallback).text, known);
}

function languageLinks({ definition, language, action }: PageOf): Html | null {
  if (definition.languages.length < 2) return null;
  const name = (one: string): string => new Intl.DisplayNames([one], { type: 'language' }).of(one) ?? one;
  return html`<nav aria-label="${name(language)}"><ul class="languages">${definition.languages.map((one) => html`<li>${one === language ? html`<span aria-current="true" lang="${one}">${name(one)}</span>` : html`<a href="${action}?l=${one}" lang="${one}" hreflang="${one}">${name(one)}</a>`}</li>`)}</ul></nav>`;
}

/** Custos's own words on a page that is in another language say in which they are. */
function own(words: Html | string, language: string): Html {
  const spokenIn = pageWords(language).language;
  return spokenIn === language.split('-')[0] ? html`${words}` : html`<span lang="${spokenIn}" dir="ltr">${words}</span>`;
}

function troubleWords(words: PageWords, refused: Refused): string {
  return refused === 'first-missing' ? words.firstMissing : refused === 'too-long' ? `${words.tooLong(SURVEY_LIMITS.openText)} ${words.restKept}` : words.notOffered;
}

/** Questions to answer. `notices`: what became of what was sent before, and what can still be done. `left`: how many questions may come, from these on. */
export function questionPage(of: PageOf, step: Step, { answers, refused, notices, left }: { readonly answers: Answers; readonly refused: ReadonlyMap<string, Refused>; readonly notices: readonly string[]; readonly left: number }): ServedPage {
  const { definition, language, action } = of;
  const voice = voiceOf(of);
  const { words } = voice;
  const isFirst = step.from === 0;
  const shownText = (key: string): string | null => { const trouble = refused.get(key); return trouble === undefined ? null : troubleWords(words, trouble); };
  const intro = isFirst ? spoken(definition.intro, voice) : null;
  return page(titleOf(of), language, definition.theme, html`${notices.map((notice) => html`<p class="said" role="status">${own(notice, language)}</p>`)}
${intro === null ? null : html`<p>${intro}</p>`}${isFirst ? null : html`<h1>${own(words.more(left), language)}</h1><p>${own(words.optional, language)}</p>`}
<form method="post" action="${action}"><input type="hidden" name="from" value="${step.from}"><input type="hidden" name="l" value="${language}">
${step.questions.map((question) => questionFields(question, answers[question.key], shownText(question.key), voice))}
<button>${own(isFirst ? words.send : words.next, language)}</button></form>${isFirst ? languageLinks(of) : null}`);
}

/** What stands at the end. `contact`: whether somebody may be asked to get in touch; `address` where nobody knows yet how. `mayStop`: there is somebody who can be left in peace. */
export function donePage(of: PageOf, { notices, contact, trouble, mayStop }: { readonly notices: readonly string[]; readonly contact: 'ask' | 'address' | null; readonly trouble: boolean; readonly mayStop: boolean }): ServedPage {
  const { definition, language, action } = of;
  const voice = voiceOf(of);
  const { words } = voice;
  const hidden = html`<input type="hidden" name="l" value="${language}">`;
  return page(words.done, language, definition.theme, html`<h1>${own(words.done, language)}</h1>${notices.map((notice) => html`<p class="said" role="status">${own(notice, language)}</p>`)}<p>${spoken(definition.thanks, voice)}</p>
${contact === null ? null : html`<form method="post" action="${action}" class="apart">${hidden}<input type="hidden" name="wish" value="contact"><p class="ask"${contact === 'ask' ? null : html` id="contact-ask"`}>${own(words.contactAsk, language)}</p>
${contact === 'ask' ? null : html`${trouble ? html`<p class="wrong" id="wrong-contact">${own(words.contactWrong, language)}</p>` : null}<p><label for="contact">${own(words.contactHow, language)}</label><input class="field" id="contact" name="contact" autocomplete="email"${trouble ? html` aria-invalid="true" aria-describedby="wrong-contact"` : null}></p>`}<button>${own(words.contactButton, language)}</button></form>`}
${mayStop ? html`<form method="post" action="${action}" class="apart">${hidden}<input type="hidden" name="wish" value="stop"><button class="plain">${own(words.stopButton, language)}</button></form>` : null}
<p class="apart">${own(words.closeNow, language)}</p>`);
}

/** A page without questions: the link opens nothing, too many tries, too much at once. */
export function plainPage(title: string, text: string, language: string): ServedPage {
  return page(title, pageWords(language).language, PLAIN, html`<h1>${title}</h1><p>${text}</p>`);
}
