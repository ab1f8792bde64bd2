import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { z } from 'zod';
import { addressOf, call } from '../../../web/api.ts';
import { routes, type CaseQuery, type CaseView, type Holder } from '../contract.ts';

/** Queues are asked for anew so often. Units: ms. */
const POLL_MS = 10_000;
/** A case tells by itself that it changed; what became due meanwhile it does not. Each look is noted in the audit. Units: ms. */
const CASE_MS = 300_000;
const CHOICES_STALE_MS = 60_000;

/** Cases of a view. */
export function queueQuery(query: CaseQuery) {
  return queryOptions({ queryKey: ['cases', query], queryFn: ({ signal }) => call(routes.list, { query }, signal), refetchInterval: POLL_MS });
}

/** Cases of a view, and how many each view has. */
export function useQueue(query: CaseQuery) {
  const list = useQuery({ ...queueQuery(query), placeholderData: (before) => before });
  return { ...list, counts: useCaseCounts() };
}

export function useCaseCounts() {
  return useQuery({ queryKey: ['cases', 'counts'], queryFn: ({ signal }) => call(routes.counts, {}, signal), refetchInterval: POLL_MS }).data;
}

/** Who may have cases, and the queues. */
export function useChoices() {
  return useQuery({ queryKey: ['case-choices'], staleTime: CHOICES_STALE_MS, queryFn: ({ signal }) => call(routes.choices, {}, signal) }).data ?? { people: [], queues: [] };
}

/** One case. What changes it answers with the case as it is then; after a refusal it is asked for anew, so that the page shows what somebody else did. */
export function useCase(id: string) {
  const queries = useQueryClient();
  const found = useQuery({ queryKey: ['case', id], queryFn: ({ signal }) => call(routes.one, { params: { id } }, signal), refetchInterval: CASE_MS });
  const change = useMutation({
    mutationFn: (work: () => Promise<CaseView>) => work(),
    onSuccess: (view) => {
      queries.setQueryData(['case', view.id], view);
      void queries.invalidateQueries({ queryKey: ['cases'] });
      void queries.invalidateQueries({ queryKey: ['case'], predicate: ({ queryKey }) => queryKey[1] !== view.id });
    },
    onError: () => { void queries.invalidateQueries({ queryKey: ['case', id] }); },
  });
  return { ...found, change };
}

export type ChangeCase = ReturnType<typeof useCase>['change'];

const Told = z.object({ people: z.array(z.object({ name: z.string(), isWriting: z.boolean() })), version: z.number().nullable() });
type Others = z.infer<typeof Told>['people'];

/** Who else has a case open, live; and asks for it anew when somebody changed it. */
export function useOthers(id: string, version: number | undefined): Others {
  const queries = useQueryClient();
  const [others, setOthers] = useState<Others>([]);
  const hear = useEffectEvent((told: z.infer<typeof Told>) => {
    setOthers(told.people);
    if (told.version !== null && told.version !== version) void queries.invalidateQueries({ queryKey: ['case', id] });
  });
  useEffect(() => {
    const source = new EventSource(addressOf(routes.live, { params: { id } }));
    source.addEventListener('case', (event: MessageEvent<string>) => {
      const told = Told.safeParse(JSON.parse(event.data));
      if (told.success) hear(told.data);
    });
    return () => source.close();
  }, [id]);
  return others;
}

/** Takes or gives several cases at once. */
export function useMany() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly cases: { id: string; seen: number }[]; readonly to: Holder | null }) => call(routes.many, { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['cases'] }),
  });
}
