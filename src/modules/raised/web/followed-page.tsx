import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { Door } from '../../people/web/parts.tsx';
import { routes } from '../contract.ts';
import css from './raised.module.css';
import { becameWords } from './report-words.ts';

const page = getRouteApi('/raise/followed/$token');
/** How often it is asked. Units: ms. */
const POLL_MS = 60_000;
/** While it is only just arriving. Units: ms. */
const SOON_MS = 2_000;

/** What became of something that was raised without an account: its state, and nothing else. */
export function FollowedPage(): ReactNode {
  const { token } = page.useParams();
  const { data, error } = useQuery({ queryKey: ['raise-followed', token], queryFn: ({ signal }) => call(routes.followed, { params: { token } }, signal), retry: false, refetchInterval: ({ state }) => (state.error !== null ? false : state.data?.state === 'received' ? SOON_MS : POLL_MS) });
  useEffect(() => { document.title = 'What became of it'; }, []);
  if (data === undefined) return <Door title="What became of it" lead={error === null ? '' : problemText(error)}>{error === null && <LinesSkeleton lines={2} />}</Door>;
  return (
    <Door title="What became of it" lead={becameWords({ state: data.state, queue: null, owner: null })}>
      <p className={css['quiet']}>Raised at {data.place} <Moment at={data.at} shape="ago" />{data.changedAt === data.at ? '' : <>; as of <Moment at={data.changedAt} /></>}.</p>
    </Door>
  );
}
