import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import css from './matching-panel.module.css';
import { matchingQuery } from './matching-query.ts';

/** How many pairs of customers wait for somebody's word. Nothing stands here when none does. */
export function ReviewWaits(): ReactNode {
  const { data } = useQuery(matchingQuery);
  if (data === undefined || data.inReview === 0) return null;
  return (
    <Panel title="Who is who" testId="review-waits">
      <p className={css['text']}><Link to="/customers/review">{data.inReview === 1 ? 'A pair of customers' : `${countText(data.inReview)} pairs of customers`}</Link> {data.inReview === 1 ? 'may be one person' : 'may be one person each'}. Until somebody says so, they stay two.</p>
    </Panel>
  );
}
