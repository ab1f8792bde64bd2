import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Holder } from '../contract.ts';
import { useChoices } from './use-cases.ts';

const keyOf = (holder: Holder): string => ('person' in holder ? `person ${holder.person}` : `queue ${holder.queue}`);

function holderOf(key: string): Holder {
  const at = key.indexOf(' ');
  return key.startsWith('person ') ? { person: key.slice(at + 1) } : { queue: key.slice(at + 1) };
}

/** Chooses who shall have a case: a person, or the queue of a team. `without`: whoever has it already. */
export function HolderSelect({ value, change, label, without = null }: { readonly value: Holder | null; readonly change: (holder: Holder | null) => void; readonly label: string; readonly without?: string | null }): ReactNode {
  const { people, queues } = useChoices();
  const data = [{ group: 'Queues', items: queues.map(({ key, name }) => ({ value: keyOf({ queue: key }), label: name })) }, { group: 'People', items: people.filter(({ id }) => id !== without).map(({ id, name }) => ({ value: keyOf({ person: id }), label: name })) }];
  return <Select label={label} data={data} value={value === null ? null : keyOf(value)} onChange={(key) => change(key === null ? null : holderOf(key))} searchable placeholder="Somebody, or a team" />;
}
