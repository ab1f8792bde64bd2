import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { routes as customers, type CustomerLine } from '../../customers/contract.ts';
import { routes } from '../contract.ts';
import css from './customer-card.module.css';

/** Somebody found, to be chosen. */
export function Other({ line, label, chosen, choose }: { readonly line: CustomerLine; readonly label: string; readonly chosen: boolean; readonly choose: () => void }): ReactNode {
  return (
    <label className={css['claim']}>
      <input type="radio" name="other" checked={chosen} onChange={choose} aria-label={`${label} ${line.name ?? line.id}`} />
      <span>
        <span className={css['claimHead']}><b><Personal value={line.name ?? line.email ?? line.id} /></b><span className={css['quiet']}>{line.id}</span></span>
        <span className={css['facts']}>{line.email !== null && <Personal value={line.email} />}{line.place !== null && <span>{line.place}</span>}<span className={css['quiet']}>{counted(line.interactions, 'interaction')}</span></span>
      </span>
    </label>
  );
}

/** Says that this customer and another are one person; that can be undone, and nothing is lost either way. `withId`: the other one, where it is known already. */
export function JoinDialog({ id, withId = null, opened, close }: { readonly id: string; readonly withId?: string | null; readonly opened: boolean; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const [other, setOther] = useState<string | null>(withId);
  const [reason, setReason] = useState('');
  const { data } = useQuery({ queryKey: ['join-with', asked], enabled: opened && withId === null && asked.length > 1, placeholderData: keepPreviousData, queryFn: ({ signal }) => call(customers.list, { query: { q: asked, limit: 8 } }, signal) });
  const undo = (decision: string): void => {
    call(routes.undo, { params: { decision }, body: {} }).then(() => { sayDone('They are two customers again.'); return queries.invalidateQueries(); }, sayProblem);
  };
  const join = useMutation({
    mutationFn: (withId: string) => call(routes.join, { params: { id }, body: { with: withId, reason } }),
    onSuccess: async ({ decision, customer }) => {
      close();
      sayDone('They are one customer now, with one timeline.', () => undo(decision));
      await queries.invalidateQueries();
      if (customer !== id) await navigate({ to: '/customers/$id', params: { id: customer } });
    },
  });
  const found = data?.customers.filter((line) => line.id !== id) ?? [];
  return (
    <Modal opened={opened} onClose={close} title={withId === null ? 'Who else is this person?' : 'Are these two one person?'} size="lg">
      <form onSubmit={(event) => { event.preventDefault(); if (other !== null) join.mutate(other); }}>
        {withId !== null && <p className={css['lead']}>{id} and {withId} become one customer with one timeline. Nothing is lost, and it can be undone.</p>}
        {withId === null && <><TextInput type="search" label="The other customer" placeholder="Name, e-mail, phone, order number" value={text} onChange={(event) => { setText(event.currentTarget.value); setOther(null); }} data-autofocus mb="sm" />
        <div className={css['claims']} role="radiogroup" aria-label="Found">{found.map((line) => <Other key={line.id} line={line} label="Join with" chosen={line.id === other} choose={() => setOther(line.id)} />)}</div>
        {asked.length > 1 && data !== undefined && found.length === 0 && <p className={css['lead']}>Nobody else by that.</p>}</>}
        <div className={css['split']}>
          <TextInput label="Why" placeholder="Same person, second account" value={reason} onChange={(event) => setReason(event.currentTarget.value)} minLength={3} maxLength={500} required data-autofocus={withId === null ? undefined : true} />
          <Button type="submit" loading={join.isPending} disabled={other === null || reason.trim().length < 3}>Join them</Button>
        </div>
      </form>
    </Modal>
  );
}
