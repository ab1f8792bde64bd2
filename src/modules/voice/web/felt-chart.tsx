import { useState, type ReactNode } from 'react';
import { ChartFrame } from '../../../web/charts/chart-frame.tsx';
import type { Said } from '../contract.ts';
import css from './felt-chart.module.css';
import { feltReading, feltSummary, rangeText, shareText } from './said-words.ts';
import { monthText } from './score-words.ts';

const HEIGHT = 200;
type Share = Said['months'][number]['negative'];

const cell = (share: Share): string => (share === null ? '–' : `${shareText(share)} (${rangeText(share)})`);

/** How texts feel, month by month: those that feel bad and those that feel good, each with its interval; told apart by form, not by colour. */
export function FeltChart({ months }: { readonly months: Said['months'] }): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const most = Math.max(10, ...months.flatMap(({ negative, positive }) => [negative?.high ?? 0, positive?.high ?? 0]));
  const top = [20, 40, 60, 80, 100].find((end) => end >= most) ?? 100;
  const every = Math.ceil(months.length / 12);
  const pointed = at === null ? undefined : months[at];
  const table = { head: ['Month', 'Bad', 'Neither', 'Good', 'People'], rows: months.map((month) => [`${monthText(month.month)}${month.isRunning ? ' (so far)' : ''}`, cell(month.negative), cell(month.neutral), cell(month.positive), month.people]).toReversed() };
  const legend = <><span className={css['key']}><span className={css['dot']} data-of="bad" />feel bad</span><span className={css['key']}><span className={css['dot']} data-of="good" />feel good</span><span className={css['key']}><span className={css['line']} />where the true share may lie</span></>;
  const mark = (share: NonNullable<Share>, of: 'bad' | 'good'): ReactNode => (
    <>
      <span className={css['range']} data-of={of} style={{ bottom: `${share.low / top * 100}%`, height: `${(share.high - share.low) / top * 100}%` }} />
      <span className={css['dot']} data-of={of} style={{ bottom: `${share.value / top * 100}%` }} />
    </>
  );
  return (
    <ChartFrame summary={feltSummary(months)} table={table} height={HEIGHT} legend={pointed === undefined ? legend : <span className={css['reading']}>{feltReading(pointed)}</span>}>
      <div className={css['chart']} style={{ height: HEIGHT }} aria-hidden>
        <div className={css['marks']}>{[0, top / 2, top].map((value) => <span key={value} style={{ bottom: `${value / top * 100}%` }}>{value} %</span>)}</div>
        <div className={css['plot']} onPointerLeave={() => setAt(null)}>
          {months.map(({ month, negative, positive, people }, i) => (
            <div key={month} className={css['month']} data-at={i === at} onPointerEnter={() => setAt(i)}>
              {negative === null || positive === null ? people > 0 && <span className={css['few']} /> : <>{mark(negative, 'bad')}{mark(positive, 'good')}</>}
            </div>
          ))}
        </div>
        <div className={css['labels']}>{months.map(({ month }, i) => <span key={month}>{(months.length - 1 - i) % every === 0 ? monthText(month, true) : ''}</span>)}</div>
      </div>
    </ChartFrame>
  );
}
