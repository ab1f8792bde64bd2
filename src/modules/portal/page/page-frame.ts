import type { Html } from '../../../kernel/html.ts';
import type { StatusLanguage } from '../../subjects/contract.ts';
import { html } from './html.ts';
import { fill, LANGUAGE_NAMES, type PageWords } from './page-words.ts';

/** What stands around every page. `key`: of this browser's forms; null where it was not let in. `isLive`: the page follows what happens. */
export type Frame = { readonly words: PageWords; readonly language: StatusLanguage; readonly company: string; readonly key: string | null; readonly isLive: boolean };

/** A whole page. Works without script; the script only says that there is something new. */
export function pageFrame({ words, language, company, key, isLive }: Frame, body: Html): string {
  const title = fill(words.title, { company });
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${title}</title>
<link rel="stylesheet" href="/my/page.css">${isLive && html`<script src="/my/page.js" defer></script>`}</head>
<body><header><p class="company">${company}</p>${key !== null && html`<form method="post" action="/my/leave">${keyField(key)}<button class="quiet">${words.leave}</button></form>`}</header>
${isLive && html`<p id="news" role="status" hidden><a href="/my">${words.isNew}</a></p>`}
<main>${body}</main>
<footer>${key !== null && languageForm(words, language, key)}<p>${words.footer}</p></footer></body></html>`.markup;
}

/** What proves that a form came from a page made for this browser. */
export function keyField(key: string): Html {
  return html`<input type="hidden" name="key" value="${key}">`;
}

function languageForm({ language: label, save }: PageWords, language: StatusLanguage, key: string): Html {
  return html`<form method="post" action="/my/language" class="line">${keyField(key)}<label for="language">${label}</label><select id="language" name="language">${Object.entries(LANGUAGE_NAMES).map(([tag, name]) => html`<option value="${tag}" lang="${tag}"${tag === language && html` selected`}>${name}</option>`)}</select><button class="quiet">${save}</button></form>`;
}
