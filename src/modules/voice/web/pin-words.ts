import { counted } from '../../../web/primitives/number.ts';
import type { PinnedAgain, PinnedFigure } from '../contract.ts';

const CHANGES: Readonly<Record<PinnedAgain['changes'][number]['kind'], (count: number) => string>> = {
  deleted: (count) => `${counted(count, 'of what was counted then was', 'of what was counted then were')} erased or expired since`,
  late: (count) => `${counted(count, 'more was', 'more were')} just being recorded at that moment`,
  definition: () => 'it is defined otherwise now',
  'read-anew': () => 'all texts were read anew since by another reader, and what was read then is gone',
  'not-kept': () => 'what it stands on is not kept as it was',
  other: () => 'other details differ, though as many are counted; nothing that is kept says why',
};

/** Units: those of the figure. */
export const valueText = (value: number): string => String(Math.round(value * 10) / 10).replace('-', '−');

/** What a pinned figure said: its value, or of how many it was where it is no single number. */
export function pinnedText({ value, answers, people }: Pick<PinnedFigure, 'value' | 'answers' | 'people'>): string {
  return value === null ? `${counted(answers, 'answer or text', 'answers or texts')} of ${counted(people, 'person', 'people')}` : valueText(value.value);
}

/** Over what a pinned figure is counted: `12 months, only channel chat`. */
export function overText({ query }: Pick<PinnedFigure, 'query'>): string {
  const { months, until, by, first, second, among } = query;
  const only = (['office', 'source', 'channel', 'brand', 'language', 'lifecycle', 'persona', 'segment', 'saved'] as const).flatMap((name) => (query[name] === undefined ? [] : [`only ${name} ${query[name]}`]));
  const compared = by === undefined ? [] : [`${by} ${first ?? ''} against ${second === undefined || second === '' ? 'all others' : second}`];
  return [`${counted(months, 'month')}${until === undefined ? '' : ` until ${until}`}`, ...only, ...compared, ...(among === undefined ? [] : [`among ${among === 'all' ? 'questions and facts' : among}`])].join(', ').replace(/^./u, (letter) => letter.toUpperCase());
}

const sentence = (words: string): string => `${words.replace(/^./u, (first) => first.toUpperCase())}.`;

/** Whether a pinned figure still gives the same number, and what changed it; or that it is given as it was stored, and why. */
export function pinText({ pinned, isSame, now, changes }: PinnedAgain): string {
  const then = pinnedText(pinned);
  if (isSame) return `${pinned.name} was pinned at ${then}. Counted again, it is the same.`;
  const why = changes.map(({ kind, count }) => CHANGES[kind](count)).join('; ');
  if (now === null) return `${pinned.name} was pinned at ${then}: stored then, not worked out again. ${sentence(why)}`;
  const instead = pinned.value === null ? `${pinnedText(now)}.` : now.value === null ? null : `${valueText(now.value.value)}.`;
  return `${pinned.name} was pinned at ${then}. ${instead === null ? 'Counted again, too few are left to say.' : `Counted again: ${instead}`} ${sentence(why)}`;
}
