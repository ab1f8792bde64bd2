import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { calendarRoutes, type Calendar } from '../contract.ts';
import { CalendarEditor } from './calendar-editor.tsx';

/** When somebody is there. A calendar that was saved meanwhile is begun anew. */
export function OpeningHoursPage(): ReactNode {
  const mayChange = useMay()('set-opening-hours');
  const { data, error, refetch } = useQuery({ queryKey: ['calendars'], queryFn: ({ signal }) => call(calendarRoutes.calendars, {}, signal) });
  return (
    <>
      <PageHead title="Opening hours" lead="When somebody is there. What you owe a customer is due by these hours; their own waiting is counted by the wall clock, day and night." />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={8} />
          : <div style={{ display: 'grid', gap: 'var(--gap-5)' }}>{data.calendars.map((calendar) => <Panel key={`${calendar.key} ${calendar.version}`} title={calendar.name} aside={<Standing calendar={calendar} />} testId={`calendar-${calendar.key}`}><CalendarEditor calendar={calendar} mayChange={mayChange} /></Panel>)}</div>}
    </>
  );
}

function Standing({ calendar: { isAssumed, savedBy, savedAt } }: { readonly calendar: Calendar }): ReactNode {
  return isAssumed ? <>Assumed; nobody has confirmed them</> : <span>Saved {savedBy === null ? '' : `by ${savedBy}, `}<Moment at={savedAt} shape="day" /></span>;
}
