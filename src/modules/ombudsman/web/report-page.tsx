import { Button, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { addressOf, call } from '../../../web/api.ts';
import { Figure, Figures } from '../../../web/primitives/figure.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { routes, type YearReport } from '../contract.ts';
import { ageWords, MATTER_NAMES, ORIGIN_NAMES, OUTCOME_NAMES } from './escalation-words.ts';
import css from './ombudsman.module.css';
import { StopList } from './stops.tsx';

const page = getRouteApi('/shell/ombudsman/year');

/** A year of the ombudsman, in counts. */
export function YearPage(): ReactNode {
  const { year = new Date().getFullYear() } = page.useSearch();
  const navigate = page.useNavigate();
  const { data, error, refetch } = useQuery({ queryKey: ['escalations', 'year', year], queryFn: ({ signal }) => call(routes.report, { query: { year } }, signal), retry: false, placeholderData: (before) => before });
  return (
    <div data-testid="year-page">
      <PageHead title={`The ombudsman’s year ${year}`} lead="Counts of everything that was brought; nothing here is an estimate." />
      <div className={css['tools']}>
        <NumberInput size="xs" aria-label="Year" min={2000} max={2199} allowDecimal={false} value={year} onChange={(value) => { if (typeof value === 'number' && value >= 2000 && value <= 2199) void navigate({ search: { year: value } }); }} />
        <Button component="a" size="compact-sm" variant="default" href={addressOf(routes.reportCsv, { query: { year } })} download>CSV</Button>
      </div>
      {error !== null ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={6} height={30} /> : <Year report={data} />}
    </div>
  );
}

function Year({ report }: { readonly report: YearReport }): ReactNode {
  const { closedDays, words } = report;
  return (
    <div className={css['column']}>
      <Figures>
        <Figure name="Brought" value={report.opened} />
        <Figure name="Closed" value={report.closed} note={closedDays === null ? undefined : `half within ${counted(closedDays.median, 'day')}, nine of ten within ${closedDays.ninetieth}, the longest after ${closedDays.longest}`} />
        <Figure name="Still open" value={report.stillOpen} note={report.oldestOpenDays === null ? undefined : `the oldest ${ageWords(report.oldestOpenDays)}`} />
      </Figures>
      <Panel title="By whom it was brought"><Counts counts={report.byOrigin.map((count) => ({ ...count, name: ORIGIN_NAMES[count.key as keyof typeof ORIGIN_NAMES] }))} /></Panel>
      <Panel title="What it was about"><Counts counts={report.byMatter.map((count) => ({ ...count, name: MATTER_NAMES[count.key as keyof typeof MATTER_NAMES] }))} /></Panel>
      <Panel title="How it ended"><p>{report.outcomes.map(({ outcome, count }) => `${OUTCOME_NAMES[outcome]} ${count}`).join(' · ')}</p><p>The customers’ word: settled {words.settled} · not settled {words.notSettled} · asked, no answer {words.silent} · nobody to ask {words.nobody}</p></Panel>
      <Panel title="What was stopped">{report.stops.length === 0 ? <p>Nothing.</p> : <StopList stops={report.stops} mayLift={false} />}</Panel>
      <p className={css['quiet']}>Years begin in {report.zone}.</p>
    </div>
  );
}

function Counts({ counts }: { readonly counts: readonly { readonly key: string; readonly name: string; readonly opened: number; readonly closed: number; readonly stillOpen: number }[] }): ReactNode {
  return (
    <table className={css['table']}>
      <thead><tr><th scope="col">By</th><th scope="col">Brought</th><th scope="col">Closed</th><th scope="col">Still open</th></tr></thead>
      <tbody>{counts.map(({ key, name, opened, closed, stillOpen }) => <tr key={key}><th scope="row">{capital(name)}</th><td>{opened}</td><td>{closed}</td><td>{stillOpen}</td></tr>)}</tbody>
    </table>
  );
}
