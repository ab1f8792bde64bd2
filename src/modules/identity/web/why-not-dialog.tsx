import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes as customers } from '../../customers/contract.ts';
import { matchingRoutes } from '../contract.ts';
import css from './customer-card.module.css';
import { Other } from './join-dialog.tsx';
import { Likeness } from './likeness-dialog.tsx';

/** Why this customer and any other are not one: somebody is found, and the sum of evidence is shown, also for two who were never compared. */
export function WhyNotDialog({ id, opened, close }: { readonly id: string; readonly opened: boolean; readonly close: () => void }): ReactNode {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const [other, setOther] = useState<string | null>(null);
  const { data } = useQuery({ queryKey: ['join-with', asked], enabled: opened && asked.length > 1, placeholderData: keepPreviousData, queryFn: ({ signal }) => call(customers.list, { query: { q: asked, limit: 8 } }, signal) });
  const found = data?.customers.filter((line) => line.id !== id) ?? [];
  return (
    <Modal opened={opened} onClose={close} title="Why is this not one with …" size="xl">
      <TextInput type="search" label="The other customer" placeholder="Name, e-mail, phone, order number" value={text} onChange={(event) => { setText(event.currentTarget.value); setOther(null); }} data-autofocus mb="sm" />
      {other === null && <div className={css['claims']} role="radiogroup" aria-label="Found">{found.map((line) => <Other key={line.id} line={line} label="Compare with" chosen={line.id === other} choose={() => setOther(line.id)} />)}</div>}
      {other === null && asked.length > 1 && data !== undefined && found.length === 0 && <p className={css['lead']}>Nobody else by that.</p>}
      {other !== null && <><Likeness id={id} other={other} /><OneHome id={id} other={other} /></>}
    </Modal>
  );
}

/** Says that the two share a home, where nothing that they say tells it. */
function OneHome({ id, other }: { readonly id: string; readonly other: string }): ReactNode {
  const queries = useQueryClient();
  const mayChange = useMay()('change-identity');
  const say = useMutation({
    mutationFn: (isOne: boolean) => call(matchingRoutes.refuseHousehold, { params: { id, other }, body: { isOne } }),
    onSuccess: (_, isOne) => {
      sayDone(isOne ? 'They share a home now, and stay two people.' : 'They no longer count as one home.', () => say.mutate(!isOne));
      return queries.invalidateQueries({ predicate: (query) => query.queryKey[2] === 'household' });
    },
  });
  return mayChange ? <p className={css['actions']}><Button variant="default" size="xs" loading={say.isPending} onClick={() => say.mutate(true)}>They share a home</Button></p> : null;
}
