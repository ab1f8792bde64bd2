import { counted, countText, percentText } from '../../../web/primitives/number.ts';
import { LOWEST_BY, type Score } from '../contract.ts';
import { OFFICE_CHOICES } from './office-view.ts';
import { fullText, intervalText } from './score-words.ts';

/** A figure with its name, and what it is of. */
export type Headline = { readonly label: string; readonly value: string; readonly told: string };

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const inTenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const WAYS = new Intl.ListFormat('en', { type: 'disjunction' }).format(LOWEST_BY);
const NOT_TOLD = 'Can’t be told';

function lowestHeadline(score: Score, lowest: NonNullable<NonNullable<Score['consistency']>['lowest']> | null): Headline {
  const label = 'Lowest part';
  if (lowest === null) return { label, value: NOT_TOLD, told: `no two of a ${WAYS} have 30 people` };
  if (!lowest.isLower) return { label, value: 'None', told: `no ${WAYS} is clearly below the rest` };
  const name = lowest.by === 'office' ? OFFICE_CHOICES.find(({ value }) => value === lowest.name)?.label ?? lowest.name : lowest.name;
  return { label, value: `${name}: ${fullText(score, lowest.estimate.value)}`, told: `by ${lowest.by}; ${intervalText(score, lowest.estimate)}, ${counted(lowest.people, 'person', 'people')}` };
}

/** How even the experience is: spread, the lowest tenth, and the lowest part. Shape: none where too few answered for a figure. */
export function evenHeadlines(score: Score): readonly Headline[] {
  const { consistency, estimate } = score;
  if (estimate === null) return [];
  const few = 'fewer than 30 answers';
  return [
    { label: 'Spread', value: consistency === null ? NOT_TOLD : fine.format(consistency.deviation), told: consistency === null ? few : `typical distance from the mean, on ${score.from} to ${score.to}` },
    { label: 'Lowest tenth', value: consistency === null ? NOT_TOLD : `${inTenths.format(consistency.tenth).replace(/^-/u, '−')} or worse`, told: consistency === null ? few : 'in a tenth of the answers' },
    lowestHeadline(score, consistency?.lowest ?? null),
  ];
}

/** How many people were invited, reached and answered. */
export function askedHeadlines({ asked, people }: Pick<Score, 'asked' | 'people'>): readonly Headline[] {
  const { invited, reached } = asked;
  const of = invited === null ? '' : people <= invited ? `${percentText(people / invited)} of the invited` : 'more than were invited';
  const known = (label: string, count: number | null): Headline => ({ label, value: count === null ? 'Not known' : countText(count), told: count === null ? '' : 'people' });
  return [known('Invited', invited), known('Reached', reached), { label: 'Answered', value: countText(people), told: of === '' ? 'people' : of }];
}
