import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { ChannelIcon, channelName } from '../../interactions/web/parts.tsx';
import { PREFERRED_CHANNEL, routes, type ObservedChannels } from '../contract.ts';
import css from './reach-card.module.css';
import { proofWords } from './survivorship-words.ts';

/** Where somebody wants to be reached: what they said, and apart from it what they do. */
export function ReachCard({ id }: { readonly id: string }): ReactNode {
  const { data: customer } = useQuery({ queryKey: ['customer', id], queryFn: ({ signal }) => call(routes.one, { params: { id } }, signal) });
  const { data: observed, error, refetch } = useQuery({ queryKey: ['customer', id, 'observed-channels'], queryFn: ({ signal }) => call(routes.observedChannels, { params: { id } }, signal) });
  if (error !== null && observed === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (observed === undefined || customer === undefined) return <LinesSkeleton lines={3} />;
  const said = customer.traits.find(({ name }) => name === PREFERRED_CHANNEL);
  return (
    <dl className={css['reach']} data-testid="reach">
      <div>
        <dt>They said</dt>
        <dd>{said === undefined ? <span className={css['quiet']}>Nothing about it.</span> : <><b><Personal value={said.value} /></b> <span className={css['quiet']}>{said.source}, <Moment at={said.at} shape="day" />, {proofWords(said.verifiedBy)}</span></>}</dd>
      </div>
      <div>
        <dt>They do</dt>
        <dd><Observed observed={observed} /></dd>
      </div>
    </dl>
  );
}

/** What the last 12 months show, with its counts; too little says so. */
function Observed({ observed: { times, most, channels } }: { readonly observed: ObservedChannels }): ReactNode {
  if (times === 0) return <span className={css['quiet']}>Did not write or call in the last 12 months.</span>;
  if (most.length === 0) return <span className={css['quiet']}>Not enough to tell: wrote or called {times === 1 ? 'once' : 'twice'} in the last 12 months.</span>;
  return (
    <>
      <b>{most.map(channelName).join(' and ')}</b> <span className={css['quiet']}>{most.length === 1 ? 'most often' : 'equally often'}, of {counted(times, 'time')} in the last 12 months</span>
      <ul className={css['channels']}>
        {channels.map(({ channel, times: count, lastAt }) => <li key={channel}><ChannelIcon channel={channel} /><span>{channelName(channel)}</span><span className={css['count']}>{countText(count)}</span><span className={css['quiet']}>last <Moment at={lastAt} shape="ago" /></span></li>)}
      </ul>
    </>
  );
}
