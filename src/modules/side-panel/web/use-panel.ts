import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { routes, type Panel } from '../contract.ts';
import { callAs, hearChanges, type Others, type PanelSession } from './panel-session.ts';

/** What does not come live comes within this time. Units: ms. */
const AGAIN_MS = 30_000;

/** What the panel of a view shows, live, and how it is changed. */
export function usePanel(view: PanelSession, customer: string | undefined) {
  const queries = useQueryClient();
  const key = ['side-panel', view.session, customer ?? ''] as const;
  const found = useQuery({ queryKey: key, queryFn: ({ signal }) => callAs(view, routes.panel, { query: { customer } }, signal), refetchInterval: AGAIN_MS, placeholderData: (before) => before });
  const change = useMutation({ mutationFn: (work: () => Promise<Panel>) => work(), onSuccess: (panel) => { queries.setQueryData(key, panel); }, onError: () => { void queries.invalidateQueries({ queryKey: key }); } });
  const [others, setOthers] = useState<Others>([]);
  const hear = useEffectEvent((people: Others) => { setOthers(people); void queries.invalidateQueries({ queryKey: key }); });
  const isOne = found.data?.found === 'one';
  const open = found.data?.customer?.case?.id;
  useEffect(() => {
    if (!isOne) return undefined;
    const leaving = new AbortController();
    void hearChanges(view, { customer, case: open }, leaving.signal, hear);
    return () => leaving.abort();
  }, [view, customer, open, isOne]);
  return { ...found, change, others };
}

export type ChangePanel = ReturnType<typeof usePanel>['change'];
