import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import { recognitionRoutes as routes, type OwnPraise } from '../contract.ts';

const KEY = ['own-praise'];
const SHARED_KEY = ['shared-praise'];

/** Praise of whoever looks. */
export function useOwnPraise(): UseQueryResult<OwnPraise> {
  return useQuery({ queryKey: KEY, staleTime: 300_000, queryFn: ({ signal }) => call(routes.ownPraise, {}, signal) });
}

/** Praise that colleagues shared. */
export function useSharedPraise(isWanted: boolean) {
  return useQuery({ queryKey: SHARED_KEY, staleTime: 60_000, enabled: isWanted, queryFn: ({ signal }) => call(routes.sharedPraise, {}, signal) });
}

/** Shares praise of oneself, or takes it back. */
export function useSharePraise(): UseMutationResult<{ isShared: boolean }, unknown, { readonly id: string; readonly isShared: boolean }> {
  const client = useQueryClient();
  return useMutation({ mutationFn: ({ id, isShared }) => call(routes.sharePraise, { params: { id }, body: { isShared } }), onSuccess: async () => { await Promise.all([client.invalidateQueries({ queryKey: KEY }), client.invalidateQueries({ queryKey: SHARED_KEY })]); }, onError: sayProblem });
}

/** Says whether a short form of one's name is one's own. */
export function useSayName(): UseMutationResult<{ names: string[] }, unknown, { readonly name: string; readonly isMine: boolean }> {
  const client = useQueryClient();
  return useMutation({ mutationFn: (body) => call(routes.ownName, { body }), onSuccess: () => client.invalidateQueries({ queryKey: KEY }), onError: sayProblem });
}
