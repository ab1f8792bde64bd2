import type { ReactNode } from 'react';
import type { ChartTable } from '../../../web/charts/chart-frame.tsx';
import { FewMark, MonthPlot, PlotKey, RangeMark, type PlotScale, type Up } from './month-plot.tsx';
import css from './two-by-month.module.css';

/** What is known of one of the two in a month: a value with its interval, that too few said something, or nothing. */
export type InMonth = { readonly value: number; readonly low: number; readonly high: number } | 'few' | null;

type Which = 'first' | 'second';

/** Two figures side by side, month by month, each with its interval; told apart by form, not by colour. `names`: what stands for each in the legend. */
export function TwoByMonth({ months, names, ...plot }: {
  readonly months: readonly { readonly month: string; readonly first: InMonth; readonly second: InMonth }[]; readonly names: Readonly<Record<Which, string>>;
  readonly scale: PlotScale; readonly height: number; readonly summary: string; readonly table: ChartTable; reading(at: number): string;
}): ReactNode {
  const legend = (
    <>
      {(['first', 'second'] as const).map((of) => <PlotKey key={of}><span className={css['dot']} data-of={of} />{names[of]}</PlotKey>)}
      <PlotKey><span className={css['line']} />where the true value may lie</PlotKey>
      {months.some(({ first, second }) => first === 'few' || second === 'few') && <PlotKey><span className={css['dots']} />too few to say</PlotKey>}
    </>
  );
  const mark = (of: Which, known: InMonth | undefined, up: Up): ReactNode => (known === null || known === undefined ? null : (
    <span className={css[of]}>{known === 'few' ? <FewMark /> : <><RangeMark low={known.low} high={known.high} up={up} /><span className={css['dot']} data-of={of} style={{ bottom: `${up(known.value)}%` }} /></>}</span>
  ));
  return <MonthPlot {...plot} months={months.map(({ month }) => month)} legend={legend} draw={(at, up) => <>{mark('first', months[at]?.first, up)}{mark('second', months[at]?.second, up)}</>} />;
}
