import type { Verbatim, WallQuote } from './contract.ts';

/** Units: quotes that a wall goes through; verbatims that are looked at for them; characters of one that are read from afar. */
export const WALL = { quotes: 30, looked: 60, characters: 320 } as const;

/** The beginning of a text that is read from afar, whole words and signs. */
function beginning(text: string, goesOn: boolean): string {
  const segments = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.trim().replace(/\s+/g, ' '))].map(({ segment }) => segment);
  if (segments.length <= WALL.characters) return goesOn ? `${segments.join('')} …` : segments.join('');
  const cut = segments.slice(0, WALL.characters);
  const blank = cut.lastIndexOf(' ');
  return `${cut.slice(0, blank < WALL.characters / 2 ? cut.length : blank).join('')} …`;
}

/** A verbatim as a wall shows it; null where nothing of it was said by a customer. Invariant: `verbatim` is masked; neither who nor which customer goes along. */
export function wallQuote({ id, quotes, direction, language, channel, occurredAt, occurredPrecision, rating }: Verbatim): WallQuote | null {
  const own = quotes.filter(({ speaker }) => (speaker === null ? direction === 'in' || direction === 'public' : speaker === 'customer'));
  const quote = own.find(({ hits }) => hits.length > 0) ?? own.find(({ of }) => of !== 'title') ?? own[0];
  if (quote === undefined) return null;
  return { id, text: `${quote.isCutBefore ? '… ' : ''}${beginning(quote.text, quote.isCutAfter)}`, language, channel, occurredAt, occurredPrecision, rating };
}
