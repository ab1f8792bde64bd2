import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { incidentRoutes, type IncidentState, type IncidentWord } from '../contract.ts';
import { IncidentForm } from './incident-form.tsx';
import css from './incidents-page.module.css';
import { StatusSettingPanel } from './status-setting-panel.tsx';

type Saying = { readonly incident: IncidentState | null; readonly turn: IncidentWord['turn'] };

/** Problems that the company knows of: what they touch, what customers are told, by when they hear more; and who tells what is not known. */
export function IncidentsPage(): ReactNode {
  const may = useMay()('tell-status');
  const { data, error, refetch } = useQuery({ queryKey: ['incidents'], queryFn: ({ signal }) => call(incidentRoutes.incidents, {}, signal), refetchInterval: 30_000 });
  const [saying, setSaying] = useState<Saying | null>(null);
  const open = may ? <Button onClick={() => setSaying({ incident: null, turn: 'opened' })} data-testid="open-incident">A problem is known</Button> : undefined;
  return (
    <div className={css['page']} data-testid="incidents-page">
      <PageHead title="Known problems" lead="A problem that touches customers is said once, here, and told to everyone who asks and is touched by it: on their page, by a bot, on the phone." actions={open} />
      {saying !== null && <IncidentForm incident={saying.incident} turn={saying.turn} close={() => setSaying(null)} />}
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={4} />
          : data.incidents.length === 0 ? <Empty title="No problem is known.">A broken batch, a closed warehouse, a code that does not work: say it here once, with what customers are told and by when they hear more.</Empty>
            : <Panel title="All problems"><ul className={css['incidents']}>{data.incidents.map((incident) => <Incident key={`${incident.brand}/${incident.id}`} incident={incident} say={may ? (turn) => setSaying({ incident, turn }) : null} />)}</ul></Panel>}
      <StatusSettingPanel mayChange={may} />
    </div>
  );
}

function Incident({ incident, say }: { readonly incident: IncidentState; readonly say: ((turn: IncidentWord['turn']) => void) | null }): ReactNode {
  const { state, title, tell, since, until, nextUpdateAt, affects, asOf } = incident;
  const isOverdue = nextUpdateAt !== null && Date.parse(nextUpdateAt) < Date.now();
  return (
    <li className={css['incident']} data-state={state} data-testid="incident">
      <div className={css['words']}>
        <p><b><Personal value={title} /></b> <span className={css['quiet']}>{state === 'open' ? 'open' : 'over'}</span></p>
        {tell !== '' && <p className={css['tell']}><Personal value={tell} /></p>}
        {affects.length > 0 && <p className={css['quiet']}>touches {affects.map((one) => `${one.type} ${one.id}`).join(', ')}</p>}
        <p className={css['times']}>
          <span>since <Moment at={since} /></span>
          {until !== null && <span>over since <Moment at={until} /></span>}
          {nextUpdateAt !== null && <span className={isOverdue ? css['late'] : undefined}>{isOverdue ? 'news was due by' : 'more news by'} <Moment at={nextUpdateAt} /></span>}
          <span>as of <Moment at={asOf.at} /> from {asOf.source}</span>
        </p>
      </div>
      {say !== null && (
        <div className={css['acts']}>
          <Button size="compact-sm" variant="default" onClick={() => say(state === 'open' ? 'updated' : 'opened')}>{state === 'open' ? 'Update' : 'It is back'}</Button>
          {state === 'open' && <Button size="compact-sm" variant="default" onClick={() => say('closed')}>It is over</Button>}
        </div>
      )}
    </li>
  );
}
