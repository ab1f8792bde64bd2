import type { Condition, Definition, Listening, Moment, Question, QuestionKind, SurveyState } from '../contract.ts';
import { percentText } from '../../../web/primitives/number.ts';

export const STATE_NAMES: Readonly<Record<SurveyState, string>> = { draft: 'Draft', running: 'Asking', paused: 'Paused', closed: 'Ended' };
export const MOMENT_NAMES: Readonly<Record<Moment, string>> = { 'order-delivered': 'An order arrived', 'contact-ended': 'A call, chat or visit ended', 'case-resolved': 'A case was resolved', link: 'Whoever opens the link' };
export const KIND_NAMES: Readonly<Record<QuestionKind, string>> = { nps: 'Would recommend, 0 to 10 (NPS)', csat: 'Satisfied, 1 to 5 (CSAT)', ces: 'Easy, 1 to 7 (CES)', stars: 'Stars, 1 to 5', one: 'Choose one', many: 'Choose several', open: 'In their own words', matrix: 'Several lines, 1 to 5 each' };

/** A share with its interval, in words where nobody could have. */
export function shareText(share: Listening['answerShare']): string {
  return share === null ? 'nobody yet' : `${percentText(share.value)} (${percentText(share.low)} to ${percentText(share.high)})`;
}

/** A text of a survey as it stands when nothing is known of whoever reads it. */
export const plainText = (text: string): string => text.replace(/\{[a-z]+(?:\|([^{}]*))?\}/g, (_, otherwise: string | undefined) => otherwise ?? '');

/** A condition in a sentence. */
export function conditionText(condition: Condition): string {
  if ('value' in condition) return `“${condition.question}” is ${condition.value} or ${condition.is === 'at-least' ? 'more' : 'less'}`;
  return `“${condition.question}” is ${condition.is === 'none-of' ? 'none' : 'one'} of ${condition.options.join(', ')}`;
}

/** A key that no other thing has, made from words. */
export function keyFrom(words: string, taken: readonly string[]): string {
  const base = words.toLowerCase().normalize('NFD').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 40) || 'question';
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? base : `${base}-${count}`;
    if (!taken.includes(key) && !(key in {})) return key;
  }
}

/** A question of another kind that keeps what both have. */
export function withKind(question: Question, kind: QuestionKind): Question {
  const { key, text, showIf, known } = question;
  const asked = { key, text, showIf, known };
  const ends = 'low' in question ? { low: question.low, high: question.high } : { low: {}, high: {} };
  const options = 'options' in question ? question.options : 'rows' in question ? question.rows : [];
  const two = options.length > 1 ? options : [{ key: 'first', text: { en: 'First' } }, { key: 'second', text: { en: 'Second' } }];
  switch (kind) {
    case 'open': return { ...asked, kind };
    case 'one': case 'many': return { ...asked, kind, options: two };
    case 'matrix': return { ...asked, kind, rows: two, ...ends };
    default: return { ...asked, kind, ...ends };
  }
}

/** What a definition says about when people are asked, in a sentence. */
export function planText({ plan }: Definition): string {
  if (plan.moment === 'link') return 'Nobody is asked by itself: whoever opens the link, scans the code or meets the widget answers.';
  const share = plan.shareRatio === 1 ? 'everybody' : `${percentText(plan.shareRatio)}, drawn by chance`;
  return `${MOMENT_NAMES[plan.moment]}: ${share}, ${plan.delayHours} hours later, by ${plan.channel === 'sms' ? 'text message' : 'e-mail'}${plan.perWeekMost === null ? '' : `, at most ${plan.perWeekMost} a week`}.`;
}
