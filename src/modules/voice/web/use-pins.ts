import { useInfiniteQuery, useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../../web/api.ts';
import { figureRoutes, type PinnedAgain, type PinnedFigure } from '../contract.ts';

/** A pin with whether it still gives the same number: not counted again yet, counted, or why it could not be asked. */
export type CheckedPin = { readonly pin: PinnedFigure; readonly again: PinnedAgain | undefined; readonly error: Error | null };

/** A pinned figure counted again; asked by the list and by the page that it opens. */
export const pinnedQuery = (number: number) => ({ queryKey: ['pinned', number] as const, staleTime: 30_000, queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(figureRoutes.pinned, { params: { number } }, signal) });

/** The pinned figures, the latest first, counted again one after the other, so that a long list never asks for all at once; and what is done with them. */
export function usePins() {
  const queries = useQueryClient();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['pins'], staleTime: 30_000, initialPageParam: undefined as number | undefined, getNextPageParam: (last: { readonly next: number | null }) => last.next ?? undefined,
    queryFn: ({ pageParam, signal }) => call(figureRoutes.pins, { query: { before: pageParam } }, signal),
  });
  const pins = useMemo(() => data?.pages.flatMap((page) => page.pins) ?? [], [data]);
  const waiting = pins.findIndex(({ number }) => (queries.getQueryState(['pinned', number])?.status ?? 'pending') === 'pending');
  const checks = useQueries({ queries: pins.map(({ number }, at) => ({ ...pinnedQuery(number), enabled: waiting === -1 || at <= waiting })) });
  const change = useMutation({
    mutationFn: ({ number, ...body }: { readonly number: number; readonly note?: string; readonly isPinned?: boolean }) => call(figureRoutes.changePin, { params: { number }, body }),
    onSettled: (_, __, { number }) => Promise.all([queries.invalidateQueries({ queryKey: ['pins'] }), queries.invalidateQueries({ queryKey: ['pinned', number] })]),
  });
  return { pins: pins.map((pin, at): CheckedPin => ({ pin, again: checks[at]?.data, error: checks[at]?.error ?? null })), isReading: data === undefined, error, refetch, hasMore: hasNextPage, more: fetchNextPage, isReadingMore: isFetchingNextPage, change };
}
