import { counted, countText } from '../../../web/primitives/number.ts';
import type { RivalDifference, RivalRatings, RivalSite, RivalSummary } from '../contract.ts';
import { valueText } from './score-words.ts';

const STARS = { unit: 'scale', from: 1, to: 5 } as const;

/** What a company is called beside the others; null: ours. */
export const companyName = (rival: string | null): string => rival ?? 'We';

/** A public site as it is written: `review-harbour` is “Review harbour”. */
export function siteName(site: string): string {
  const words = site.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** `4.21`. Units: stars. */
export const starsText = (stars: number): string => valueText(STARS, stars);
/** `4.02 to 4.40`. */
export const starsRange = ({ low, high }: { readonly low: number; readonly high: number }): string => `${starsText(low)} to ${starsText(high)}`;

/** A difference in a sentence: who is rated higher by how much, or that these ratings do not tell. */
export function apartText(rival: string, { value, low, high, isReal }: RivalDifference): string {
  const ends = [Math.abs(low), Math.abs(high)];
  if (!isReal) return `${rival} and we can’t be told apart: ${value > 0 ? '+' : ''}${starsText(value)} stars (${starsRange({ low, high })}) may be chance.`;
  return `${rival} is rated ${value > 0 ? 'higher' : 'lower'} than we are, by ${starsText(Math.abs(value))} stars (${starsText(Math.min(...ends))} to ${starsText(Math.max(...ends))}).`;
}

/** What a site says of one rival beside us. */
export function ratingText(one: RivalRatings, ours: RivalRatings | undefined): string {
  const name = one.rival ?? '';
  if (one.difference !== null) return apartText(name, one.difference);
  if (one.ratings === 0) return `Of ${name} there are words and no ratings in these months.`;
  if (one.mean === null) return `${name}: ${(one.words ?? '').replace(/^Too/u, 'too').replace(/\.$/u, '')}.`;
  return ours === undefined || ours.ratings === 0 ? `We have no ratings of our own at this site in these months: there is nothing to compare with.` : 'Too few rated us at this site to compare.';
}

/** What was read in public words of one company, in how many. */
export function saidText({ said, rival }: Pick<RivalRatings, 'said' | 'rival'>): string {
  const name = rival ?? 'us';
  if (said === null) return `No words about ${name} in a language that is read.`;
  const read = said.otherReaders === 0 ? '' : `, ${countText(said.otherReaders)} of them by an earlier reader`;
  return said.certainty === 'too-few' ? `Too few to say: ${counted(said.texts, 'text')} about ${name}.` : `${said.certainty === 'indicative' ? 'Indicative: ' : ''}${counted(said.texts, 'text')} about ${name}${read}.`;
}

/** What a page said, in a sentence. */
export function summaryText({ rival, mean, ratings, estimate, isWidest, certainty }: RivalSummary): string {
  const of = `${counted(ratings, 'rating')}`;
  const name = rival ?? 'Our own page';
  if (estimate === null) return `${name}: too few to say, ${of}.`;
  const range = isWidest ? `interval not known, at widest ${starsRange(estimate)}` : starsRange(estimate);
  return `${name}: ${certainty === 'indicative' ? 'indicative, ' : ''}${mean} stars of ${of} (${range}).`;
}

/** What a summary is compared with, in a sentence. */
export function summaryApart({ rival, difference, estimate }: RivalSummary): string | null {
  if (rival === null) return null;
  if (difference !== null) return apartText(rival, difference);
  return estimate === null ? null : 'Nothing to compare with: enter what the same site says of us, at most 31 days before or after.';
}

/** The aspects that are spoken of at a site, of whomever; most spoken of first. */
export function aspectsAt({ ratings }: Pick<RivalSite, 'ratings'>): string[] {
  const texts = new Map<string, number>();
  for (const { said } of ratings) for (const aspect of said?.aspects ?? []) texts.set(aspect.label, Math.max(texts.get(aspect.label) ?? 0, aspect.texts / Math.max(1, said?.texts ?? 1)));
  return [...texts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 8).map(([label]) => label);
}

/** The months of two companies for whoever does not see the chart. */
export function monthsSummary(rival: string, ours: RivalRatings, theirs: RivalRatings): string {
  const both = ours.months.filter(({ mean }, at) => mean !== null && theirs.months[at]?.mean != null).length;
  return both === 0 ? `In no month did ten people rate both us and ${rival}.` : `Mean stars by month: in ${counted(both, 'month')} ten people or more rated both us and ${rival}. Months are not compared one by one.`;
}
