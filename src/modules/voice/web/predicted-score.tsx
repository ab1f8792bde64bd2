import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { predictedRoutes, type Predicted, type Score } from '../contract.ts';
import css from './compare-groups.module.css';
import { IntervalBar } from './interval-bar.tsx';
import own from './predicted-score.module.css';
import { bandText, notPredictedText, predictedLeftOut, predictedText, qualityText } from './predicted-words.ts';
import { fullText, intervalText, monthText, periodText } from './score-words.ts';
import { HowRows } from './show-how.tsx';

/** What people who were not asked would answer, beside the score and never in it. */
export function PredictedScore({ score, asOf }: { readonly score: Score; readonly asOf: string | undefined }): ReactNode {
  const { data, error } = useQuery({ queryKey: ['score-predicted', score.key, asOf ?? ''], staleTime: 60_000, queryFn: ({ signal }) => call(predictedRoutes.predictedScore, { query: { score: score.key, asOf } }, signal), refetchInterval: ({ state }) => (state.data?.isBeingMade === true ? 3_000 : false) });
  if (error !== null) return <p className={css['quiet']} role="alert">{problemText(error)}</p>;
  if (data === undefined) return <LinesSkeleton lines={5} height={22} />;
  const not = notPredictedText(data);
  return (
    <section aria-label={`${score.name} predicted`} data-testid="predicted">
      {not === null && data.estimate !== null && (
        <div className={css['groups']}>
          <div className={css['group']}>
            <p className={css['name']}>Said unasked <span className={own['mark']}>predicted</span></p>
            <p className={css['value']}>{fullText(score, data.estimate.value)}</p>
            <IntervalBar score={{ ...score, estimate: data.estimate }} />
            <p className={css['quiet']}>{counted(data.texts, 'text')} of {counted(data.people, 'person', 'people')}</p>
          </div>
          {data.answered !== null && (
            <div className={css['group']}>
              <p className={css['name']}>Answered with words</p>
              <p className={css['value']}>{fullText(score, data.answered.value)}</p>
              <IntervalBar score={{ ...score, estimate: data.answered }} />
              <p className={css['quiet']}>{counted(data.learntFrom.texts, 'answer')} of {counted(data.learntFrom.people, 'person', 'people')}, from which it is learnt</p>
            </div>
          )}
        </div>
      )}
      <p className={css['headline']} role="status">{not ?? predictedText(score, data)}</p>
      {data.asOf !== null && data.madeAt !== null && <p className={css['quiet']} data-testid="predicted-then">Shown then, stored then, not worked out again: its model is not kept. Worked out on <Moment at={data.madeAt} />.</p>}
      {not === null && <Parts score={score} data={data} />}
      {data.quality !== null && <Bands score={score} data={data} />}
      {data.madeAt !== null && <How score={score} data={data} />}
    </section>
  );
}

const cellText = (score: Score, { people, estimate }: Pick<Predicted, 'people' | 'estimate'>): string => (estimate === null ? `too few to say, ${counted(people, 'person', 'people')}` : `${fullText(score, estimate.value)} (${intervalText(score, estimate)})`);

function Parts({ score, data }: { readonly score: Score; readonly data: Predicted }): ReactNode {
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="Predicted by month and channel">
      <table className={css['table']}>
        <thead><tr>{['Said in', 'Predicted', 'Texts', 'Answers with words'].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {data.months.toReversed().map(({ month, ...cell }) => <tr key={month}><td>{monthText(month)}</td><td>{cellText(score, cell)}</td><td>{countText(cell.texts)}</td><td>–</td></tr>)}
          {data.channels.map(({ channel, answered, ...cell }) => <tr key={channel}><td>{channel}</td><td>{cellText(score, cell)}</td><td>{countText(cell.texts)}</td><td>{answered === 0 ? 'none: calibrated elsewhere' : countText(answered)}</td></tr>)}
        </tbody>
      </table>
    </div>
  );
}

function Bands({ score, data }: { readonly score: Score; readonly data: Predicted }): ReactNode {
  return (
    <>
      <p className={own['quality']}>{qualityText(score, data)}</p>
      <div className={css['scroll']} tabIndex={0} role="region" aria-label="Predicted beside answered">
        <table className={css['table']}>
          <thead><tr>{['Answers held out', 'Predicted', 'Answered', ''].map((head, at) => <th key={at} scope="col">{head}</th>)}</tr></thead>
          <tbody>{data.quality?.bands.map((band, at) => <tr key={at}><td>{countText(band.texts)}</td><td>{fullText(score, band.predicted)}</td><td>{fullText(score, band.answered.value)} ({intervalText(score, band.answered)})</td><td>{bandText(score, band)}</td></tr>)}</tbody>
        </table>
      </div>
    </>
  );
}

function How({ score, data }: { readonly score: Score; readonly data: Predicted }): ReactNode {
  return (
    <HowRows rows={[
      ['Definition', `What customers who said something without being asked would answer, predicted from their words. ${score.meaning} Never part of the score.`],
      ['Learnt from', `${counted(data.learntFrom.texts, 'answer')} with words beside them, of ${counted(data.learntFrom.people, 'person', 'people')}, of the last 36 months${data.learntFrom.languages.length === 0 ? '' : `, in ${data.learntFrom.languages.join(', ')}`}. How words feel is known to it beforehand.`],
      ['Counted', `Texts of ${periodText(data.from, data.until)}, months of ${data.zone}, by any channel but surveys, from any source and brand. What is chosen above is not chosen here.`],
      ['Left out', predictedLeftOut(data)],
      ['Interval', '95 %: chance among people, what words do not tell, and how sure the calibration is. Not that those who write unasked may answer otherwise than those who answered with the same words.'],
      ['Method', <code key="method">docs/methods/predicted-scores.md</code>],
    ]} />
  );
}
