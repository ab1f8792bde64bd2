import type { ReactNode } from 'react';
import { counted } from '../../../web/primitives/number.ts';
import type { Score, Scores } from '../contract.ts';
import { AnswersBehind } from './answers-behind.tsx';
import { AnswersChart } from './answers-chart.tsx';
import { CardActions } from './card-actions.tsx';
import type { CardPart, OpenPart } from './card-part.ts';
import { CompareGroups } from './compare-groups.tsx';
import { IntervalBar } from './interval-bar.tsx';
import { MonthChart } from './month-chart.tsx';
import { wholeText } from './office-view.ts';
import { PredictedScore } from './predicted-score.tsx';
import { SavePicture } from './save-picture.tsx';
import css from './score-card.module.css';
import { ScoreHeadlines } from './score-headlines.tsx';
import { alarmText, changeText, fullText } from './score-words.ts';
import { ShowHow } from './show-how.tsx';
import { WeighAnswers } from './weigh-answers.tsx';
import { WhatDrivesIt } from './what-drives-it.tsx';
import { WhoIsSilent } from './who-is-silent.tsx';

/** One score: figure with its interval and people, months, how even it is, and what stands behind it. */
export function ScoreCard({ score, filter, choices, open, whole = null }: { readonly score: Score; /** The same of all offices, beside a part. */ readonly whole?: Score | null; readonly choices: Scores['choices']; readonly filter: string; readonly open: OpenPart }): ReactNode {
  const { estimate, change } = score;
  return (
    <section className={css['card']} aria-label={score.name} data-testid="score">
      <div className={css['head']}>
        <h2 className={css['name']}>{score.name}</h2>
        <p className={css['meaning']}>{score.meaning}</p>
        <SavePicture score={score} filter={filter} />
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
          {whole !== null && <p className={css['consistency']} data-testid="whole">{wholeText(whole)}</p>}
          {score.alarms.map((alarm) => <p key={`${alarm.month}/${alarm.kind}`} className={css['alarm']} data-direction={alarm.direction}>{alarmText(alarm)}</p>)}
        </div>
        {estimate !== null && <div className={css['chart']}>{score.months.some((month) => month.estimate !== null) ? <MonthChart score={score} pick={(month) => open.show('behind', score.key, `month.${month}`)} /> : <AnswersChart score={score} pick={(value) => open.show('behind', score.key, `value.${value}`)} />}</div>}
      </div>
      <ScoreHeadlines score={score} />
      <ShowHow score={score} filter={filter} query={open.query} />
      <CardActions score={score} open={open} parts={partsOf(score)}>
        {open.part === 'behind' && <AnswersBehind score={score} open={open} />}
        {open.part === 'compare' && <CompareGroups score={score} open={open} choices={choices} filter={filter} />}
        {open.part === 'weigh' && <WeighAnswers score={score} open={open} filter={filter} />}
        {open.part === 'predicted' && <PredictedScore score={score} asOf={open.query.asOf} />}
        {open.part === 'silent' && <WhoIsSilent score={score} filter={filter} query={open.query} />}
        {open.part === 'drivers' && <WhatDrivesIt score={score} filter={filter} open={open} />}
      </CardActions>
    </section>
  );
}

/** What can be asked of a score, also as of a moment. */
function partsOf(score: Score): (readonly [part: CardPart, label: string])[] {
  const { estimate, hasOthers, answers, excluded } = score;
  return [
    ...(answers === 0 && excluded.length === 0 ? [] : [['behind', 'Who answered'] as const]),
    ...(estimate === null ? [] : [['compare', 'Compare'] as const]),
    ...(estimate === null || score.people < 30 ? [] : [['weigh', 'Weigh it'] as const]),
    ...(estimate === null || score.asked.invited === null ? [] : [['silent', 'Who is silent'] as const]),
    ...(estimate === null || (!hasOthers && score.people < 30) ? [] : [['drivers', 'What drives it'] as const]),
    ...(estimate === null ? [] : [['predicted', 'Said unasked'] as const]),
  ];
}
