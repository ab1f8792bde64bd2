import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import css from './as-of-note.module.css';
import { pinText } from './pin-words.ts';
import { pinnedQuery } from './use-pins.ts';

function Pinned({ number }: { readonly number: number }): ReactNode {
  const { data, error } = useQuery(pinnedQuery(number));
  if (error !== null) return <p role="alert">{problemText(error)}</p>;
  return data === undefined ? <p>Counting it again…</p> : <p data-testid="pinned" data-same={data.isSame}>{pinText(data)} <Link to="/pins">All pinned figures</Link></p>;
}

/** That a page is as of a moment, what that means, and whether the figure that was pinned then still gives the same number. */
export function AsOfNote({ asOf, pin, now, children }: { readonly asOf: string; readonly pin: number | undefined; /** The page as of now. */ readonly now: '/scores' | '/said' | '/topics'; /** What is counted as of then on this page beside all that. */ readonly children?: ReactNode }): ReactNode {
  return (
    <div className={css['note']} role="status" data-testid="as-of">
      <p><b>As of <Moment at={asOf} />.</b> What was recorded until then, worded as it was then, customers told apart as they were then.{children === undefined ? '' : <> {children}</>} <Link to={now} search={(before) => ({ ...before, asOf: undefined, pin: undefined })}>Back to now</Link></p>
      {pin !== undefined && <Pinned number={pin} />}
    </div>
  );
}
