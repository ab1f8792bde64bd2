import type { Html } from '../../../kernel/html.ts';
import type { AnswerValue } from '../answering/answers.ts';
import { isScaled, SCALES, type Question, type Said } from '../definition/contract.ts';
import { filled, saidIn } from '../definition/said-in.ts';
import { html } from './html.ts';
import type { PageWords } from './page-words.ts';

/** How the words of a survey are put on a page: in which language, and about whom and what. */
export type Voice = { readonly language: string; readonly fallback: string; readonly words: PageWords; readonly known: { readonly name?: string; readonly about?: string } };

/** A text of the survey alone, in whatever language it is. */
export function spokenText(said: Said, { language, fallback, known }: Voice): string {
  return filled(saidIn(said, language, fallback).text, known);
}

/** A text of the survey as it stands on the page. What is not translated says in which language it is. */
export function spoken(said: Said, { language, fallback, known }: Voice): Html | null {
  const found = saidIn(said, language, fallback);
  if (found.text === '') return null;
  const text = filled(found.text, known);
  return found.language === language ? html`${text}` : html`<span lang="${found.language}">${text}</span>`;
}

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

function choice(name: string, value: string, isChosen: boolean, label: Html | string, type: 'radio' | 'checkbox' = 'radio'): Html {
  return html`<label><input type="${type}" name="${name}" value="${value}"${isChosen ? html` checked` : null}><span>${label}</span></label>`;
}

function scaleEnds(low: Said, high: Said, from: number, to: number, voice: Voice): Html | null {
  const [left, right] = [spoken(low, voice), spoken(high, voice)];
  return left === null && right === null ? null : html`<p class="ends"><span>${left === null ? null : html`${from}: ${left}`}</span><span>${right === null ? null : html`${to}: ${right}`}</span></p>`;
}

/** The fields of one question, for a form that needs no script. `chosen`: the answer that stands there; `trouble`: why what was sent was not taken. */
export function questionFields(question: Question, chosen: AnswerValue | undefined, trouble: string | null, voice: Voice): Html {
  const name = `q.${question.key}`;
  const text = spoken(question.text, voice);
  const wrong = trouble === null ? null : html`<p class="wrong" id="wrong-${question.key}">${trouble}</p>`;
  if (question.kind === 'open') {
    return html`<div class="question"><label class="ask" for="f-${question.key}">${text}</label>${wrong}<textarea id="f-${question.key}" name="${name}" rows="4"${trouble === null ? null : html` aria-invalid="true" aria-describedby="wrong-${question.key}"`}>${typeof chosen === 'string' ? chosen : ''}</textarea></div>`;
  }
  const body = isScaled(question) ? scaleFields(question, chosen, voice) : question.kind === 'matrix' ? matrixFields(question, chosen, voice) : html`<div class="options">${question.options.map((option) => choice(name, option.key, Array.isArray(chosen) ? chosen.includes(option.key) : chosen === option.key, spoken(option.text, voice) ?? option.key, question.kind === 'many' ? 'checkbox' : 'radio'))}</div>`;
  return html`<fieldset class="question"${trouble === null ? null : html` aria-describedby="wrong-${question.key}"`}><legend class="ask">${text}</legend>${wrong}${body}</fieldset>`;
}

function scaleFields(question: Extract<Question, { kind: 'nps' | 'csat' | 'ces' | 'stars' }>, chosen: AnswerValue | undefined, voice: Voice): Html {
  const { from, to } = SCALES[question.kind];
  const label = (value: number): Html | string => (question.kind === 'stars' ? html`<span aria-hidden="true">${'★'.repeat(value)}</span><span class="unseen">${voice.words.stars(value)}</span>` : String(value));
  return html`<div class="scale scale-${question.kind}">${numbers(from, to).map((value) => choice(`q.${question.key}`, String(value), chosen === value, label(value)))}</div>${scaleEnds(question.low, question.high, from, to, voice)}`;
}

function matrixFields(question: Extract<Question, { kind: 'matrix' }>, chosen: AnswerValue | undefined, voice: Voice): Html {
  const { from, to } = SCALES.matrix;
  const of = (row: string): number | undefined => (typeof chosen === 'object' && !Array.isArray(chosen) ? (chosen as Readonly<Record<string, number>>)[row] : undefined);
  return html`${scaleEnds(question.low, question.high, from, to, voice)}${question.rows.map((row) => html`<fieldset class="row"><legend>${spoken(row.text, voice)}</legend><div class="scale">${numbers(from, to).map((value) => choice(`q.${question.key}.${row.key}`, String(value), of(row.key) === value, String(value)))}</div></fieldset>`)}`;
}
