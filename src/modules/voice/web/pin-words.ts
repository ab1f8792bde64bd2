import { counted } from '../../../web/primitives/number.ts';
import type { PinnedAgain } from '../contract.ts';

const CHANGES: Readonly<Record<PinnedAgain['changes'][number]['kind'], (count: number) => string>> = {
  deleted: (count) => `${counted(count, 'of what was counted then was', 'of what was counted then were')} erased or expired since`,
  late: (count) => `${counted(count, 'more was', 'more were')} just being recorded at that moment`,
  definition: () => 'it is defined otherwise now',
  'read-anew': () => 'all texts were read anew since by another reader, so that it can not be counted again; what stands here is what was pinned',
  other: () => 'other details differ, though as many are counted; nothing that is kept says why',
};

/** Units: those of the figure. */
const valueText = (value: number): string => String(Math.round(value * 10) / 10).replace('-', '−');

/** Whether a pinned figure still gives the same number, and what changed it. */
export function pinText({ pinned, isSame, now, changes }: PinnedAgain): string {
  const then = pinned.value === null ? `${counted(pinned.answers, 'answer or text', 'answers or texts')} of ${counted(pinned.people, 'person', 'people')}` : valueText(pinned.value.value);
  if (isSame) return `${pinned.name} was pinned at ${then}. Counted again, it is the same.`;
  const instead = now === null ? '' : pinned.value === null ? ` Counted again: ${counted(now.answers, 'answer or text', 'answers or texts')} of ${counted(now.people, 'person', 'people')}.` : now.value === null ? ' Counted again, too few are left to say.' : ` Counted again: ${valueText(now.value.value)}.`;
  return `${pinned.name} was pinned at ${then}.${instead} ${changes.map(({ kind, count }) => CHANGES[kind](count)).join('; ').replace(/^./u, (first) => first.toUpperCase())}.`;
}
