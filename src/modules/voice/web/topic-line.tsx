import type { ReactNode } from 'react';
import type { TopicFigure } from '../contract.ts';
import { FewMark, MonthPlot, PlotKey, RangeMark, type Up } from './month-plot.tsx';
import { rangeText, shareText } from './said-words.ts';
import { monthCell } from './score-words.ts';
import { sharesScale } from './share-scale.ts';
import { monthReading, monthsSummary } from './topics-words.ts';
import css from './topics.module.css';

type Months = TopicFigure['months'];

const WIDTH = 120;
const LINE = 32;
const HEIGHT = 160;

const endOf = (months: Months): number => Math.max(1, ...months.map(({ share }) => share?.high ?? 0));

/** The months of a topic as a line, with the stretch in which the true share may lie. The figures stand beside it, and in the chart that opens. */
export function TopicLine({ months }: { readonly months: Months }): ReactNode {
  const end = endOf(months);
  const x = (at: number): number => (months.length < 2 ? WIDTH / 2 : at / (months.length - 1) * (WIDTH - 6) + 3);
  const y = (share: number): number => LINE - 2 - share / end * (LINE - 4);
  const runs: { readonly at: number; readonly value: number; readonly low: number; readonly high: number }[][] = [[]];
  for (const [at, { share }] of months.entries()) { if (share === null) runs.push([]); else runs.at(-1)?.push({ at, ...share }); }
  const shown = runs.filter((run) => run.length > 0);
  const last = shown.at(-1)?.at(-1);
  return (
    <svg className={css['line']} viewBox={`0 0 ${WIDTH} ${LINE}`} width={WIDTH} height={LINE} aria-hidden>
      {shown.map((run) => (
        <g key={run[0]?.at}>
          <polygon className={css['band']} points={[...run.map((one) => `${x(one.at)},${y(one.high)}`), ...run.toReversed().map((one) => `${x(one.at)},${y(one.low)}`)].join(' ')} />
          <polyline className={css['stroke']} points={run.map((one) => `${x(one.at)},${y(one.value)}`).join(' ')} />
        </g>
      ))}
      {last !== undefined && <circle className={css['dot']} cx={x(last.at)} cy={y(last.value)} r={2.5} />}
    </svg>
  );
}

/** The months of a topic, each with its interval and its figures. */
export function TopicMonths({ figure }: { readonly figure: TopicFigure }): ReactNode {
  const { months } = figure;
  const table = { head: ['Month', 'Share of texts', 'Texts', 'People'], rows: months.map((month) => [monthCell(month), month.share === null ? '–' : `${shareText(month.share)} (${rangeText(month.share)})`, month.texts, month.people]).toReversed() };
  const bar = ({ share, people }: Months[number], up: Up): ReactNode => (share === null ? people > 0 && <FewMark /> : <><span className={css['bar']} style={{ height: `${up(share.value)}%` }} /><span className={css['ends']}><RangeMark low={share.low} high={share.high} up={up} /></span></>);
  return (
    <MonthPlot
      months={months.map(({ month }) => month)} scale={sharesScale(months.map(({ share }) => share))} height={HEIGHT} summary={monthsSummary(figure)} table={table} legend={<PlotKey>Share of all texts, with where the true share may lie</PlotKey>}
      reading={(at) => { const month = months[at]; return month === undefined ? '' : monthReading(month); }} draw={(at, up) => { const month = months[at]; return month !== undefined && bar(month, up); }}
    />
  );
}
