import { Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CaseQueue } from '../contract.ts';
import css from './rules-page.module.css';
import { useChoices } from './use-cases.ts';

const OFFICES = [{ value: '', label: 'Any office' }, { value: 'brand', label: 'Brand & marketing' }, { value: 'service', label: 'Service' }];

/** A key that no other queue has: the name of a queue may change, what waits in it stays. */
function newKey(queues: readonly CaseQueue[]): string {
  let number = queues.length + 1;
  while (queues.some(({ key }) => key === `team-${number}`)) number += 1;
  return `team-${number}`;
}

/** The teams that cases wait for, in the order in which they are tried. */
export function QueueRows({ queues, isOpen, change }: { readonly queues: readonly CaseQueue[]; readonly isOpen: boolean; readonly change: (queues: readonly CaseQueue[]) => void }): ReactNode {
  const set = (at: number, more: Partial<CaseQueue>): void => change(queues.map((queue, place) => (place === at ? { ...queue, ...more } : queue)));
  const { people } = useChoices();
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim().toLowerCase());
  return (
    <>
      <ul className={css['queues']}>
        {queues.map((queue, at) => (
          <li key={queue.key} data-testid="queue">
            <TextInput size="xs" aria-label={`Name of team ${at + 1}`} value={queue.name} onChange={(event) => set(at, { name: event.currentTarget.value })} readOnly={!isOpen} maxLength={80} />
            <NativeSelect size="xs" aria-label={`Office of ${queue.name}`} data={OFFICES} value={queue.office ?? ''} onChange={(event) => set(at, { office: event.currentTarget.value === '' ? null : event.currentTarget.value as 'brand' | 'service' })} disabled={!isOpen} />
            <TextInput size="xs" aria-label={`Language of ${queue.name}`} placeholder="any language (de)" value={queue.language ?? ''} onChange={(event) => set(at, { language: orNull(event.currentTarget.value) })} readOnly={!isOpen} maxLength={3} />
            <TextInput size="xs" aria-label={`What cases of ${queue.name} are about`} placeholder="about anything (refund)" value={queue.subject ?? ''} onChange={(event) => set(at, { subject: orNull(event.currentTarget.value) })} readOnly={!isOpen} maxLength={48} />
            <MultiSelect size="xs" className={css['wide'] ?? ''} aria-label={`Who gets cases of ${queue.name}`} placeholder={queue.members.length === 0 ? 'nobody by itself: cases wait to be taken' : ''} data={people.map(({ id, name }) => ({ value: id, label: name }))} value={[...queue.members]} onChange={(members) => set(at, { members })} readOnly={!isOpen} searchable />
            {isOpen && <Button size="compact-sm" variant="default" disabled={at === 0} aria-label={`Up: ${queue.name}`} onClick={() => change(queues.toSpliced(at, 1).toSpliced(at - 1, 0, queue))}>Up</Button>}
            {isOpen && <Button size="compact-sm" variant="default" disabled={queues.length === 1} aria-label={`Remove ${queue.name}`} onClick={() => change(queues.toSpliced(at, 1))}>Remove</Button>}
          </li>
        ))}
      </ul>
      {isOpen && <Button size="compact-sm" variant="default" onClick={() => change([{ key: newKey(queues), name: 'New team', office: null, language: null, subject: null, members: [] }, ...queues])}>Add a team</Button>}
    </>
  );
}
