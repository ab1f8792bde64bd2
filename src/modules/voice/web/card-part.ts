import type { ScoresQuery } from '../contract.ts';

/** What opens below a score, one at a time; each is named in the address by the key of its score. */
export const CARD_PARTS = ['behind', 'drivers', 'compare', 'weigh', 'silent', 'predicted'] as const;
export type CardPart = (typeof CARD_PARTS)[number];

/** Which answers the page is about. */
export type PageQuery = { readonly [name in 'source' | 'channel' | 'brand']: string | undefined } & Pick<ScoresQuery, 'months' | 'asOf' | 'office'>;

/** Which part of which score is open (none: null), what of it (`of`), and how to open another: all of it stands in the address. */
export type OpenPart = { readonly part: CardPart | null; readonly score: string | null; readonly of: string | null; readonly query: PageQuery; show(part: CardPart | null, score: string, of?: string | null): void };

/** What of a score is opened: everything that counts, a month, one answer, or what is left out for a reason. Shape: `month.2026-03`, `value.4`, `excluded.no-number` in the address. */
export function readOpened(of: string | null): { readonly month?: string; readonly value?: number; readonly excluded?: string } {
  const [, kind, value = ''] = /^(month|value|excluded)\.(.+)$/.exec(of ?? '') ?? [];
  if (kind === 'month') return { month: value };
  if (kind === 'value' && Number.isFinite(Number(value))) return { value: Number(value) };
  return kind === 'excluded' ? { excluded: value } : {};
}
