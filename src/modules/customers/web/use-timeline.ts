import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Office, TimelineItem } from '../../interactions/contract.ts';
import { passes } from '../../interactions/web/parts.tsx';
import { mergeArrivals } from './merge-arrivals.ts';
import { useLiveTimeline, type LineState } from './use-live-timeline.ts';

/** What of a timeline is shown. */
export type TimelineFilter = { readonly channel?: string | undefined; readonly source?: string | undefined; readonly office?: Office | undefined; readonly stage?: string | undefined; readonly text?: string | undefined; readonly until?: string | undefined };

/** Whose timeline it is: where its pages and what arrives come from. `isFlood`: so much may arrive that not all of it is told. Invariant: keeps its identity between renders. */
export type TimelineLine = {
  readonly key: readonly [string, string]; readonly live: string; readonly isFlood: boolean;
  page(query: TimelineFilter & { readonly limit: number; readonly before?: string | undefined }, signal?: AbortSignal): Promise<{ readonly items: readonly TimelineItem[]; readonly next: string | null }>;
  /** What else the page shows may have changed. */
  outdated(): void;
};

/** A timeline as a page holds it. `held` are arrivals that wait, so that nothing moves under the reader's hand; `isBehind`: more arrived than was told. */
export type OpenTimeline = {
  readonly items: readonly TimelineItem[]; readonly fresh: ReadonlySet<string>; readonly held: readonly TimelineItem[]; readonly isBehind: boolean; readonly line: LineState;
  readonly loading: boolean; readonly error: Error | null; readonly more: (() => void) | null; show(): void; again(): void;
};

const PAGE = 100;
const CAUGHT_UP = 50;
const NONE: readonly TimelineItem[] = [];

/** A timeline: years of it in pages, and what arrives. `busy` answers whether the reader's hand is on the list. */
export function useTimeline(of: TimelineLine, filter: TimelineFilter, busy: () => boolean): OpenTimeline {
  const queries = useQueryClient();
  const queryKey = [...of.key, filter] as const;
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey,
    initialPageParam: '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnMount: 'always',
    queryFn: ({ pageParam, signal }) => of.page({ ...filter, limit: PAGE, before: pageParam === '' ? undefined : pageParam }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before, query) => (query?.queryKey[1] === of.key[1] ? before : undefined),
  });
  const [arrived, setArrived] = useState(NONE);
  const [heldIds, setHeld] = useState<ReadonlySet<string>>(new Set());
  const [isBehind, setBehind] = useState(false);
  const known = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const hear = (items: readonly TimelineItem[]): void => {
    const have = new Map([...known, ...arrived].map((item) => [item.id, item.revision]));
    const news = items.filter((item) => (have.get(item.id) ?? -1) < item.revision);
    if (news.length === 0) return;
    // Above a gap nothing is shown: what stands between would seem never to have happened.
    if (isBehind) return;
    setArrived((before) => [...before, ...news]);
    if (busy()) setHeld((before) => new Set([...before, ...news.filter((item) => !have.has(item.id)).map((item) => item.id)]));
    of.outdated();
  };
  const line = useLiveTimeline(of.live, hear, async () => {
    of.outdated();
    if (!of.isFlood) hear((await of.page({ limit: CAUGHT_UP })).items);
    else if (busy() || (data?.pages.length ?? 0) > 1) setBehind(true);
    else if (!(await refetch()).isError) setArrived(NONE);
  });
  const passing = useMemo(() => arrived.filter((item) => passes(item, filter)), [arrived, filter]);
  const items = useMemo(() => mergeArrivals(known, passing.filter((item) => !heldIds.has(item.id)), data !== undefined && !hasNextPage), [known, passing, heldIds, data, hasNextPage]);
  const held = useMemo(() => passing.filter((item) => heldIds.has(item.id)), [passing, heldIds]);
  const fresh = useMemo(() => new Set(arrived.map((item) => item.id)), [arrived]);
  const show = useCallback(() => {
    setHeld(new Set());
    if (!isBehind) return;
    setBehind(false);
    setArrived(NONE);
    void queries.resetQueries({ queryKey: of.key });
  }, [isBehind, queries, of]);
  return { items, fresh, held, isBehind, line, loading: isPending, error, more: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : null, show, again: () => void refetch() };
}
