import { spokenParts, type TimelineItem } from '../interactions/contract.ts';

/** Units: characters. Longer words end at a word, with an ellipsis. */
const MOST = 140;

/** What the customer said first of a case, as a list has room for it, and their own page. `items` in any order; of one moment, either. Shape: null where none of them holds words of theirs. */
export function firstWords(items: readonly TimelineItem[]): string | null {
  for (const item of items.toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt))) {
    const said = spokenParts(item).map(({ text }) => text).join(' ');
    // What came with a title alone has no other words of theirs.
    const words = (said !== '' || item.direction !== 'in' ? said : item.title ?? '').replace(/\s+/gu, ' ').trim();
    if (words !== '') return shortened(words);
  }
  return null;
}

function shortened(words: string): string {
  if (words.length <= MOST) return words;
  const cut = words.slice(0, MOST + 1);
  const end = cut.lastIndexOf(' ');
  return `${(end > MOST / 2 ? cut.slice(0, end) : cut.slice(0, MOST)).toWellFormed().replace(/[\s,;:.\u2013\u2014-]+$/u, '')} …`;
}
