import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { counted } from '../../../web/primitives/number.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { routes, type IdentityOfCustomer } from '../contract.ts';
import css from './customer-card.module.css';
import { typeName } from './identity-words.ts';

/** Says that a value (an office's phone, an info@ mailbox) tells nothing about who somebody is; joins made through it come apart. */
export function BlockValue({ identifier }: { readonly identifier: IdentityOfCustomer['identifiers'][number] }): ReactNode {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const undo = (decision: string): void => {
    call(routes.undo, { params: { decision }, body: {} }).then(() => { sayDone('The value counts again.'); return queries.invalidateQueries(); }, sayProblem);
  };
  const block = useMutation({
    mutationFn: () => call(routes.block, { body: { type: identifier.type, value: identifier.value, reason } }),
    onSuccess: ({ decision, customersChanged }) => {
      setAsking(false);
      sayDone(`It says nothing from now on. ${counted(customersChanged, 'customer')} changed.`, () => undo(decision));
      return queries.invalidateQueries();
    },
  });
  return (
    <>
      <button type="button" className={css['more']} onClick={() => setAsking(true)} aria-label={`${typeName(identifier.type)} ${identifier.value} says nothing`}>Says nothing?</button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={`Many people share this ${typeName(identifier.type)}?`}>
        <p className={css['lead']}><b>{identifier.value}</b> will no longer join anybody. Customers that were joined only by it come apart; nothing is lost, and it can be undone.</p>
        <form className={css['split']} onSubmit={(event) => { event.preventDefault(); block.mutate(); }}>
          <TextInput label="Why" placeholder="The reception’s phone" value={reason} onChange={(event) => setReason(event.currentTarget.value)} minLength={3} maxLength={500} required data-autofocus />
          <Button type="submit" loading={block.isPending} disabled={reason.trim().length < 3}>It says nothing</Button>
        </form>
      </Modal>
    </>
  );
}
