import { useState, type ReactNode } from 'react';
import { ChartFrame } from '../../../web/charts/chart-frame.tsx';
import type { Score, ScoreMonth } from '../contract.ts';
import css from './month-chart.module.css';
import { chartSummary, intervalText, markTexts, monthReading, monthText, valueText } from './score-words.ts';
import { stretchOf } from './score-stretch.ts';

const HEIGHT = 190;

/** The months of a score with the limits of chance; alarms are marked and named. `pick` hears which month is pressed. */
export function MonthChart({ score, pick }: { readonly score: Score; pick(month: string): void }): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const { months, centre } = score;
  const { low, high, marks } = stretchOf(score);
  const up = (value: number): number => (Math.min(high, Math.max(low, value)) - low) / (high - low) * 100;
  const alarmed = new Map(score.alarms.map((alarm) => [alarm.month, alarm]));
  const every = Math.ceil(months.length / 12);
  const pointed = at === null ? undefined : months[at];
  const table = { head: ['Month', 'Score', 'Interval', 'People', 'Limits of chance'], rows: months.map((month) => rowOf(score, month)).toReversed() };
  return (
    <ChartFrame summary={chartSummary(score)} table={table} height={HEIGHT} legend={pointed === undefined ? <Legend /> : <span className={css['reading']}>{monthReading(score, pointed)}</span>}>
      <div className={css['chart']} style={{ height: HEIGHT }} aria-hidden>
        <div className={css['marks']}>{markTexts(marks).map((said, i) => <span key={said} style={{ bottom: `${up(marks[i] ?? 0)}%` }}>{said}</span>)}</div>
        <div className={css['plot']} onPointerLeave={() => setAt(null)}>
          {centre !== null && <span className={css['centre']} style={{ bottom: `${up(centre)}%` }} />}
          {months.map(({ month, estimate, limits, people, certainty, isRunning }, i) => (
            <div key={month} className={css['month']} data-at={i === at} data-open={people > 0} onPointerEnter={() => setAt(i)} onPointerUp={() => { if (people > 0) pick(month); }}>
              {limits !== null && <span className={css['limits']} style={{ bottom: `${up(limits.low)}%`, height: `${up(limits.high) - up(limits.low)}%` }} />}
              {estimate === null ? people > 0 && <span className={css['few']} /> : (
                <>
                  <span className={css['range']} style={{ bottom: `${up(estimate.low)}%`, height: `${up(estimate.high) - up(estimate.low)}%` }} />
                  <span className={css['dot']} data-hint={certainty === 'indicative' || isRunning} data-alarm={alarmed.get(month)?.direction} style={{ bottom: `${up(estimate.value)}%` }} />
                </>
              )}
            </div>
          ))}
        </div>
        <div className={css['labels']}>{months.map(({ month }, i) => <span key={month}>{(months.length - 1 - i) % every === 0 ? monthText(month, true) : ''}</span>)}</div>
      </div>
    </ChartFrame>
  );
}

function Legend(): ReactNode {
  return (
    <>
      <span className={css['key']}><span className={css['swatch']} data-of="band" />what chance alone would show</span>
      <span className={css['key']}><span className={css['swatch']} data-of="hollow" />few people, or month not over</span>
    </>
  );
}

function rowOf(score: Score, { month, estimate, people, limits, isRunning }: ScoreMonth): (string | number)[] {
  return [`${monthText(month)}${isRunning ? ' (so far)' : ''}`, estimate === null ? (people === 0 ? '–' : 'too few') : valueText(score, estimate.value), estimate === null ? '–' : intervalText(score, estimate), people, limits === null ? '–' : intervalText(score, limits)];
}
