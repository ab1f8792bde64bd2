import type { ReactNode } from 'react';
import type { Score } from '../contract.ts';
import { askedHeadlines, evenHeadlines, type Headline } from './headline-words.ts';
import css from './score-headlines.module.css';

function Line({ label, headlines }: { readonly label: string; readonly headlines: readonly Headline[] }): ReactNode {
  return headlines.length === 0 ? null : (
    <dl className={css['line']} aria-label={label}>
      {headlines.map((one) => <div key={one.label}><dt className={css['label']}>{one.label}</dt><dd className={css['value']}>{one.value}</dd>{one.told !== '' && <dd className={css['told']}>{one.told}</dd>}</div>)}
    </dl>
  );
}

/** What stands beside a score: how even the experience is, and how many were invited, reached and answered. */
export function ScoreHeadlines({ score }: { readonly score: Score }): ReactNode {
  return <div className={css['lines']} data-testid="score-headlines"><Line label="How even it is" headlines={evenHeadlines(score)} /><Line label="Who was asked" headlines={askedHeadlines(score)} /></div>;
}
