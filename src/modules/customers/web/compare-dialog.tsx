import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { routes } from '../contract.ts';
import css from './customer-actions.module.css';
import { lineName } from './customer-name.ts';

/** Finds the customer to put beside this one. Enter opens the first that was found. */
export function CompareDialog({ id, opened, close }: { readonly id: string; readonly opened: boolean; readonly close: () => void }): ReactNode {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const { data } = useQuery({ queryKey: ['join-with', asked], enabled: opened && asked.length > 1, placeholderData: keepPreviousData, queryFn: ({ signal }) => call(routes.list, { query: { q: asked, limit: 8 } }, signal) });
  const found = asked.length > 1 ? data?.customers.filter((line) => line.id !== id) ?? [] : [];
  const [first] = found;
  return (
    <Modal opened={opened} onClose={close} title="Compare with whom?" size="lg">
      <form onSubmit={(event) => { event.preventDefault(); if (first !== undefined) void navigate({ to: '/customers/$id/compare/$other', params: { id, other: first.id } }); }}>
        <TextInput type="search" label="The other customer" placeholder="Name, e-mail, phone, order number" value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
      </form>
      <div className={css['found']}>
        {found.map((line) => (
          <Link key={line.id} to="/customers/$id/compare/$other" params={{ id, other: line.id }} data-testid="compare-found">
            <b><Personal value={lineName(line)} /></b>
            <span className={css['quiet']}>{line.id}{line.place !== null && ` · ${line.place}`} · {counted(line.interactions, 'interaction')}</span>
          </Link>
        ))}
      </div>
      {asked.length > 1 && data !== undefined && found.length === 0 && <p className={css['quiet']}>Nobody else by that.</p>}
    </Modal>
  );
}
