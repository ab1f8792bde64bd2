import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { routes, type Terms } from '../contract.ts';
import css from './promises.module.css';

/** What would keep terms from being published, before anybody tries: published promises that say the same otherwise, and an audience that is missing. */
export function Contradictions({ terms, id = null }: { readonly terms: Terms; readonly id?: string | null }): ReactNode {
  const asked = useDeferredValue(terms);
  const { data } = useQuery({ queryKey: ['promises', 'contradictions', asked, id], queryFn: ({ signal }) => call(routes.contradictions, { body: { terms: asked, ...(id === null ? {} : { id }) } }, signal), retry: false });
  const against = data?.promises ?? [];
  return (
    <>
      {terms.audience === null && <p role="status" className={css['lately']}>Choose to whom it is promised: without an audience it cannot be published.</p>}
      {against.length > 0 && <p role="status" className={css['lately']} data-testid="contradicts">It cannot be published as it is: the same customers are promised the same thing otherwise by {against.map((one, at) => <span key={one.id}>{at === 0 ? '' : ' and '}<Link to="/promises/$id" params={{ id: one.id }}>{one.name}</Link></span>)}. Change one of them, narrow whom it is for, or stop it first.</p>}
    </>
  );
}
