import type { ReactNode } from 'react';
import type { Score } from '../contract.ts';
import css from './interval-bar.module.css';
import { endsOf } from './score-stretch.ts';
import { intervalText, valueText } from './score-words.ts';

/** Where a figure lies on its whole scale, and what else it may be. */
export function IntervalBar({ score }: { readonly score: Pick<Score, 'unit' | 'from' | 'to' | 'estimate' | 'certainty'> }): ReactNode {
  const { estimate } = score;
  if (estimate === null) return null;
  const [least, most] = endsOf(score);
  const at = (value: number): number => (value - least) / (most - least) * 100;
  return (
    <div className={css['bar']}>
      <div className={css['track']} aria-hidden>
        {score.unit === 'points' && <span className={css['zero']} style={{ left: `${at(0)}%` }} />}
        <span className={css['range']} style={{ left: `${at(estimate.low)}%`, width: `${at(estimate.high) - at(estimate.low)}%` }} />
        <span className={css['dot']} data-hint={score.certainty === 'indicative'} style={{ left: `${at(estimate.value)}%` }} />
      </div>
      <p className={css['text']}><span aria-hidden>{valueText({ ...score, unit: 'points' }, least)}</span><span className={css['said']}>{intervalText(score, estimate)}</span><span aria-hidden>{valueText({ ...score, unit: 'points' }, most)}</span></p>
    </div>
  );
}
