import { MONDAY_WORDS } from '../contract.ts';
import type { DrawnWords, WeekFigures } from './gather-week.ts';
import type { KeptLine, MondayBody, MondayPart } from './monday-store.ts';
import { atMostWords, countWords, mostBroken, sayChanged, sayEscalation, sayPromise, type SaidLine, type SettledPromise } from './say-lines.ts';

/** Something that was escalated, or a broken promise that waits. `about` in words that may name somebody. Units: ms since 1970. */
export type Escalation = { readonly of: 'escalation' | 'broken-case'; readonly node: number; readonly about: string; readonly sinceMs: number; readonly path: string | null };

/** What a page is written from, but for the customer's words: how long these may be follows from the rest. */
export type WeekFacts = { readonly week: WeekFigures; readonly escalation: Escalation | null; readonly question: { readonly number: number; readonly text: string } | null; readonly nowMs: number; readonly zone: string };

type Written = { readonly isQuiet: boolean; readonly lines: readonly KeptLine[]; readonly parts: readonly MondayPart[]; readonly worst: SettledPromise | null };

const kept = (of: KeptLine['of'], { text, path, how }: SaidLine, hasQuote = false): KeptLine => ({ of, text, path, how, hasQuote });
const QUIET = 'An uneventful week. Nothing changed that chance does not explain, no promise was found broken, nothing is escalated, and nothing waits for you.';

/** The lines of a page but for the customer's words. A week in which nothing happened has one. */
export function writeLines({ week, escalation, question, nowMs }: WeekFacts): Written {
  const changed = sayChanged(week.figures, week.alarms, week.tooFew);
  const worst = mostBroken(week.promises);
  const isQuiet = week.figures.length > 0 && !week.figures.some(({ compared }) => compared.isChange) && week.alarms.length === 0 && worst === null && escalation === null && question === null;
  if (isQuiet) return { isQuiet, worst, parts: [], lines: [kept('changed', { ...changed, text: QUIET })] };
  return {
    isQuiet, worst,
    lines: [
      kept('changed', changed), kept('promise', sayPromise(worst, week.published)),
      ...(escalation === null ? [] : [kept('escalation', sayEscalation(escalation, nowMs), true)]),
      ...(question === null ? [] : [kept('question', { text: atMostWords(question.text, MONDAY_WORDS.question), path: null, how: [] })]),
    ],
    parts: escalation === null ? [] : [{ line: 'escalation', node: escalation.node, interaction: null, quote: atMostWords(escalation.about, MONDAY_WORDS.escalation - 8) }],
  };
}

/** Words that a customer may have on a page whose other lines are written: the whole is read within a minute. */
export function wordsLeft({ lines, parts }: Pick<Written, 'lines' | 'parts'>): number {
  const used = [...lines.map(({ text }) => text), ...parts.map(({ quote }) => quote)].reduce((sum, text) => sum + countWords(text), 0);
  return Math.min(MONDAY_WORDS.customerMost, MONDAY_WORDS.all - MONDAY_WORDS.furniture - used);
}

const day = (atMs: number, zone: string): string => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: zone }).format(new Date(atMs));
const HOW = { 'broken-promise': 'Drawn by chance among what customers wrote this week to whom this promise was broken', everybody: 'Drawn by chance among everything that customers wrote this week' } as const;

/** A page whole: with a customer's words in their place, where somebody wrote so. */
export function writePage(written: Written, words: DrawnWords | null, question: number | null, zone: string): { readonly body: MondayBody; readonly parts: readonly MondayPart[] } {
  const isFitting = words !== null && countWords(words.text) <= wordsLeft(written);
  if (!isFitting) return { body: { isQuiet: written.isQuiet, lines: written.lines, question }, parts: written.parts };
  const line = kept('words', { text: `A customer, by ${words.channel}, ${day(words.occurredMs, zone)}:`, path: null, how: [`${HOW[words.among]}, of ${MONDAY_WORDS.customerLeast} to ${wordsLeft(written)} words, each as likely as every other. Nobody chose it.`] }, true);
  const before = written.lines.filter(({ of }) => of !== 'question');
  return {
    body: { isQuiet: written.isQuiet, lines: [...before, line, ...written.lines.filter(({ of }) => of === 'question')], question },
    parts: [...written.parts, { line: 'words', node: words.node, interaction: words.number, quote: words.text }],
  };
}
