import { useState, type ReactNode } from 'react';
import { ChartFrame } from '../../../web/charts/chart-frame.tsx';
import type { TopicFigure } from '../contract.ts';
import { rangeText, shareText } from './said-words.ts';
import { monthText } from './score-words.ts';
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
  const [at, setAt] = useState<number | null>(null);
  const { months } = figure;
  const end = endOf(months);
  const pointed = at === null ? undefined : months[at];
  const every = Math.ceil(months.length / 12);
  const table = { head: ['Month', 'Share of texts', 'Texts', 'People'], rows: months.map(({ month, share, texts, people, isRunning }) => [`${monthText(month)}${isRunning ? ' (so far)' : ''}`, share === null ? '–' : `${shareText(share)} (${rangeText(share)})`, texts, people]).toReversed() };
  return (
    <ChartFrame summary={monthsSummary(figure)} table={table} height={HEIGHT} legend={<span className={css['reading']}>{pointed === undefined ? 'Share of all texts, with where the true share may lie' : monthReading(pointed)}</span>}>
      <div className={css['chart']} style={{ height: HEIGHT }} aria-hidden onPointerLeave={() => setAt(null)}>
        {months.map(({ month, share }, i) => (
          <div key={month} className={css['month']} data-at={i === at} onPointerEnter={() => setAt(i)}>
            {share !== null && <><span className={css['bar']} style={{ height: `${share.value / end * 100}%` }} /><span className={css['range']} style={{ bottom: `${share.low / end * 100}%`, height: `${(share.high - share.low) / end * 100}%` }} /></>}
            <span className={css['label']}>{(months.length - 1 - i) % every === 0 ? monthText(month, true) : ''}</span>
          </div>
        ))}
      </div>
    </ChartFrame>
  );
}
