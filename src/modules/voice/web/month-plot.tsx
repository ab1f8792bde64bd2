import { useState, type ReactNode } from 'react';
import { ChartFrame, type ChartTable } from '../../../web/charts/chart-frame.tsx';
import css from './month-plot.module.css';
import { monthNamed } from './month-named.ts';
import { monthText } from './score-words.ts';

/** What a chart shows of a scale, with the marks beside it. */
export type PlotScale = { readonly low: number; readonly high: number; readonly marks: readonly { readonly value: number; readonly text: string }[] };

/** Where a value stands. Units: per cent of the height. */
export type Up = (value: number) => number;

/** Months side by side over one scale. What stands in a month and behind all of them is drawn by whoever knows it; the month under the pointer is read out in the legend's place. `pick` hears which month is pressed, where it may be. */
export function MonthPlot({ months, scale, height, summary, table, legend, reading, behind, draw, pick }: {
  readonly months: readonly string[]; readonly scale: PlotScale; readonly height: number; readonly summary: string; readonly table: ChartTable; readonly legend: ReactNode;
  reading(at: number): string; behind?(up: Up): ReactNode; draw(at: number, up: Up): ReactNode; readonly pick?: { may(at: number): boolean; month(month: string): void };
}): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const { low, high, marks } = scale;
  const up: Up = (value) => (Math.min(high, Math.max(low, value)) - low) / (high - low) * 100;
  return (
    <ChartFrame summary={summary} table={table} height={height} legend={at === null || months[at] === undefined ? legend : <span className={css['reading']}>{reading(at)}</span>}>
      <div className={css['chart']} style={{ height }} aria-hidden>
        <div className={css['marks']}>{marks.map(({ value, text }) => <span key={text} style={{ bottom: `${up(value)}%` }}>{text}</span>)}</div>
        <div className={css['plot']} onPointerLeave={() => setAt(null)}>
          {behind?.(up)}
          {months.map((month, i) => <div key={month} className={css['month']} data-at={i === at} data-open={pick?.may(i) === true} onPointerEnter={() => setAt(i)} onPointerUp={() => { if (pick?.may(i) === true) pick.month(month); }}>{draw(i, up)}</div>)}
        </div>
        <div className={css['labels']}>{months.map((month, i) => { const named = monthNamed(months.length - 1 - i, months.length); return <span key={month} data-narrow={named === 'wide' ? 'hide' : undefined}>{named === 'not' ? '' : monthText(month, true)}</span>; })}</div>
      </div>
    </ChartFrame>
  );
}

/** The stretch in which the true value may lie. */
export function RangeMark({ low, high, up }: { readonly low: number; readonly high: number; readonly up: Up }): ReactNode {
  return <span className={css['range']} style={{ bottom: `${up(low)}%`, height: `${up(high) - up(low)}%` }} />;
}

/** Somebody, but too few to say. */
export function FewMark(): ReactNode {
  return <span className={css['few']} />;
}

/** One entry of a legend. */
export function PlotKey({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className={css['key']}>{children}</span>;
}
