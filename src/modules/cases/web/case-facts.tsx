import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PRIORITIES, routes, type CaseView, type Priority } from '../contract.ts';
import css from './case-page.module.css';
import { holderText, PRIORITY_NAMES } from './case-words.ts';
import { useChoices, type ChangeCase } from './use-cases.ts';

/** What is known of a case at a glance. */
export function CaseFacts({ view, change }: { readonly view: CaseView; readonly change: ChangeCase }): ReactNode {
  const { queues } = useChoices();
  const queue = queues.find(({ key }) => key === view.queue)?.name ?? view.queue ?? '';
  const setPriority = (priority: Priority): void => change.mutate(() => call(routes.prioritise, { params: { id: view.id }, body: { priority, seen: view.version } }));
  return (
    <dl className={css['facts']}>
      <div><dt>Owner</dt><dd data-testid="case-owner">{holderText(view, 'Nobody')}</dd></div>
      <div><dt>Team</dt><dd>{queue}</dd></div>
      <div><dt>How urgent</dt><dd>{view.moves.includes('prioritise') ? <NativeSelect size="xs" aria-label="How urgent" value={view.priority} onChange={(event) => setPriority(event.currentTarget.value as Priority)} data={PRIORITIES.map((value) => ({ value, label: PRIORITY_NAMES[value] }))} /> : PRIORITY_NAMES[view.priority]}</dd></div>
      {view.nextUpdateBy !== null && <div><dt>They hear more by</dt><dd><Moment at={view.nextUpdateBy} /></dd></div>}
      {view.waitingFor !== null && <div><dt>We wait for</dt><dd>{view.waitingFor}</dd></div>}
      <div><dt>Hand-overs</dt><dd>{view.handOvers}</dd></div>
      <div><dt>Opened again</dt><dd>{view.reopenings === 0 ? 'never' : view.reopenings === 1 ? 'once' : `${view.reopenings} times`}</dd></div>
      <div><dt>Opened</dt><dd><Moment at={view.openedAt} /></dd></div>
    </dl>
  );
}
