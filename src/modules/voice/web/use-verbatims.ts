import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { addressOf, call } from '../../../web/api.ts';
import { verbatimRoutes, type Searched, type Verbatim, type Verbatims } from '../contract.ts';
import { isGapBelow, totalOfPages } from './verbatim-pages.ts';

const PAGE = 50;

/** How the live line of the page is. */
export type LineState = 'joining' | 'live' | 'paused' | 'away';

/** What a search found, as the page holds it. `waiting`: how many may have come that are not shown yet, because the reader paused or is in the middle of the list. `searchedUntil`: how far back it was looked, null for all of it; `more` goes on from there, null while it does and at the end. */
export type OpenVerbatims = {
  readonly verbatims: readonly Verbatim[]; readonly fresh: ReadonlySet<string>; readonly total: Verbatims['total']; readonly isCut: boolean; readonly zone: string; readonly line: LineState; readonly waiting: number;
  readonly isLoading: boolean; readonly isStale: boolean; readonly error: Error | null; readonly searchedUntil: string | null; readonly more: (() => void) | null; show(): void; again(): void;
};

/** Verbatims in pages, and what comes. `busy` answers whether the reader's hand is on the list: then nothing moves. */
export function useVerbatims(searched: Searched, isPaused: boolean, busy: () => boolean): OpenVerbatims {
  const queries = useQueryClient();
  const queryKey = useMemo(() => ['verbatims', searched] as const, [searched]);
  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey, initialPageParam: '', staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000, refetchOnMount: 'always',
    queryFn: ({ pageParam, signal }) => call(verbatimRoutes.verbatims, { query: { ...searched, limit: PAGE, before: pageParam === '' ? undefined : pageParam } }, signal),
    getNextPageParam: (last) => last.next ?? undefined, placeholderData: (before) => before,
  });
  const [state, setState] = useState<'joining' | 'live' | 'away'>('joining');
  const [waiting, setWaiting] = useState(0);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());

  /** The newest page again: what is in it and was not known is put before the rest. Where nothing of it was known there is a gap, and the list begins anew. */
  const take = useEffectEvent(async (signal: AbortSignal): Promise<void> => {
    const newest = await call(verbatimRoutes.verbatims, { query: { ...searched, limit: PAGE } }, signal);
    const known = new Map((data?.pages ?? []).flatMap((page) => page.verbatims).map((one) => [one.id, one.revision]));
    const news = newest.verbatims.filter(({ id, revision }) => (known.get(id) ?? -1) < revision);
    setWaiting(0);
    if (news.length === 0) return;
    if (isGapBelow(newest, data?.pages ?? [], PAGE)) { await queries.resetQueries({ queryKey }); return; }
    setFresh((before) => new Set([...before, ...news.map(({ id }) => id)]));
    const ids = new Set(newest.verbatims.map(({ id }) => id));
    queries.setQueryData<typeof data>(queryKey, (before) => (before === undefined ? before : {
      ...before, pages: before.pages.map((page, at) => ({ ...page, total: at === 0 ? newest.total : page.total, verbatims: [...(at === 0 ? newest.verbatims : []), ...page.verbatims.filter(({ id }) => !ids.has(id))] })),
    }));
  });
  const hear = useEffectEvent((count: number, signal: AbortSignal): void => {
    if (isPaused || busy()) setWaiting((before) => before + count);
    else take(signal).catch(() => { if (!signal.aborted) setWaiting((before) => before + count); });
  });
  useEffect(() => {
    const source = new EventSource(addressOf(verbatimRoutes.verbatimsLive, { query: searched }));
    const left = new AbortController();
    let broken = false;
    source.addEventListener('open', () => { setState('live'); if (broken) hear(1, left.signal); broken = false; });
    source.addEventListener('error', () => { broken = true; setState('away'); });
    source.addEventListener('missed', () => { hear(1, left.signal); });
    source.addEventListener('news', (event: MessageEvent<string>) => { hear((JSON.parse(event.data) as { count: number }).count, left.signal); });
    return () => { source.close(); left.abort(); setWaiting(0); };
  }, [searched]);
  const verbatims = useMemo(() => data?.pages.flatMap((page) => page.verbatims) ?? [], [data]);
  const [first] = data?.pages ?? [];
  return {
    verbatims, fresh, total: totalOfPages(data?.pages ?? [], !hasNextPage && !isPlaceholderData), isCut: first?.isCut ?? false, zone: first?.zone ?? '', line: isPaused && state === 'live' ? 'paused' : state, waiting,
    isLoading: isPending, isStale: isPlaceholderData, error, searchedUntil: data?.pages.at(-1)?.searchedUntil ?? null, more: hasNextPage && !isFetchingNextPage && !isPlaceholderData ? () => void fetchNextPage() : null,
    show: () => { setWaiting(0); void queries.resetQueries({ queryKey }); }, again: () => void refetch(),
  };
}
