import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { NotFound, Problem, problemText } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { routes, type LibraryPromise, type Terms } from '../contract.ts';
import { Contradictions } from './contradictions.tsx';
import { BackTestPanel } from './back-test-panel.tsx';
import css from './promises.module.css';
import { TermsForm } from './terms-form.tsx';

const page = getRouteApi('/shell/promises/new/$key');

/** A promise to be written, out of one of the ready ones, with what it would have come to. */
export function NewPromisePage(): ReactNode {
  const { key } = page.useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['promises', 'library'], staleTime: Infinity, queryFn: ({ signal }) => call(routes.library, {}, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={10} />;
  const ready = data.promises.find((one) => one.key === key);
  return ready === undefined ? <NotFound /> : <Draft key={key} ready={ready} />;
}

function Draft({ ready }: { readonly ready: LibraryPromise }): ReactNode {
  const navigate = page.useNavigate();
  const queries = useQueryClient();
  const [terms, setTerms] = useState<Terms>(ready.terms);
  const { data } = useQuery({ queryKey: ['promises'], queryFn: ({ signal }) => call(routes.promises, {}, signal) });
  const save = useMutation({
    mutationFn: (given: Terms) => call(routes.draft, { body: { terms: given } }),
    onSuccess: async ({ id }) => { sayDone('Written down. Nobody is promised anything before it is published.'); await queries.invalidateQueries({ queryKey: ['promises'] }); await navigate({ to: '/promises/$id', params: { id } }); },
  });
  return (
    <div data-testid="new-promise">
      <PageHead title={terms.name} over={<><Link to="/promises">Promises</Link> · a new one</>} lead={ready.about} actions={<Button loading={save.isPending} onClick={() => save.mutate(terms)}>Write it down</Button>} />
      {save.error !== null && <p role="alert" className={css['quiet']}>{problemText(save.error)}</p>}
      <div className={css['two']}>
        <Panel title="What is promised"><TermsForm terms={terms} change={setTerms} people={data?.people ?? []} /><Contradictions terms={terms} /></Panel>
        <BackTestPanel terms={terms} />
      </div>
    </div>
  );
}
