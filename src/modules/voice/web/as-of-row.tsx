import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useId, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { figureRoutes, type Figure } from '../contract.ts';
import type { ShownFigure } from './figure-how.tsx';
import css from './show-how.module.css';

/** Pages that can be had as of a moment. */
const PAGES = ['/scores', '/said', '/topics'] as const;
const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** As of when a figure is; it can be pinned, or had as of the end of another day. */
export function AsOfRow({ figure, of, query }: ShownFigure & { readonly figure: Figure }): ReactNode {
  const { pathname } = useLocation();
  const page = PAGES.find((one) => one === pathname);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const day = useId();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () => call(figureRoutes.pinFigure, { body: { of, query, note: '' } }),
    onSuccess: ({ number }) => Promise.all([queries.invalidateQueries({ queryKey: ['pins'] }), queries.invalidateQueries({ queryKey: ['pinned', number] })]),
  });
  const [chosen, choose] = useState('');
  const show = (): void => { if (page !== undefined && chosen !== '') void navigate({ to: page, search: (before) => ({ ...before, asOf: chosen, pin: undefined }) }); };
  return (
    <>
      Everything recorded until <Moment at={figure.asOf} />.
      {of !== 'rivals' && page !== undefined && (
        <span className={css['pin']}>
          {data === undefined ? <button type="button" className={css['copy']} disabled={isPending} onClick={() => mutate()}>{isPending ? 'Pinning…' : 'Pin it'}</button>
            : <span role="status">Pinned: <Link to={page} search={(before) => ({ ...before, asOf: data.asOf, pin: data.number })} className={css['link'] ?? ''}>the address that gives the same number again</Link>, <Link to="/pins" className={css['link'] ?? ''}>all pinned figures</Link></span>}
          <form className={css['day']} onSubmit={(event) => { event.preventDefault(); show(); }}><label htmlFor={day}>As of the end of</label> <input id={day} type="date" max={yesterday()} className={css['date']} value={chosen} onChange={(event) => choose(event.currentTarget.value)} /> <button type="submit" className={css['copy']} disabled={chosen === ''}>Show</button></form>
          {error !== null && <span role="alert">{problemText(error)}</span>}
        </span>
      )}
      {of === 'rivals' && <span className={css['aside']}> Public ratings of rivals are kept as they are now and can not be had as of a moment.</span>}
      {of === 'topics' && <span className={css['aside']}> Topics are found anew each week. What a pinned figure stands on is kept; as of another moment before they were last found anew it can not be told.</span>}
    </>
  );
}
