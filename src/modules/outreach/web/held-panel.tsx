import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { Words } from '../../../web/primitives/words.tsx';
import { PURPOSE_KEYS, PURPOSES, routes, type HeldSend, type Purpose } from '../contract.ts';
import { channelName } from './outreach-words.ts';
import css from './outreach.module.css';

const CHOICES = PURPOSE_KEYS.map((purpose) => ({ value: purpose, label: PURPOSES[purpose].name }));

/** Sends that were kept instead of leaving: as they would have gone, to how many, newest first. */
export function HeldPanel(): ReactNode {
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: ['outreach', 'held', purpose], queryFn: ({ signal }) => call(routes.held, { query: purpose === null ? {} : { purpose } }, signal) });
  return (
    <Panel title="As it would have gone" testId="held-sends" aside={<Select size="xs" aria-label="Purpose" placeholder="All purposes" data={CHOICES} value={purpose} onChange={(value) => setPurpose(PURPOSE_KEYS.find((one) => one === value) ?? null)} clearable clearButtonProps={{ 'aria-label': 'All purposes' }} />}>
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={3} />
        : data.held.length === 0 ? <p className={css['quiet']}>Nothing is held. What would be sent while its purpose is off is kept here for some days, with whom it would have gone to.</p>
          : <ul className={css['held']}>{data.held.map((one) => <Held key={`${one.purpose} ${one.channel} ${one.slot}`} send={one} />)}</ul>}
    </Panel>
  );
}

function Held({ send }: { readonly send: HeldSend }): ReactNode {
  const more = send.recipients - send.first.length;
  return (
    <li>
      <p><b>{PURPOSES[send.purpose].name}</b> by {channelName(send.channel)}: <Personal value={send.slot} />, to {counted(send.recipients, 'person', 'people')}</p>
      <p className={css['quiet']}>
        {send.first.map(({ customer, address }, at) => <span key={at}>{at > 0 && ', '}{customer === null ? <Personal value={address ?? 'somebody'} /> : <Link to="/customers/$id" params={{ id: customer }}><Personal value={address ?? customer} /></Link>}</span>)}
        {more > 0 && ` and ${counted(more, 'other')}`}. Asked <Moment at={send.latestAt} shape="ago" />{send.askedBy === null ? '' : ` by ${send.askedBy}`}; shown until <Moment at={send.expiresAt} shape="day" />.
      </p>
      {send.subject !== null && <p className={css['subject']}><Personal value={send.subject} /></p>}
      {send.text !== null && <Words text={send.text} own={false} />}
    </li>
  );
}
