import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import css from './praise.module.css';
import { useOwnPraise } from './use-praise.ts';

/** The latest good word of customers for whoever looks: nothing stands here when there is none. */
export function PraiseOfYou(): ReactNode {
  const { data } = useOwnPraise();
  const [first] = data?.praises ?? [];
  if (data === undefined || (first === undefined && data.maybe.length === 0)) return null;
  return (
    <Panel title="Said of you" testId="said-of-you">
      {first !== undefined && <blockquote className={css['quote']}>{first.text}</blockquote>}
      <p className={css['quiet']}><Link to="/said-of-you">{first === undefined ? 'Are you called so? Somebody was praised.' : data.praises.length === 1 ? 'Only you see it' : `${counted(data.praises.length, 'good word')}, which only you see`}</Link></p>
    </Panel>
  );
}
