import type { Html } from '../../../kernel/html.ts';
import { fallbackOf, isScaled, SCALES, type Definition, type Question } from '../definition/contract.ts';
import { directionOf, filled, saidIn } from '../definition/said-in.ts';
import { html } from './html.ts';
import { aboutWords, pageWords, type PageWords } from './page-words.ts';

/** A mail that asks: for programs that show HTML, and the same for those that show text. */
export type SurveyMail = { readonly subject: string; readonly html: string; readonly text: string };

/** Where whoever got a link says that they want to be asked no more: a page with a button, which a mail program may press for them. */
export const stopAddress = (link: string): string => `${link}?stop=1`;

/** What a message is about. `link`: the person's own; answers are added to it. `name`: as they are called, null where nobody knows. */
export type MessageOf = { readonly definition: Definition; readonly language: string; readonly link: string; readonly name: string | null; readonly about: { readonly type: string; readonly label: string } | null };

/** The first answers that can be tapped in a mail. Shape: none for an open question. */
function taps(question: Question, say: (said: Question['text']) => string, words: PageWords): { readonly value: string; readonly label: string; readonly text: string }[] {
  if (isScaled(question)) {
    const { from, to } = SCALES[question.kind];
    return Array.from({ length: to - from + 1 }, (_, at) => from + at).map((value) => ({ value: String(value), label: question.kind === 'stars' ? '★'.repeat(value) : String(value), text: question.kind === 'stars' ? words.stars(value) : String(value) }));
  }
  return question.kind === 'one' ? question.options.map((option) => ({ value: option.key, label: say(option.text), text: say(option.text) })) : [];
}

function speech({ definition, language, name, about }: Omit<MessageOf, 'link'>): { readonly words: PageWords; say(said: Question['text']): string } {
  const { words } = pageWords(language);
  const named = aboutWords(words, about);
  const known = { ...(name === null ? {} : { name }), ...(named === '' ? {} : { about: named }) };
  return { words, say: (said) => filled(saidIn(said, language, fallbackOf(definition)).text, known) };
}

const withAnswer = (link: string, value: string): string => `${link}?a=${encodeURIComponent(value)}`;

/**
 * A survey as a mail. The first answer is a link in the mail; it opens the page with that answer chosen, which is sent there.
 * Invariant: tables and inline styles alone, no script, no image, nothing loaded from anywhere, so that every mail program shows it and opening it tells nobody.
 */
export function surveyMail(of: MessageOf): SurveyMail {
  const { definition, link, language } = of;
  const { words, say } = speech(of);
  const [first] = definition.questions;
  const { ink, paper, accent } = definition.theme;
  const [subject, intro, question] = [say(definition.subject), say(definition.intro), first === undefined ? '' : say(first.text)];
  const answers = first === undefined ? [] : taps(first, say, words);
  const [low, high] = first !== undefined && 'low' in first ? [say(first.low), say(first.high)] : ['', ''];
  const cell = `padding:4px`;
  const button = `display:inline-block;min-width:24px;padding:10px 12px;border:1px solid ${accent};border-radius:6px;color:${accent};background-color:${paper};text-decoration:none;text-align:center;font-size:16px;line-height:20px`;
  const row = (tapped: readonly { readonly value: string; readonly label: string; readonly text: string }[]): Html => html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${tapped.map(({ value, label, text }) => html`<td style="${cell}"><a href="${withAnswer(link, value)}" title="${text}" style="${button}">${label}</a></td>`)}</tr></table>`;
  const rows = first !== undefined && (first.kind === 'one' || first.kind === 'stars') ? answers.map((one) => row([one])) : Array.from({ length: Math.ceil(answers.length / 6) }, (_, at) => row(answers.slice(at * 6, at * 6 + 6)));
  const paragraph = `margin:0 0 16px 0;font-size:16px;line-height:24px;color:${ink}`;
  const body = html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${paper}"><tr><td align="center" style="padding:24px 16px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px"><tr><td style="font-family:Arial,Helvetica,sans-serif;color:${ink}">
${intro === '' ? null : html`<p style="${paragraph}">${intro}</p>`}<h1 style="margin:0 0 12px 0;font-size:20px;line-height:26px;color:${ink}">${question}</h1>
${answers.length === 0 ? null : html`<p style="${paragraph}">${words.tapOne}</p>${rows}`}${low === '' && high === '' ? null : html`<p style="${paragraph}">${[low, high].map((end, at) => (end === '' || answers[0] === undefined ? '' : `${at === 0 ? answers[0].text : answers.at(-1)?.text ?? ''}: ${end}`)).filter((end) => end !== '').join(' · ')}</p>`}
<p style="margin:16px 0;font-size:16px;line-height:24px"><a href="${link}" style="color:${accent}">${words.inBrowser}</a></p><p style="margin:24px 0 0 0;font-size:13px;line-height:20px;color:${ink}">${words.whyYou} <a href="${stopAddress(link)}" style="color:${accent}">${words.stopButton}</a></p>
</td></tr></table></td></tr></table>`;
  const text = [intro, question, ...(answers.length === 0 ? [] : [words.tapOne, answers.map((one) => `${one.text}: ${withAnswer(link, one.value)}`).join('\n')]), ...(low === '' && high === '' ? [] : [[low, high].filter((end) => end !== '').join(' … ')]), `${words.inBrowser}: ${link}`, `${words.whyYou} ${words.stopButton}: ${stopAddress(link)}`].filter((part) => part !== '').join('\n\n');
  return { subject, text, html: `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><title>${html`${subject}`.markup}</title></head><body style="margin:0;padding:0;background-color:${paper}">${body.markup}</body></html>` };
}

/** A survey as a text message: the first question and the link. */
export function surveyText(of: MessageOf): string {
  const { say } = speech(of);
  return `${say(of.definition.questions[0]?.text ?? {})} ${of.link}`;
}
