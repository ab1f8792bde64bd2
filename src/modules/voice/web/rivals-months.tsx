import { useState, type ReactNode } from 'react';
import { ChartFrame } from '../../../web/charts/chart-frame.tsx';
import { countText } from '../../../web/primitives/number.ts';
import type { RivalRatings } from '../contract.ts';
import css from './rivals-page.module.css';
import { monthsSummary, starsRange, starsText } from './rivals-words.ts';
import { monthText } from './score-words.ts';
import { stretchOf } from './score-stretch.ts';

const HEIGHT = 180;
type Month = RivalRatings['months'][number];

const cell = ({ mean, ratings }: Month): string => (mean === null ? (ratings === 0 ? '–' : 'too few') : `${starsText(mean.value)} (${starsRange(mean)})`);

/** Mean stars by month, ours and a rival's at one site; told apart by form, not by colour. */
export function RivalsMonths({ ours, theirs }: { readonly ours: RivalRatings; readonly theirs: RivalRatings }): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const rival = theirs.rival ?? '';
  const months = ours.months.map((own, i): { readonly own: Month; readonly other: Month } => ({ own, other: theirs.months[i] ?? { ...own, ratings: 0, people: 0, mean: null } }));
  const drawn = months.flatMap(({ own, other }) => [own.mean, other.mean]).map((estimate) => ({ estimate, limits: null }));
  const { low, high, marks } = stretchOf({ unit: 'scale', from: 1, to: 5, months: drawn });
  const up = (value: number): number => (Math.min(high, Math.max(low, value)) - low) / (high - low) * 100;
  const every = Math.ceil(months.length / 12);
  const pointed = at === null ? undefined : months[at];
  const mark = (mean: NonNullable<Month['mean']>, of: 'ours' | 'theirs'): ReactNode => (
    <>
      <span className={css['range']} data-of={of} style={{ bottom: `${up(mean.low)}%`, height: `${up(mean.high) - up(mean.low)}%` }} />
      <span className={css['dot']} data-of={of} style={{ bottom: `${up(mean.value)}%` }} />
    </>
  );
  const legend = <><span className={css['key']}><span className={css['dot']} data-of="ours" />we</span><span className={css['key']}><span className={css['dot']} data-of="theirs" />{rival}</span></>;
  const reading = pointed === undefined ? legend : <span className={css['reading']}>{monthText(pointed.own.month)}{pointed.own.isRunning ? ' so far' : ''}: we {cell(pointed.own)} of {countText(pointed.own.ratings)}, {rival} {cell(pointed.other)} of {countText(pointed.other.ratings)}</span>;
  const table = { head: ['Month', 'We', 'Ratings of us', rival, `Ratings of ${rival}`], rows: months.map(({ own, other }) => [`${monthText(own.month)}${own.isRunning ? ' (so far)' : ''}`, cell(own), own.ratings, cell(other), other.ratings]).toReversed() };
  return (
    <ChartFrame summary={monthsSummary(rival, ours, theirs)} table={table} height={HEIGHT} legend={reading}>
      <div className={css['chart']} style={{ height: HEIGHT }} aria-hidden>
        <div className={css['marks']}>{marks.map((value) => <span key={value} style={{ bottom: `${up(value)}%` }}>{Number(value.toFixed(2))}</span>)}</div>
        <div className={css['plot']} onPointerLeave={() => setAt(null)}>
          {months.map(({ own, other }, i) => <div key={own.month} className={css['month']} data-at={i === at} onPointerEnter={() => setAt(i)}>{own.mean !== null && mark(own.mean, 'ours')}{other.mean !== null && mark(other.mean, 'theirs')}</div>)}
        </div>
        <div className={css['labels']}>{months.map(({ own }, i) => <span key={own.month}>{(months.length - 1 - i) % every === 0 ? monthText(own.month, true) : ''}</span>)}</div>
      </div>
    </ChartFrame>
  );
}
