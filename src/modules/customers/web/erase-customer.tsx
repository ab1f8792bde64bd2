import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { counted } from '../../../web/primitives/number.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { routes } from '../contract.ts';

/** Erases somebody for good, in two steps: first why, then their id repeated. */
export function EraseCustomer({ id }: { readonly id: string }): ReactNode {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [step, setStep] = useState<'closed' | 'why' | 'sure'>('closed');
  const [reason, setReason] = useState('');
  const [confirm, setConfirm] = useState('');
  const erase = useMutation({
    mutationFn: () => call(routes.erase, { params: { id }, body: { reason, confirm } }),
    onSuccess: async (certificate) => {
      setStep('closed');
      sayDone(`Erased: ${counted(Object.values(certificate.counts).reduce((sum, rows) => sum + rows, 0), 'row')}. Certificate ${certificate.id}.`);
      await navigate({ to: '/customers' });
      await queries.invalidateQueries();
    },
  });
  return (
    <>
      <Button variant="outline" color="red" onClick={() => setStep('why')} data-testid="erase-customer">Erase them for good…</Button>
      <Modal opened={step !== 'closed'} onClose={() => setStep('closed')} title={step === 'why' ? 'Erase this customer?' : 'This can not be undone'}>
        {step === 'why' && (
          <form onSubmit={(event) => { event.preventDefault(); setStep('sure'); }}>
            <p>Everything that says who they were goes, from every table and from what is on its way. What comes again of them is refused and counted. Export their data first if they asked for it.</p>
            <TextInput label="Why" description="Stands in the certificate for ever: name no person here." placeholder="Asked for it on 3 May" value={reason} onChange={(event) => setReason(event.currentTarget.value)} minLength={3} maxLength={500} required data-autofocus />
            <Button type="submit" mt="sm" disabled={reason.trim().length < 3}>Go on</Button>
          </form>
        )}
        {step === 'sure' && (
          <form onSubmit={(event) => { event.preventDefault(); erase.mutate(); }}>
            <TextInput label={`Type ${id} to confirm`} value={confirm} onChange={(event) => setConfirm(event.currentTarget.value)} required data-autofocus />
            {erase.error !== null && <Problem error={erase.error} />}
            <Button type="submit" mt="sm" color="red" loading={erase.isPending} disabled={confirm.trim() !== id}>Erase for good</Button>
          </form>
        )}
      </Modal>
    </>
  );
}
