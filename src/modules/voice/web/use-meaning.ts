import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { meaningRoutes, type AlikeQuery, type AlikeVerbatims, type MeaningState } from '../contract.ts';

const FRESH_MS = 60_000;
/** While texts are being embedded the share is looked at anew. Units: ms. */
const GROWING_MS = 10_000;

/** Whether texts are found by their meaning here; undefined while it is asked. */
export function useMeaning(): MeaningState | undefined {
  const { data } = useQuery({
    queryKey: ['meaning'], staleTime: FRESH_MS, queryFn: ({ signal }) => call(meaningRoutes.meaning, {}, signal),
    refetchInterval: ({ state }) => { const share = state.data?.share; return share != null && (share.isListing || share.embedded < share.readable) ? GROWING_MS : false; },
  });
  return data;
}

/** The texts that are most alike what is asked for; nothing is asked without a question. */
export function useAlike(query: Omit<AlikeQuery, 'limit'> & { readonly limit: number }): { readonly data: AlikeVerbatims | undefined; readonly error: Error | null; readonly isLoading: boolean; readonly isStale: boolean; again(): void } {
  const isAsked = query.to !== undefined || query.words !== undefined;
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: ['alike', query], enabled: isAsked, staleTime: FRESH_MS, placeholderData: keepPreviousData, retry: 1,
    queryFn: ({ signal }) => call(meaningRoutes.alikeVerbatims, { query }, signal),
  });
  return { data: isAsked ? data : undefined, error, isLoading: isAsked && isPending, isStale: isPlaceholderData, again: () => void refetch() };
}
