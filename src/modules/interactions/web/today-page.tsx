import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Figure, Figures } from '../../../web/primitives/figure.tsx';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted, countText, percentText, spanText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useRegistry } from '../../../web/registry.ts';
import { useMay, useMe } from '../../../web/session.ts';
import { healthQuery } from '../../../web/system/health-words.ts';
import { routes, type Pulse } from '../contract.ts';
import { ChannelsNow } from './channels-now.tsx';
import { firstStep, type FirstStep } from './first-step.ts';
import { HouseNow, RefusedNow } from './house-now.tsx';
import { PulseChart } from './pulse-chart.tsx';
import css from './today-page.module.css';

const POLL_MS = 2_000;

function leadOf(pulse: Pulse): string {
  if (pulse.total === 0) return 'This page shows every interaction between your company and its customers as it arrives.';
  const active = pulse.channels.filter((channel) => channel.lastHour > 0).length;
  if (pulse.lastHour === 0) return `Quiet: nothing arrived in the last hour. ${counted(pulse.total, 'interaction')} are known.`;
  const brand = pulse.minutes.reduce((sum, minute) => sum + minute.brand, 0);
  const service = pulse.minutes.reduce((sum, minute) => sum + minute.service, 0);
  const share = brand + service === 0 ? '' : `, ${percentText(brand / (brand + service))} brand & marketing, ${percentText(service / (brand + service))} service`;
  return `${counted(pulse.lastHour, 'interaction')} in the last hour from ${counted(active, 'channel')}${share}.`;
}

function FirstThing({ step }: { readonly step: FirstStep }): ReactNode {
  return (
    <section className={css['first']} data-urgency={step.urgency} aria-label="First thing to do" data-testid="first-step">
      <div>
        {step.urgency !== 'none' && <p className={css['eyebrow']}>First thing to do</p>}
        <h2 className={css['firstTitle']}>{step.title}</h2>
        <p className={css['firstText']}>{step.text}</p>
      </div>
      {step.action !== null && <Button component={Link} to={step.action.path} variant={step.urgency === 'none' ? 'default' : 'filled'}>{step.action.label}</Button>}
    </section>
  );
}

/** What is arriving now, what was refused, how the house is, and the first thing to do. Live without loading again. */
export function TodayPage(): ReactNode {
  const me = useMe();
  const may = useMay();
  const { cards } = useRegistry();
  const health = useQuery(healthQuery).data;
  const { data: pulse, error, refetch } = useQuery({ queryKey: ['pulse'], queryFn: ({ signal }) => call(routes.pulse, {}, signal), refetchInterval: POLL_MS, staleTime: 0 });
  const over = `${momentText(new Date().toISOString(), 'weekday')}${me.company === '' ? '' : ` · ${me.company}`}`;
  if (pulse === undefined) {
    if (error !== null) return <><PageHead title="Today" over={over} /><Problem error={error} again={() => void refetch()} /></>;
    return <><PageHead title="Today" over={over} lead={<Skeleton height={16} width={380} mt={6} />} /><Skeleton height={110} radius={10} mb={20} /><Skeleton height={330} radius={10} /></>;
  }
  const quiet = pulse.total === 0;
  const step = firstStep(pulse, health, may);
  // Customers who wait come before the house; only what keeps the house from hearing them comes first.
  const isFirst = quiet || step.urgency !== 'none';
  return (
    <div data-testid="today">
      <PageHead title="Today" over={over} lead={leadOf(pulse)} />
      <div className={css['grid']}>
        {isFirst && <div className={css['wide']}><FirstThing step={step} /></div>}
        {/* What other modules have to tell; each stands only where it has something. */}
        <div className={css['told']}><Suspense fallback={null}>{cards.filter((card) => card.page === 'today' && may(card.needs)).map(({ key, Body }) => <Body key={key} id="" />)}</Suspense></div>
        {!isFirst && <div className={css['wide']}><FirstThing step={step} /></div>}
        {!quiet && (
          <div className={css['main']}>
            <Panel title="The last hour" aside={<Live ok={error === null} />} testId="pulse">
              <PulseChart pulse={pulse} />
              <div className={css['figures']}>
                <Figures>
                  <Figure name="Last hour" value={countText(pulse.lastHour)} testId="last-hour" />
                  <Figure name="Known in all" value={countText(pulse.total)} testId="total" />
                  {pulse.nobody > 0 && <Figure name="Of nobody known" value={may('see-customers') ? <Link className={css['nobody'] ?? ''} to="/customers/nobody">{countText(pulse.nobody)}</Link> : countText(pulse.nobody)} testId="nobody" />}
                  <Figure name="Waiting to be placed" value={countText(pulse.waiting)} />
                  <Figure name="Behind by" value={spanText(pulse.lagMs)} />
                </Figures>
              </div>
            </Panel>
            <Panel title="By channel"><ChannelsNow pulse={pulse} /></Panel>
          </div>
        )}
        <div className={quiet ? css['wide'] : css['side']}>
          {may('see-quarantine') && !quiet && <RefusedNow pulse={pulse} />}
          <HouseNow />
        </div>
      </div>
    </div>
  );
}

function Live({ ok }: { readonly ok: boolean }): ReactNode {
  return <span className={css['live']} data-ok={ok}>{ok ? 'Live' : 'The connection is down; figures are the last known'}</span>;
}
