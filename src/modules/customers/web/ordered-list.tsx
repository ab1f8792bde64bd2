import { ActionIcon, Button } from '@mantine/core';
import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import css from './golden-record-page.module.css';

type Item<Key extends string> = { readonly key: Key; readonly name: string };

/** An order of things that a person can change: each moves up, down or out, and what is not in it yet can be put at its end. Read only without `change`. */
export function OrderedList<Key extends string>({ label, order, offered, nameOf, change, least = 0, empty }: {
  readonly label: string; readonly order: readonly Key[]; readonly offered: readonly Item<Key>[]; readonly nameOf: (key: Key) => string; readonly change: ((order: readonly Key[]) => void) | null; readonly least?: number; readonly empty: string;
}): ReactNode {
  const left = offered.filter(({ key }) => !order.includes(key));
  return (
    <div className={css['ordered']}>
      {order.length === 0 && <p className={css['quiet']}>{empty}</p>}
      <ol aria-label={label}>
        {order.map((key, place) => (
          <li key={key}>
            <span className={css['place']} aria-hidden>{place + 1}</span>
            <span className={css['name']}>{nameOf(key)}</span>
            {change !== null && <span className={css['moves']}>
              {place > 0 && <ActionIcon variant="subtle" size="md" aria-label={`${nameOf(key)} earlier`} onClick={() => change(order.toSpliced(place, 1).toSpliced(place - 1, 0, key))}><ArrowUp size={15} aria-hidden /></ActionIcon>}
              {place < order.length - 1 && <ActionIcon variant="subtle" size="md" aria-label={`${nameOf(key)} later`} onClick={() => change(order.toSpliced(place, 1).toSpliced(place + 1, 0, key))}><ArrowDown size={15} aria-hidden /></ActionIcon>}
              {order.length > least && <ActionIcon variant="subtle" size="md" aria-label={`${nameOf(key)} out`} onClick={() => change(order.toSpliced(place, 1))}><X size={15} aria-hidden /></ActionIcon>}
            </span>}
          </li>
        ))}
      </ol>
      {change !== null && left.length > 0 && <p className={css['offered']}>{left.map(({ key, name }) => <Button key={key} size="compact-xs" variant="default" onClick={() => change([...order, key])}>+ {name}</Button>)}</p>}
    </div>
  );
}
