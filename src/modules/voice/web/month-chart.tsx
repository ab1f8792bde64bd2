import type { ReactNode } from 'react';
import type { Score, ScoreMonth } from '../contract.ts';
import css from './month-chart.module.css';
import { FewMark, MonthPlot, PlotKey, RangeMark, type Up } from './month-plot.tsx';
import { chartSummary, intervalText, markTexts, monthCell, monthReading, valueText } from './score-words.ts';
import { stretchOf } from './score-stretch.ts';

const HEIGHT = 190;

/** The months of a score with the limits of chance; alarms are marked and named. `pick` hears which month is pressed. */
export function MonthChart({ score, pick }: { readonly score: Score; pick(month: string): void }): ReactNode {
  const { months, centre } = score;
  const { low, high, marks } = stretchOf(score);
  const texts = markTexts(marks);
  const alarmed = new Map(score.alarms.map((alarm) => [alarm.month, alarm]));
  const table = { head: ['Month', 'Score', 'Interval', 'People', 'Limits of chance'], rows: months.map((month) => rowOf(score, month)).toReversed() };
  const mark = ({ month, estimate, limits, people, certainty, isRunning }: ScoreMonth, up: Up): ReactNode => (
    <>
      {limits !== null && <span className={css['limits']} style={{ bottom: `${up(limits.low)}%`, height: `${up(limits.high) - up(limits.low)}%` }} />}
      {estimate === null ? people > 0 && <FewMark /> : (
        <>
          <RangeMark low={estimate.low} high={estimate.high} up={up} />
          <span className={css['dot']} data-hint={certainty === 'indicative' || isRunning} data-alarm={alarmed.get(month)?.direction} style={{ bottom: `${up(estimate.value)}%` }} />
        </>
      )}
    </>
  );
  return (
    <MonthPlot
      months={months.map(({ month }) => month)} scale={{ low, high, marks: marks.map((value, i) => ({ value, text: texts[i] ?? '' })) }} height={HEIGHT} summary={chartSummary(score)} table={table} legend={<Legend />}
      reading={(at) => { const month = months[at]; return month === undefined ? '' : monthReading(score, month); }} behind={(up) => centre !== null && <span className={css['centre']} style={{ bottom: `${up(centre)}%` }} />}
      draw={(at, up) => { const month = months[at]; return month !== undefined && mark(month, up); }} pick={{ may: (at) => (months[at]?.people ?? 0) > 0, month: pick }}
    />
  );
}

function Legend(): ReactNode {
  return (
    <>
      <PlotKey><span className={css['swatch']} data-of="band" />what chance alone would show</PlotKey>
      <PlotKey><span className={css['swatch']} data-of="hollow" />few people, or month not over</PlotKey>
    </>
  );
}

function rowOf(score: Score, month: ScoreMonth): (string | number)[] {
  const { estimate, people, limits } = month;
  return [monthCell(month), estimate === null ? (people === 0 ? '–' : 'too few') : valueText(score, estimate.value), estimate === null ? '–' : intervalText(score, estimate), people, limits === null ? '–' : intervalText(score, limits)];
}
