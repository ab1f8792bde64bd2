import { counted, countText } from '../../../web/primitives/number.ts';
import type { NamedFigure, NamedSaid, Names } from '../contract.ts';
import { rangeText, shareText } from './said-words.ts';
import { monthText } from './score-words.ts';

/** The last two whole months with ten people or more, and whether they can be told apart; null with fewer than two such months. */
export function namedMonths(months: NamedFigure['months']): string | null {
  const [before, last] = months.filter(({ isRunning, share }) => !isRunning && share !== null).slice(-2);
  if (before?.share == null || last?.share == null) return null;
  const apart = last.share.low > before.share.high ? ': more than before' : last.share.high < before.share.low ? ': fewer than before' : '';
  return `${monthText(before.month)} ${shareText(before.share)} (${rangeText(before.share)}), ${monthText(last.month)} ${shareText(last.share)} (${rangeText(last.share)})${apart}`;
}

/** Since when something is looked for, where earlier texts were read without it. */
export function sinceText({ countsFrom }: Pick<NamedFigure, 'countsFrom'>, day: (at: string) => string): string | null {
  return countsFrom === null ? null : `counted in what was read since ${day(countsFrom)}`;
}

/** What is looked for, and what is named but not shown. */
export function lookedText({ looked, others }: Pick<NamedSaid, 'looked' | 'others'>): string {
  const more = [...(others.rivals === 0 ? [] : [counted(others.rivals, 'rival')]), ...(others.products === 0 ? [] : [counted(others.products, 'product')])];
  return `${counted(looked.products, 'product')} and ${counted(looked.rivals, 'rival')} are looked for.${more.length === 0 ? '' : ` Named by fewer people, or looked for no more: ${more.join(', ')}.`}`;
}

/** How much of the history was read without names of now; null when nothing was. */
export function unreadText({ rivals, products }: Names): string | null {
  const late = rivals.filter(({ countsFrom }) => countsFrom !== null).length;
  if (late === 0 && products.unread === 0) return null;
  const parts = [...(late === 0 ? [] : [counted(late, 'rival')]), ...(products.unread === 0 ? [] : [counted(products.unread, 'product')])];
  return `${parts.join(' and ')} became known, or changed, after the history was read: they count in texts read since.`;
}

/** The spellings of a rival as they are written into one field. */
export const spellingsText = (spellings: readonly string[]): string => spellings.join(', ');

/** Spellings out of one field, parted by commas or lines. */
export function spellingsOf(written: string): string[] {
  return [...new Set(written.split(/[,;\n]/u).map((one) => one.trim()).filter((one) => one !== ''))];
}

/** What is known of products, in a sentence. */
export function productsText({ products }: Pick<Names, 'products'>): string {
  if (products.known === 0) return 'No product is known yet: names come from lines of orders and from what interactions are about.';
  const most = products.known >= products.most ? ` (the ${countText(products.most)} told of most)` : '';
  return `${countText(products.known)} known${most}, by the names in orders and in what interactions are about. New ones are found by themselves.`;
}
