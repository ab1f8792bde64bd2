import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted, countText } from '../../../web/primitives/number.ts';
import type { AlertKind, SavedSearch, SearchNotice, Searched } from '../contract.ts';

/** What somebody may be told of a saved search. */
export const ALERT_WORDS: readonly { readonly value: AlertKind; readonly label: string; readonly hint: string }[] = [
  { value: 'none', label: 'Nothing', hint: 'It waits here until you open it.' },
  { value: 'each', label: 'Each new one', hint: 'Looked for every minute; what came meanwhile is told together.' },
  { value: 'many', label: 'A day with unusually many', hint: 'More than chance shows on such a day of the week, after two weeks of history. Where nothing changes that happens in fewer than 5 of 100 quarters.' },
];

const KEYS = ['words', 'channel', 'source', 'direction', 'brand', 'language', 'from', 'until', 'office', 'stage', 'kind', 'ratingFrom', 'ratingUntil', 'feeling', 'intent', 'alarm', 'topic', 'product', 'rival', 'lifecycle', 'persona', 'segment', 'saved', 'quotable'] as const satisfies readonly (keyof Searched)[];

/** How filters are called whose name in the address says too little. */
const NAMES: Partial<Readonly<Record<typeof KEYS[number], string>>> = { ratingFrom: 'rated from', ratingUntil: 'rated to', intent: 'wants', lifecycle: 'lifecycle stage', segment: 'value segment', saved: 'saved segment' };

/** How many of the filters are set that stand behind “More filters”. */
export function countMore(searched: Searched): number {
  return KEYS.slice(KEYS.indexOf('office'), KEYS.indexOf('quotable')).filter((key) => searched[key] !== undefined).length;
}

/** Whether two searches ask for the same. */
export function isSameSearch(a: Searched, b: Searched): boolean {
  return KEYS.every((key) => (a[key] ?? '') === (b[key] ?? ''));
}

/** Whether a search asks for anything. */
export function isAsking(searched: Searched): boolean {
  return KEYS.some((key) => (searched[key] ?? '') !== '');
}

/** A search in words: `late parcel, channel email, from 2026-03-01`. */
export function searchText({ words, direction, quotable, ...rest }: Searched): string {
  const whose = direction === undefined ? [] : [direction === 'out' ? 'from us' : direction === 'internal' ? 'inside the company' : direction === 'public' ? 'in public' : 'from customers'];
  const filters = KEYS.flatMap((key) => (key === 'words' || key === 'direction' || key === 'quotable' || rest[key] === undefined ? [] : [`${NAMES[key] ?? key} ${rest[key]}`]));
  const all = [...(words === undefined ? [] : [words]), ...whose, ...filters, ...(quotable === undefined ? [] : ['may be quoted'])];
  return all.length === 0 ? 'everything' : all.join(', ');
}

/** What is proposed as a name of a search. */
export function proposedName(searched: Searched): string {
  return searchText(searched).slice(0, 60);
}

const about = (value: number): string => (value < 0.95 ? 'fewer than one is' : `about ${countText(Math.round(value))} ${Math.round(value) === 1 ? 'is' : 'are'}`);

/** What a saved search has to tell, in a sentence. */
export function noticeText({ kind, count, isLeast, usual, day, since }: Pick<SearchNotice, 'kind' | 'count' | 'isLeast' | 'usual' | 'day' | 'since'>): string {
  const many = `${countText(count)}${isLeast ? ' or more' : ''}`;
  if (kind === 'each') return `${isLeast ? `${many} new ones` : counted(count, 'new one')} since ${momentText(since, 'short')}`;
  return `Unusually many: ${many} on ${day === null ? 'a day' : momentText(`${day}T12:00:00Z`, 'day', 'day')}, where ${about(usual ?? 0)} usual`;
}

/** Who sees a saved search, in words. */
export function sharedText({ isMine, isForAll, by }: Pick<SavedSearch, 'isMine' | 'isForAll' | 'by'>): string {
  return isMine ? isForAll ? 'yours, seen by all' : 'yours alone' : `saved by ${by} for all`;
}
