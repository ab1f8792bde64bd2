import type { ReactNode } from 'react';
import { StackedColumns } from '../../../web/charts/stacked-columns.tsx';
import type { Score } from '../contract.ts';
import { distributionSummary } from './score-words.ts';

/** Answers with fewer places than this are drawn with every place of the scale, also those that nobody chose. */
const PLACES_MOST = 15;

/** How often each answer was given: for a score that has too few people a month. `pick` hears which answer is pressed. */
export function AnswersChart({ score, pick }: { readonly score: Score; pick(value: number): void }): ReactNode {
  const { from, to, distribution } = score;
  const isWhole = to - from < PLACES_MOST && distribution.every(({ value }) => Number.isInteger(value));
  const places = isWhole ? Array.from({ length: to - from + 1 }, (_, at) => from + at) : distribution.map(({ value }) => value);
  const given = new Map(distribution.map(({ value, answers }) => [value, answers]));
  return <StackedColumns labels={places.map(String)} series={[{ name: 'answers', colour: '--line-strong', values: places.map((place) => given.get(place) ?? 0) }]} summary={distributionSummary(score)} first="Answer" height={160} legend={score.turned > 0 ? 'How often each answer was given, turned so that more is better' : 'How often each answer was given'} everyLabel pick={(at) => { const place = places[at]; if (place !== undefined && given.has(place)) pick(place); }} />;
}
