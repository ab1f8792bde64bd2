import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { routes } from '../contract.ts';
import css from './panel.module.css';
import { PanelNote, PanelView } from './panel-view.tsx';

const page = getRouteApi('/embed/customer');

/** The panel in a desk that signs who looks at whom. */
export function SignedPage(): ReactNode {
  const [token] = useState(page.useSearch().token ?? '');
  // What opens the view stands neither in the address nor in the history for longer than it takes.
  useEffect(() => { document.title = 'Custos'; window.history.replaceState(null, '', window.location.pathname); }, []);
  const { data, error } = useQuery({ queryKey: ['side-panel-open', token], queryFn: ({ signal }) => call(routes.open, { body: { token } }, signal), enabled: token !== '', staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false, retry: 1 });
  return (
    <main className={css['frame']}>
      {token === '' ? <PanelNote title="Nothing to show.">This page is opened by a help desk, beside a conversation. An owner finds how under Connect, Help desks.</PanelNote>
        : error !== null ? <PanelNote title="This can not be shown.">{problemText(error)}</PanelNote>
          : data === undefined ? <LinesSkeleton lines={8} /> : <PanelView view={data} />}
    </main>
  );
}
