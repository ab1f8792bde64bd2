import { Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import { useEffect, useMemo, type ReactNode } from 'react';
import { addressOf, call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useSearchText } from '../../../web/search-text.ts';
import { useMay } from '../../../web/session.ts';
import { routes, type NobodyCounts } from '../../interactions/contract.ts';
import { channelName } from '../../interactions/web/parts.tsx';
import { ArrivalsBar } from './arrivals-bar.tsx';
import { MaskedNote } from './masked-note.tsx';
import css from './nobody-page.module.css';
import { Thread } from './thread.tsx';
import { useHand } from './use-hand.ts';
import { useTimeline, type OpenTimeline, type TimelineFilter, type TimelineLine } from './use-timeline.ts';

const page = getRouteApi('/shell/customers/nobody');
const COUNTS = ['nobody-counts'] as const;
const COUNTS_MS = 20_000;

function choicesOf(counts: NobodyCounts['counts'], nameOf: (row: NobodyCounts['counts'][number]) => string, show: (name: string) => string): { value: string; label: string }[] {
  const sums = new Map<string, number>();
  for (const row of counts) sums.set(nameOf(row), (sums.get(nameOf(row)) ?? 0) + row.count);
  return [...sums].toSorted((a, b) => b[1] - a[1]).map(([value, count]) => ({ value, label: `${show(value)} (${countText(count)})` }));
}

/** Channel, source and words; each is part of the address. */
function NobodyFilters({ filter, counts, change }: { readonly filter: TimelineFilter; readonly counts: NobodyCounts['counts']; readonly change: (next: TimelineFilter) => void }): ReactNode {
  const [typed, type] = useSearchText(filter.text, (text) => change({ text }));
  const channels = choicesOf(counts.filter((row) => filter.source === undefined || row.source === filter.source), (row) => row.channel, channelName);
  const sources = choicesOf(counts.filter((row) => filter.channel === undefined || row.channel === filter.channel), (row) => row.source, (source) => source);
  return (
    <div className={css['filters']} role="search" aria-label="Filter">
      <TextInput type="search" data-page-search size="sm" aria-label="Words in what they said" placeholder="Words…" value={typed} leftSection={<Search size={14} aria-hidden />} onChange={(event) => type(event.currentTarget.value)} />
      <Select size="sm" aria-label="Channel" placeholder="Channel" clearable data={channels} value={filter.channel ?? null} onChange={(channel) => change({ channel: channel ?? undefined })} comboboxProps={{ width: 220, position: 'bottom-start' }} />
      <Select size="sm" aria-label="Source" placeholder="Source" clearable data={sources} value={filter.source ?? null} onChange={(source) => change({ source: source ?? undefined })} comboboxProps={{ width: 220, position: 'bottom-end' }} />
    </div>
  );
}

/** What nobody can be named for: unsigned reviews, posts without an account, ads on a wall. Newest first, live. */
export function NobodyPage(): ReactNode {
  const { channel, source, text } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const queries = useQueryClient();
  const filter = useMemo((): TimelineFilter => ({ channel, source, text }), [channel, source, text]);
  const { data: counts } = useQuery({ queryKey: COUNTS, queryFn: ({ signal }) => call(routes.nobodyCounts, {}, signal), refetchInterval: COUNTS_MS });
  const { box, busy } = useHand();
  const line = useMemo((): TimelineLine => ({
    key: ['timeline', 'nobody'], live: addressOf(routes.nobodyLive), isFlood: true,
    page: (query, signal) => call(routes.nobodyTimeline, { query }, signal),
    outdated: () => void queries.invalidateQueries({ queryKey: COUNTS }),
  }), [queries]);
  const timeline = useTimeline(line, filter, busy);
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <div data-testid="nobody-page">
      <PageHead title="Nobody known" lead={counts === undefined ? ' ' : `${counted(counts.total, 'interaction')} of people of whom nothing is known: unsigned reviews, posts without an account, ads that somebody saw. They count in every figure, and belong to no customer.`} />
      {!may('see-personal-data') && <MaskedNote />}
      <NobodyFilters filter={filter} counts={counts?.counts ?? []} change={(next) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true })} />
      <section aria-label="Interactions of nobody known" data-testid="timeline">
        <ArrivalsBar timeline={timeline} />
        <div ref={box}><Found timeline={timeline} filtered={filtered} clear={() => void navigate({ search: {}, replace: true })} /></div>
      </section>
    </div>
  );
}

function Found({ timeline, filtered, clear }: { readonly timeline: OpenTimeline; readonly filtered: boolean; readonly clear: () => void }): ReactNode {
  const { items, more } = timeline;
  // A page may hold nothing that may be shown while later ones do: earlier wordings, or words that are masked.
  useEffect(() => { if (items.length === 0) more?.(); }, [items.length, more]);
  if (timeline.error !== null) return <Problem error={timeline.error} again={timeline.again} />;
  if (timeline.loading || (items.length === 0 && more !== null)) return <LinesSkeleton lines={14} height={18} />;
  if (items.length > 0) return <Thread items={items} fresh={timeline.fresh} more={more} name="Newest first" />;
  if (filtered) return <Empty title="Nothing of this kind." action={<button type="button" className={css['clear']} onClick={clear}>Show everything</button>}>No interaction of nobody known passes the filter.</Empty>;
  return <Empty title="Everything that arrived is somebody’s.">What comes without an address, number, account or device appears here by itself.</Empty>;
}
