import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { INVITATION_STATES, routes, type InvitationState } from '../contract.ts';
import css from './surveys.module.css';

const NAMES: Readonly<Record<InvitationState, string>> = { waiting: 'Waiting', held: 'Held', sending: 'Leaving', sent: 'Asked', 'not-drawn': 'Not drawn', full: 'Cap full', missed: 'Missed', shown: 'Shown', failed: 'Interrupted', came: 'Came by themselves' };

/** The latest people whose moment came, and why each was asked or not. */
export function InvitationsPanel({ id }: { readonly id: string }): ReactNode {
  const [state, setState] = useState<InvitationState | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: ['surveys', id, 'invitations', state], queryFn: ({ signal }) => call(routes.invitations, { params: { id }, query: state === null ? {} : { state } }, signal) });
  return (
    <Panel title="Whom it asks, and why" testId="invitations" aside={<Select size="xs" aria-label="What became of them" placeholder="Everybody" data={INVITATION_STATES.map((one) => ({ value: one, label: NAMES[one] }))} value={state} onChange={(value) => setState(INVITATION_STATES.find((one) => one === value) ?? null)} clearable clearButtonProps={{ 'aria-label': 'Everybody' }} />}>
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={3} />
        : data.invitations.length === 0 ? <p className={css['quiet']}>Nobody yet. Each person whose moment comes stands here with their draw, whether they are asked or not.</p>
          : <ul className={css['rows']}>{data.invitations.map((one, at) => (
            <li key={at}>
              <span>{one.customer === null ? 'Somebody' : <Link to="/customers/$id" params={{ id: one.customer }}>{one.customer}</Link>}{one.about !== null && one.about !== '' && <>, <Personal value={one.about} /></>}, <Moment at={one.metAt} />: {one.says}{one.nextAt !== null && <> Looked at again <Moment at={one.nextAt} />.</>}{one.answeredAt !== null && <> Answered <Moment at={one.answeredAt} />{one.revisions > 1 && `, changed ${one.revisions - 1} times`}{one.isCounted ? '' : ', not counted'}.</>}</span>
              <span className={css['quiet']}>Drew {one.draw.toFixed(4)}{one.state === 'came' ? '' : `, asked below ${one.share}`}{one.followUp !== null && <>. <Personal value={one.followUp} /></>}</span>
            </li>
          ))}</ul>}
    </Panel>
  );
}
