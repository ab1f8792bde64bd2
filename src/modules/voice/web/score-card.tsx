import type { ReactNode } from 'react';
import { counted } from '../../../web/primitives/number.ts';
import type { Score } from '../contract.ts';
import { AnswersChart } from './answers-chart.tsx';
import { IntervalBar } from './interval-bar.tsx';
import { MonthChart } from './month-chart.tsx';
import css from './score-card.module.css';
import { alarmText, changeText, consistencyText, fullText } from './score-words.ts';
import { ShowHow } from './show-how.tsx';
import { WhatDrivesIt, type DriversChoice } from './what-drives-it.tsx';

/** One score: figure with its interval and people, months, how even it is, and what stands behind it. */
export function ScoreCard({ score, filter, drivers }: { readonly score: Score; readonly filter: string; readonly drivers: DriversChoice }): ReactNode {
  const { estimate, change } = score;
  const consistency = consistencyText(score);
  return (
    <section className={css['card']} aria-label={score.name} data-testid="score">
      <div className={css['head']}>
        <h2 className={css['name']}>{score.name}</h2>
        <p className={css['meaning']}>{score.meaning}</p>
      </div>
      <div className={css['body']}>
        <div className={css['figure']}>
          {estimate === null ? <p className={css['words']}>{score.words}</p> : (
            <>
              <p className={css['value']}>{fullText(score, estimate.value)}</p>
              <IntervalBar score={score} />
              <p className={css['people']}>{score.words ?? `${counted(score.people, 'person', 'people')} answered`}</p>
            </>
          )}
          {estimate !== null && <p className={css['change']} data-real={change?.isReal === true ? (change.difference < 0 ? 'down' : 'up') : undefined}>{changeText(score)}</p>}
          {consistency !== null && <p className={css['consistency']}>{consistency}</p>}
          {score.alarms.map((alarm) => <p key={`${alarm.month}/${alarm.kind}`} className={css['alarm']} data-direction={alarm.direction}>{alarmText(alarm)}</p>)}
        </div>
        {estimate !== null && <div className={css['chart']}>{score.months.some((month) => month.estimate !== null) ? <MonthChart score={score} /> : <AnswersChart score={score} />}</div>}
      </div>
      <ShowHow score={score} filter={filter} />
      {estimate !== null && score.hasOthers && <WhatDrivesIt score={score} filter={filter} choice={drivers} />}
    </section>
  );
}
