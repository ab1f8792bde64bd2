import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { routes, type CaseView } from '../contract.ts';
import css from './case-page.module.css';
import type { ChangeCase } from './use-cases.ts';

/** Other cases of the customer that are a part of this one, and how one more is made one. Nothing stands here when there is no other. */
export function CaseParts({ view, change }: { readonly view: CaseView; readonly change: ChangeCase }): ReactNode {
  const [other, choose] = useState('');
  const id = view.customer?.id ?? '';
  const mayMerge = view.moves.includes('merge');
  const { data } = useQuery({ queryKey: ['cases', 'customer', id], enabled: id !== '' && mayMerge, queryFn: ({ signal }) => call(routes.ofCustomer, { params: { id } }, signal) });
  const others = (data?.cases ?? []).filter((one) => one.id !== view.id && one.endedAt === null);
  if (others.length === 0 && view.parts.length === 0 && view.mergedInto === null) return null;
  const at = { params: { id: view.id } };
  return (
    <Panel title="Other cases of theirs" testId="case-parts">
      {view.mergedInto !== null && <p className={css['quiet']}>This is a part of <Link to="/cases/$id" params={{ id: view.mergedInto }}>{view.mergedInto}</Link>.</p>}
      <ul className={css['parts']}>
        {view.parts.map((part) => <li key={part}><span>Part: <Link to="/cases/$id" params={{ id: part }}>{part}</Link></span>{view.moves.includes('split') && <Button size="compact-xs" variant="default" onClick={() => change.mutate(() => call(routes.split, { ...at, body: { other: part, seen: view.version } }))}>Split off</Button>}</li>)}
        {others.map((one) => <li key={one.id}><Link to="/cases/$id" params={{ id: one.id }}>{one.about}</Link></li>)}
      </ul>
      {mayMerge && others.length > 0 && (
        <form className={css['add']} onSubmit={(event) => { event.preventDefault(); change.mutate(() => call(routes.merge, { ...at, body: { other, seen: view.version } }), { onSuccess: () => choose('') }); }}>
          <NativeSelect size="xs" aria-label="Another case of this customer" value={other} onChange={(event) => choose(event.currentTarget.value)} data={[{ value: '', label: 'Is it the same as…' }, ...others.map(({ id: value, about }) => ({ value, label: about.slice(0, 60) }))]} />
          <Button size="compact-sm" type="submit" variant="default" disabled={other === ''}>Make it a part</Button>
        </form>
      )}
    </Panel>
  );
}
