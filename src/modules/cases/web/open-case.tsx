import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { CASE_LIMITS, PRIORITIES, routes, type CaseSubject, type Priority } from '../contract.ts';
import css from './cases-page.module.css';
import { PRIORITY_NAMES } from './case-words.ts';

/** Opens a case for a customer, or for whose an interaction is, and goes to it. `subject`: what the interaction is about. */
export function OpenCase({ about: of, subject, close }: { readonly about: { readonly customer?: string; readonly interactions: readonly string[] }; readonly subject: CaseSubject | null; readonly close: () => void }): ReactNode {
  const [about, setAbout] = useState('');
  const [order, setOrder] = useState(subject?.type === 'order' ? subject.id : '');
  const [priority, setPriority] = useState<Priority>('normal');
  const [isMine, setMine] = useState(true);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: () => call(routes.open, { body: { ...of, interactions: [...of.interactions], about: about.trim(), priority, isMine, ...(order.trim() !== '' ? { subject: { type: 'order', id: order.trim() } } : subject !== null && subject.type !== 'order' ? { subject } : {}) } }),
    onSuccess: (view) => {
      queries.setQueryData(['case', view.id], view);
      void queries.invalidateQueries({ queryKey: ['cases'] });
      close();
      sayDone(isMine ? 'Opened, and yours.' : 'Opened. It waits in its queue.');
      void navigate({ to: '/cases/$id', params: { id: view.id } });
    },
  });
  return (
    <Modal opened onClose={close} title="Open a case">
      <form className={css['form']} onSubmit={(event) => { event.preventDefault(); open.mutate(); }}>
        <TextInput label="What the customer waits for" placeholder="The replacement parcel never came" value={about} onChange={(event) => setAbout(event.currentTarget.value)} minLength={3} maxLength={CASE_LIMITS.about} required data-autofocus />
        <TextInput label="Order" description="If it is about one" value={order} onChange={(event) => setOrder(event.currentTarget.value)} maxLength={200} />
        <NativeSelect label="How urgent" value={priority} onChange={(event) => setPriority(event.currentTarget.value as Priority)} data={PRIORITIES.map((value) => ({ value, label: PRIORITY_NAMES[value] }))} />
        <Checkbox label="I own it" checked={isMine} onChange={(event) => setMine(event.currentTarget.checked)} />
        <Button type="submit" loading={open.isPending} disabled={about.trim().length < 3}>Open it</Button>
      </form>
    </Modal>
  );
}
