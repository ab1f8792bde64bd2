import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { call } from '../../../web/api.ts';
import type { Office, TimelineItem } from '../../interactions/contract.ts';
import { passes } from '../../interactions/web/parts.tsx';
import { routes } from '../contract.ts';
import { mergeArrivals } from './merge-arrivals.ts';
import { useLiveTimeline, type LineState } from './use-live-timeline.ts';

/** What of a timeline is shown. */
export type TimelineFilter = { readonly channel?: string | undefined; readonly office?: Office | undefined; readonly stage?: string | undefined; readonly text?: string | undefined };

/** A timeline as a page holds it. `held` are arrivals that wait, so that nothing moves under the reader's hand. */
export type OpenTimeline = {
  readonly items: readonly TimelineItem[]; readonly fresh: ReadonlySet<string>; readonly held: readonly TimelineItem[]; readonly line: LineState;
  readonly loading: boolean; readonly error: Error | null; readonly more: (() => void) | null; show(): void; again(): void;
};

const PAGE = 100;

/** The timeline of a customer: years of it in pages, and what arrives. `busy` answers whether the reader's hand is on the list. */
export function useTimeline(id: string, filter: TimelineFilter, busy: () => boolean): OpenTimeline {
  const queries = useQueryClient();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['timeline', id, filter],
    initialPageParam: '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnMount: 'always',
    queryFn: ({ pageParam, signal }) => call(routes.timeline, { params: { id }, query: { ...filter, limit: PAGE, before: pageParam === '' ? undefined : pageParam } }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
  const [arrived, setArrived] = useState<readonly TimelineItem[]>([]);
  const [heldIds, setHeld] = useState<ReadonlySet<string>>(new Set());
  const known = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const outdated = (): void => { void queries.invalidateQueries({ queryKey: ['customer', id] }); };
  const line = useLiveTimeline(id, (items) => {
    const have = new Map([...known, ...arrived].map((item) => [item.id, item.revision]));
    const news = items.filter((item) => (have.get(item.id) ?? -1) < item.revision);
    if (news.length === 0) return;
    setArrived((before) => [...before, ...news]);
    if (busy()) setHeld((before) => new Set([...before, ...news.filter((item) => !have.has(item.id)).map((item) => item.id)]));
    outdated();
  }, outdated);
  const passing = useMemo(() => arrived.filter((item) => passes(item, filter)), [arrived, filter]);
  const items = useMemo(() => mergeArrivals(known, passing.filter((item) => !heldIds.has(item.id)), data !== undefined && !hasNextPage), [known, passing, heldIds, data, hasNextPage]);
  const held = useMemo(() => passing.filter((item) => heldIds.has(item.id)), [passing, heldIds]);
  const fresh = useMemo(() => new Set(arrived.map((item) => item.id)), [arrived]);
  const show = useCallback(() => setHeld(new Set()), []);
  return { items, fresh, held, line, loading: isPending, error, more: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : null, show, again: () => void refetch() };
}
