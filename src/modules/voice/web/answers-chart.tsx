import type { ReactNode } from 'react';
import { StackedColumns } from '../../../web/charts/stacked-columns.tsx';
import type { Score } from '../contract.ts';
import { placesOf } from './score-stretch.ts';
import { distributionSummary } from './score-words.ts';

/** How often each answer was given: for a score that has too few people a month. `pick` hears which answer is pressed. */
export function AnswersChart({ score, pick }: { readonly score: Score; pick(value: number): void }): ReactNode {
  const places = placesOf(score);
  return <StackedColumns labels={places.map(({ value }) => String(value))} series={[{ name: 'answers', colour: '--line-strong', values: places.map(({ answers }) => answers) }]} summary={distributionSummary(score)} first="Answer" height={160} legend={score.turned > 0 ? 'How often each answer was given, turned so that more is better' : 'How often each answer was given'} everyLabel pick={(at) => { const place = places[at]; if (place !== undefined && place.answers > 0) pick(place.value); }} />;
}
