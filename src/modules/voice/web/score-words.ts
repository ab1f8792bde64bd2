import { counted, countText } from '../../../web/primitives/number.ts';
import type { Exclusion, Interval, Score, ScoreAlarm, ScoreMonth } from '../contract.ts';

type Measure = Pick<Score, 'unit' | 'from' | 'to'>;

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const monthName = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthShort = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });

const signless = (text: string): string => (text.replace(/^-/, '−') === '−0' ? '0' : text.replace(/^-/, '−'));

/** A value of a score in its unit, without it: `34`, `78`, `4.31`. */
export function valueText({ unit }: Measure, value: number): string {
  return signless((unit === 'scale' ? fine : whole).format(value));
}

/** The same with its unit: `34`, `78 %`, `4.31 of 5`. */
export function fullText(measure: Measure, value: number): string {
  const text = valueText(measure, value);
  return measure.unit === 'percent' ? `${text} %` : measure.unit === 'scale' ? `${text} of ${whole.format(measure.to)}` : text;
}

/** `28 to 41`. */
export function intervalText(measure: Measure, { low, high }: Pick<Interval, 'low' | 'high'>): string {
  return `${valueText(measure, low)} to ${valueText(measure, high)}${measure.unit === 'percent' ? ' %' : ''}`;
}

/** A difference with its sign: `+6`, `−0.21`. */
export function differenceText({ unit }: Measure, difference: number): string {
  const text = valueText({ unit, from: 0, to: 0 }, difference);
  return difference > 0 && text !== '0' ? `+${text}` : text;
}

/** Marks of an axis, each written as exactly as the finest of them needs. */
export function markTexts(marks: readonly number[]): string[] {
  const digits = [0, 1, 2].find((places) => marks.every((mark) => Math.abs(mark - Number(mark.toFixed(places))) < 1e-6)) ?? 2;
  return marks.map((mark) => signless(new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(mark)));
}

/** How the answers fall, in a sentence. */
export function distributionSummary(score: Score): string {
  const most = score.distribution.toSorted((a, b) => b.answers - a.answers)[0];
  return most === undefined ? '' : `Too few people a month for a chart by month. Given most often: ${new Intl.NumberFormat(locale).format(most.value)}, ${countText(most.answers)} of ${counted(score.distribution.reduce((sum, { answers }) => sum + answers, 0), 'answer')}.`;
}

/** `March 2026`, or `Mar`. */
export function monthText(month: string, short = false): string {
  return (short ? monthShort : monthName).format(new Date(`${month}-01T00:00:00Z`));
}

/** The month as the first cell of a row: `March 2025`, `March 2025 (so far)`. */
export function monthCell({ month, isRunning }: { readonly month: string; readonly isRunning: boolean }): string {
  return `${monthText(month)}${isRunning ? ' (so far)' : ''}`;
}

/** `March 2025 to February 2026`. */
export function periodText(from: string, until: string): string {
  return from === until ? monthText(from) : `${monthText(from)} to ${monthText(until)}`;
}

const EXCLUDED: Readonly<Record<Exclusion, string>> = {
  'no-number': 'no number', 'outside-scale': 'outside of the scale that was asked', 'between-answers': 'between two answers: a mean of several, not what somebody answered', 'not-a-customer': 'said by the company itself',
};

/** What was left out and why. */
export function excludedText(excluded: Score['excluded']): string {
  return excluded.length === 0 ? 'Nothing.' : `${excluded.map(({ reason, answers }) => `${counted(answers, 'answer')} ${EXCLUDED[reason]}`).join('; ')}.`;
}

/** Why an answer is left out. */
export function exclusionText(reason: Exclusion): string {
  return EXCLUDED[reason];
}

/** An answer as it was given: `4 of 5`. */
export function answerText({ to }: Pick<Score, 'to'>, value: number): string {
  return `${signless(new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value))} of ${whole.format(to)}`;
}

/** What of a score is opened, in words. */
export function openedText(score: Pick<Score, 'to'>, { month, value, excluded }: { readonly month?: string | undefined; readonly value?: number | undefined; readonly excluded?: Exclusion | undefined }): string {
  if (excluded !== undefined) return `Left out, ${EXCLUDED[excluded]}`;
  if (value !== undefined) return `Answered ${answerText(score, value)}`;
  return month === undefined ? 'Everybody who counts' : monthText(month);
}

/** What an alarm says. */
export function alarmText({ month, kind, direction, months }: ScoreAlarm): string {
  const side = direction === 'up' ? 'above' : 'below';
  return kind === 'point' ? `${monthText(month)} lies further ${side} the rest than chance would put it.` : `${months} months in a row up to ${monthText(month)} lie ${side} the centre.`;
}

/** What became of a score since the months before. */
export function changeText(score: Score): string {
  const { change, months } = score;
  if (change === null) return score.estimate === null ? '' : `No comparison: fewer than ten people answered in the ${counted(months.length, 'month')} before.`;
  const moved = `${differenceText(score, change.difference)} against ${periodText(change.from, change.until)}`;
  const range = `${differenceText(score, change.low)} to ${differenceText(score, change.high)}`;
  return change.isReal ? `${moved} (${range}).` : `${moved} (${range}): no change that can be told from chance.`;
}

/** The chart in a sentence, for whoever does not see it. */
export function chartSummary(score: Score): string {
  const shown = score.months.filter(({ estimate }) => estimate !== null);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return `${score.name} by month: no month with ten people or more.`;
  const alarms = score.alarms.length > 0 ? `Marked: ${score.alarms.map(({ month }) => monthText(month)).join(', ')}.` : score.centre === null ? 'Fewer than six months with ten people or more: no pattern can be told.' : 'No month is further from the rest than chance allows.';
  return `${monthText(first.month)}: ${fullText(score, first.estimate?.value ?? 0)}; ${monthText(last.month)}: ${fullText(score, last.estimate?.value ?? 0)}. ${alarms}`;
}

/** One month in words. */
export function monthReading(score: Score, month: ScoreMonth): string {
  const { estimate, people } = month;
  const said = people === 0 ? 'nobody answered' : estimate === null ? `too few to say, ${counted(people, 'person', 'people')}` : `${fullText(score, estimate.value)} (${intervalText(score, estimate)}), ${countText(people)} people${month.certainty === 'indicative' ? ', indicative' : ''}`;
  return `${monthText(month.month)}${month.isRunning ? ' so far' : ''}: ${said}`;
}
