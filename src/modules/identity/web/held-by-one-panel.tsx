import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { bridgeRoutes, routes, type HeldByOne, type Side } from '../contract.ts';
import { Known } from './evidence-table.tsx';
import css from './held-by-one-panel.module.css';
import { typeName } from './identity-words.ts';
import { chanceWords, sideName } from './likeness-words.ts';

const SHOWN = 5;

/** Customers whose two halves hang together by one weak tie alone: both halves, the tie, and the answer. Nothing where there are none. */
export function HeldByOnePanel(): ReactNode {
  const { data } = useQuery({ queryKey: ['held-by-one'], queryFn: ({ signal }) => call(bridgeRoutes.heldByOne, { query: { limit: SHOWN } }, signal), staleTime: 30_000 });
  if (data === undefined || data.count === 0) return null;
  return (
    <div className={css['panel']}>
      <Panel title="Held together by one tie" testId="held-by-one">
        <p className={css['text']}>{counted(data.count, 'customer')} would fall into two halves without one single tie, and it is a weak one. Until somebody says so, each stays one.{data.count > data.customers.length && ` The first ${countText(data.customers.length)}:`}</p>
        <ul className={css['list']}>{data.customers.map((one) => <li key={`${one.ends.left} ${one.ends.right}`}><Held held={one} /></li>)}</ul>
      </Panel>
    </div>
  );
}

function Held({ held }: { readonly held: HeldByOne }): ReactNode {
  const mayAnswer = useMay()('change-identity');
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  const undo = useMutation({ mutationFn: (decision: string) => call(routes.undo, { params: { decision }, body: {} }), onSuccess: refresh, onError: sayProblem });
  const answer = useMutation({
    mutationFn: (said: 'one-person' | 'two-people') => call(bridgeRoutes.answerHeldByOne, { params: { id: held.customer }, body: { answer: said, ends: held.ends } }),
    onSuccess: ({ decision }, said) => { sayDone(said === 'one-person' ? 'One person: nobody is asked again.' : 'Two people from now on.', () => undo.mutate(decision)); return refresh(); },
    onError: (error) => { sayProblem(error); return refresh(); },
  });
  return (
    <article className={css['held']}>
      <p><Link to="/customers/$id" params={{ id: held.customer }}>{held.customer}</Link> is one customer by {held.by.kind === 'likely' ? <>likelihood alone, right {chanceWords(held.by.probability ?? 0)}</> : <>the same {typeName(held.by.type ?? '')} <b><Personal value={held.by.value ?? ''} /></b> alone, not verified in both halves</>}.</p>
      <div className={css['halves']}><Half side={held.left} /><Half side={held.right} /></div>
      {mayAnswer && (
        <div className={css['answers']}>
          <Button size="compact-sm" loading={answer.isPending && answer.variables === 'one-person'} disabled={answer.isPending} onClick={() => answer.mutate('one-person')}>One person</Button>
          <Button size="compact-sm" variant="default" loading={answer.isPending && answer.variables === 'two-people'} disabled={answer.isPending} onClick={() => answer.mutate('two-people')}>Two people</Button>
        </div>
      )}
    </article>
  );
}

function Half({ side }: { readonly side: Side }): ReactNode {
  return <div className={css['half']}><b><Personal value={sideName(side)} /></b><Known side={side} /></div>;
}
