import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { routes, type ApiKey } from '../contract.ts';
import css from './start-page.module.css';

/** Revokes a key. That cannot be undone, so it says what will happen first. */
export function RevokeKey({ apiKey }: { readonly apiKey: ApiKey }): ReactNode {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => call(routes.revokeKey, { params: { id: apiKey.id }, body: {} }),
    onSuccess: () => { setAsking(false); sayDone(`“${apiKey.name}” is revoked.`); return queries.invalidateQueries({ queryKey: ['keys'] }); },
  });
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setAsking(true)} aria-label={`Revoke ${apiKey.name}`}>Revoke</Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={`Revoke “${apiKey.name}”`}>
        <p>{apiKey.kind === 'write' ? 'Whatever sends with it is refused from now on, until it has another key. What it sent stays.' : 'Whatever reads with it is refused from now on.'} A revoked key never works again.</p>
        <p className={css['note']}><Button color="red" onClick={() => revoke.mutate()} loading={revoke.isPending}>Revoke the key</Button></p>
      </Modal>
    </>
  );
}
