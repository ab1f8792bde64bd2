import { Button, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { InteractionEntry } from '../../interactions/web/parts.tsx';
import { routes, type CaseView } from '../contract.ts';
import css from './case-page.module.css';
import type { ChangeCase } from './use-cases.ts';
import { useSpoken } from './use-spoken.ts';

/** What happened that the case is about, the latest first, and how more of it is added. */
export function CaseInteractions({ view, change }: { readonly view: CaseView; readonly change: ChangeCase }): ReactNode {
  const [chosen, choose] = useState('');
  const others = useSpoken(view).filter(({ isInCase }) => !isInCase);
  const mayLink = view.moves.includes('link') && others.length > 0;
  const items = view.interactions.toSorted((a, b) => b.occurredAt.localeCompare(a.occurredAt));
  const dayOf = (at: number): string | null => { const item = items[at]; return item === undefined ? null : momentText(item.occurredAt, 'weekday', item.occurredPrecision); };
  if (items.length === 0 && view.interactionsGone === 0 && !mayLink) return null;
  return (
    <Panel title="What it is about" testId="case-interactions">
      {items.map((item, at) => (
        <div key={item.id}>
          {dayOf(at) !== dayOf(at - 1) && <h3 className={css['day']}>{dayOf(at)}</h3>}
          <InteractionEntry item={item} fresh={false} />
          {item.otherCustomer !== null && <p className={css['quiet']}>This is of <Link to="/customers/$id" params={{ id: item.otherCustomer }}>another customer</Link> by now.</p>}
        </div>
      ))}
      {view.interactionsGone > 0 && <p className={css['quiet']}>{view.interactionsGone === 1 ? 'One interaction is' : `${view.interactionsGone} interactions are`} not kept any more.</p>}
      {mayLink && (
        <form className={css['add']} onSubmit={(event) => { event.preventDefault(); change.mutate(() => call(routes.link, { params: { id: view.id }, body: { interactions: [chosen] } }), { onSuccess: () => choose('') }); }}>
          <NativeSelect size="xs" aria-label="Something else that they said" value={chosen} onChange={(event) => choose(event.currentTarget.value)} data={[{ value: '', label: 'Something else that they said…' }, ...others.map(({ value, label }) => ({ value, label }))]} />
          <Button size="compact-sm" type="submit" variant="default" disabled={chosen === ''}>Add it</Button>
        </form>
      )}
    </Panel>
  );
}
