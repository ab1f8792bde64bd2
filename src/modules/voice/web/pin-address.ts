import { asksForGroups } from '../../customers/contract.ts';
import { COMPARED_BY, type PinnedFigure } from '../contract.ts';
import type { CardPart } from './card-part.ts';
import { customersBy, writeCompared } from './compare-words.ts';

/** Where a pinned figure is opened as of its moment. Shape: `to` a page with `search` for its address; null for a figure that no page shows as of a moment. */
export type PinAddress = { readonly to: '/scores' | '/said' | '/topics'; readonly search: Readonly<Record<string, string | number | undefined>> };

/** Figures that open below their score. */
const PARTS: Partial<Readonly<Record<PinnedFigure['of'], CardPart>>> = { compare: 'compare', drivers: 'drivers', silent: 'silent' };

/** The address that shows a pinned figure as of its moment, with what it was counted over. */
export function pinAddress({ of, query, asOf, number }: Pick<PinnedFigure, 'of' | 'query' | 'asOf' | 'number'>): PinAddress | null {
  const { months, source, channel, brand, office, language, score, by, first, second, among } = query;
  // Which groups customers were in then is not kept: no page shows it as of then.
  if ((of === 'said' || of === 'topics') && asksForGroups(query)) return null;
  const then = { months, source, channel, brand, asOf, pin: number };
  if (of === 'said') return { to: '/said', search: { ...then, office, language } };
  if (of === 'topics') return { to: '/topics', search: { ...then, office, language } };
  const part = PARTS[of];
  if (of === 'score') return { to: '/scores', search: { ...then, office } };
  if (part === undefined || score === undefined) return null;
  const way = COMPARED_BY.find((one) => one === by);
  if (of === 'compare' && way !== undefined && customersBy(way) !== null) return null;
  const compared = way === undefined ? undefined : writeCompared({ by: way, first: first ?? '', second: second ?? '' });
  return { to: '/scores', search: { ...then, office, [part]: score, of: part === 'compare' ? compared : part === 'drivers' ? among : undefined } };
}
