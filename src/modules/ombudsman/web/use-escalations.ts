import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { routes, type EscalationView } from '../contract.ts';

/** How often lists are asked for anew. Units: ms. */
const POLL_MS = 60_000;

export function useEscalations(state: 'open' | 'closed') {
  return useQuery({ queryKey: ['escalations', state], queryFn: ({ signal }) => call(routes.list, { query: { state } }, signal), refetchInterval: POLL_MS });
}

export function useOpenEscalations() {
  return useQuery({ queryKey: ['escalations', 'today'], queryFn: ({ signal }) => call(routes.open, {}, signal), refetchInterval: POLL_MS }).data;
}

export function useMine() {
  return useQuery({ queryKey: ['escalations', 'mine'], queryFn: ({ signal }) => call(routes.mine, {}, signal) });
}

export function useStops() {
  return useQuery({ queryKey: ['stops'], queryFn: ({ signal }) => call(routes.stops, {}, signal), refetchInterval: POLL_MS }).data?.stops ?? [];
}

/** One escalation; what changes it answers with it as it is then. */
export function useEscalation(id: string) {
  const queries = useQueryClient();
  const found = useQuery({ queryKey: ['escalation', id], queryFn: ({ signal }) => call(routes.one, { params: { id } }, signal) });
  const change = useMutation({
    mutationFn: (work: () => Promise<EscalationView>) => work(),
    onSuccess: (view) => { queries.setQueryData(['escalation', id], view); void queries.invalidateQueries({ queryKey: ['escalations'] }); },
    onError: () => { void queries.invalidateQueries({ queryKey: ['escalation', id] }); },
  });
  return { ...found, change };
}

/** Orders or lifts a stop. */
export function useStopLine() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onSettled: async () => { await queries.invalidateQueries({ queryKey: ['stops'] }); await queries.invalidateQueries({ queryKey: ['escalation'] }); } });
}
