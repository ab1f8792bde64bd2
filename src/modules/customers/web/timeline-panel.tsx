import { SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { addressOf, call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { routes, type Customer } from '../contract.ts';
import { ArrivalsBar } from './arrivals-bar.tsx';
import { Lanes } from './lanes.tsx';
import { Thread } from './thread.tsx';
import { TimelineFilters } from './timeline-filters.tsx';
import css from './timeline-panel.module.css';
import { useHand } from './use-hand.ts';
import { useTimeline, type TimelineFilter, type TimelineLine } from './use-timeline.ts';

const page = getRouteApi('/shell/customers/$id');
const VIEWS = [{ value: 'lived', label: 'As they lived it' }, { value: 'departments', label: 'As your departments see it' }];

/** Everything that happened, as one thread or in the lanes of the departments. */
export function TimelinePanel({ id, channels }: { readonly id: string; readonly channels: Customer['channels'] }): ReactNode {
  const search = page.useSearch();
  const navigate = page.useNavigate();
  const view = search.view ?? 'lived';
  const filter = useMemo((): TimelineFilter => ({ channel: search.channel, office: search.office, stage: search.stage, text: search.text, until: search.until }), [search.channel, search.office, search.stage, search.text, search.until]);
  const { box, busy } = useHand();
  const queries = useQueryClient();
  const line = useMemo((): TimelineLine => ({
    key: ['timeline', id], live: addressOf(routes.live, { params: { id } }), isFlood: false,
    page: (query, signal) => call(routes.timeline, { params: { id }, query }, signal),
    outdated: () => void queries.invalidateQueries({ queryKey: ['customer', id] }),
  }), [id, queries]);
  const timeline = useTimeline(line, filter, busy);
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <section aria-label="Timeline" data-testid="timeline">
      <div className={css['head']}>
        <SegmentedControl data={VIEWS} value={view} onChange={(value) => void navigate({ search: (before) => ({ ...before, view: value === 'lived' ? undefined : 'departments' }), replace: true })} aria-label="How to look at it" />
        <TimelineFilters filter={filter} channels={channels} change={(next) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true })} />
      </div>
      {filter.until !== undefined && <p className={css['until']} data-testid="timeline-until">Until <Moment at={filter.until} />. <button type="button" className={css['clear']} onClick={() => void navigate({ search: (before) => ({ ...before, until: undefined }), replace: true })}>Show what came after</button></p>}
      <ArrivalsBar timeline={timeline} />
      <div ref={box}>
        {timeline.error !== null ? <Problem error={timeline.error} again={timeline.again} />
          : timeline.loading ? <LinesSkeleton lines={14} height={18} />
            : timeline.items.length === 0 ? <Nothing filtered={filtered} clear={() => void navigate({ search: { view: search.view }, replace: true })} />
              : view === 'lived' ? <Thread items={timeline.items} fresh={timeline.fresh} more={timeline.more} />
                : <Lanes items={timeline.items} fresh={timeline.fresh} more={timeline.more} />}
      </div>
    </section>
  );
}

function Nothing({ filtered, clear }: { readonly filtered: boolean; readonly clear: () => void }): ReactNode {
  if (filtered) return <Empty title="Nothing of this kind." action={<button type="button" className={css['clear']} onClick={clear}>Show everything</button>}>No interaction of this customer passes the filter.</Empty>;
  return <Empty title="Nothing has happened yet.">The first interaction appears here by itself.</Empty>;
}
