import type { ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import type { CaseView } from '../contract.ts';
import { CLOCK_NAMES, clockText } from './case-words.ts';
import css from './case-page.module.css';

/** The clocks of staff, and beside them the customer's own, which never rests. */
export function CaseClocks({ view }: { readonly view: CaseView }): ReactNode {
  return (
    <>
      {view.clocksProblem !== null && <p className={css['quiet']}>What is due can not be told: {view.clocksProblem}</p>}
      <dl className={css['clocks']}>
        {view.clocks.map((clock) => {
          const { text, at, isLate } = clockText(clock);
          return <div key={`${clock.clock} ${clock.startedAt}`}><dt>{CLOCK_NAMES[clock.clock]}</dt><dd data-late={isLate}>{text}{at !== null && <> <Moment at={at} /></>}</dd></div>;
        })}
        <div className={css['own']}><dt>The customer waits</dt><dd><WaitedText view={view} /></dd></div>
      </dl>
      <p className={css['quiet']}>Clocks of staff keep opening hours and rest while we wait for the customer; the first answer never does. The customer’s own clock never rests.</p>
    </>
  );
}

function WaitedText({ view: { since, endedAt, state } }: { readonly view: CaseView }): ReactNode {
  if (endedAt !== null) return <>from <Moment at={since} /> to <Moment at={endedAt} />{state === 'unconfirmed' || state === 'remedied' ? ', as far as we know' : ''}</>;
  return <>since <Moment at={since} />, <Moment at={since} shape="ago" /></>;
}
