import type { ReactNode } from 'react';
import { countText } from '../../../web/primitives/number.ts';
import type { RivalRatings } from '../contract.ts';
import { monthsSummary, starsRange, starsText } from './rivals-words.ts';
import { stretchOf } from './score-stretch.ts';
import { markTexts, monthCell, monthText } from './score-words.ts';
import { TwoByMonth, type InMonth } from './two-by-month.tsx';

const HEIGHT = 180;
type Month = RivalRatings['months'][number];

const cell = ({ mean, ratings }: Month): string => (mean === null ? (ratings === 0 ? '–' : 'too few') : `${starsText(mean.value)} (${starsRange(mean)})`);
const known = ({ mean, ratings }: Month): InMonth => mean ?? (ratings > 0 ? 'few' : null);

/** Mean stars by month, ours and a rival's at one site. */
export function RivalsMonths({ ours, theirs }: { readonly ours: RivalRatings; readonly theirs: RivalRatings }): ReactNode {
  const rival = theirs.rival ?? '';
  const months = ours.months.map((own, i): { readonly own: Month; readonly other: Month } => ({ own, other: theirs.months[i] ?? { ...own, ratings: 0, people: 0, mean: null } }));
  const { low, high, marks } = stretchOf({ unit: 'scale', from: 1, to: 5, months: months.flatMap(({ own, other }) => [own.mean, other.mean]).map((estimate) => ({ estimate, limits: null })) });
  const texts = markTexts(marks);
  const reading = (at: number): string => { const month = months[at]; return month === undefined ? '' : `${monthText(month.own.month)}${month.own.isRunning ? ' so far' : ''}: we ${cell(month.own)} of ${countText(month.own.ratings)}, ${rival} ${cell(month.other)} of ${countText(month.other.ratings)}`; };
  const table = { head: ['Month', 'We', 'Ratings of us', rival, `Ratings of ${rival}`], rows: months.map(({ own, other }) => [monthCell(own), cell(own), own.ratings, cell(other), other.ratings]).toReversed() };
  return (
    <TwoByMonth
      months={months.map(({ own, other }) => ({ month: own.month, first: known(own), second: known(other) }))} names={{ first: 'we', second: rival }}
      scale={{ low, high, marks: marks.map((value, i) => ({ value, text: texts[i] ?? '' })) }} height={HEIGHT} summary={monthsSummary(rival, ours, theirs)} table={table} reading={reading}
    />
  );
}
