import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { EscalationRows } from './escalation-rows.tsx';
import css from './ombudsman.module.css';
import { StopForm, StopList } from './stops.tsx';
import { useEscalations, useStops } from './use-escalations.ts';

const page = getRouteApi('/shell/ombudsman');

/** What was brought to the ombudsman, the oldest first, and what they stopped. */
export function OmbudsmanPage(): ReactNode {
  const { state = 'open' } = page.useSearch();
  const { data, error, refetch } = useEscalations(state);
  const stops = useStops();
  const rules = useMay()('rule-escalations');
  const [ordering, setOrdering] = useState(false);
  return (
    <div data-testid="ombudsman-page">
      <PageHead title="Ombudsman" lead="Anybody can bring something here, and some customers are brought by rules. Only the ombudsman closes it, with reasons, after the customer’s word was asked." />
      <div className={css['tools']}>
        <nav className={css['tabs']} aria-label="Escalations">
          {(['open', 'closed'] as const).map((one) => <Link key={one} to="/ombudsman" search={{ state: one }} className={css['tab']} aria-current={one === state ? 'page' : undefined}>{one === 'open' ? 'Open' : 'Closed'}</Link>)}
        </nav>
        {rules && <Button size="compact-sm" variant="default" onClick={() => setOrdering(!ordering)} data-testid="stop-the-line">Stop the line</Button>}
      </div>
      {ordering && <Panel title="Stop the line"><StopForm escalation={null} done={() => setOrdering(false)} /></Panel>}
      {stops.length > 0 && <div className={css['apart']}><Panel title="Stopped" testId="stops"><StopList stops={stops} mayLift={rules} /></Panel></div>}
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={6} height={40} />
        : data.escalations.length === 0 ? <Empty title={state === 'open' ? 'Nothing waits for the ombudsman' : 'Nothing was closed yet'}>What customers, agents and other employees bring stands here, and whoever was unanswered past the deadline, sent too much, or broken a promise to again. When that is, stands under <Link to="/ombudsman/limits">its limits</Link>.</Empty>
          : <><EscalationRows lines={data.escalations} isOpened />{data.isMore && <p className={css['quiet']}>There are more than {data.escalations.length}.</p>}</>}
    </div>
  );
}
