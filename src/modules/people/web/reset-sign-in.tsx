import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { routes, type Person } from '../contract.ts';
import css from './start-page.module.css';
import door from './door.module.css';

/** Resets how a colleague signs in. That cannot be undone, so it says what will happen first. */
export function ResetSignIn({ person }: { readonly person: Person }): ReactNode {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const reset = useMutation({
    mutationFn: () => call(routes.resetSignIn, { params: { id: person.id }, body: {} }),
    onSuccess: () => { setAsking(false); sayDone(`${person.name} signs in without a second factor until there is a new one.`); return queries.invalidateQueries({ queryKey: ['people'] }); },
  });
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setAsking(true)} aria-label={`Reset the sign-in of ${person.name}`}>Reset</Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={`Reset the sign-in of ${person.name}`}>
        <p>For a lost phone, or a new account in your company’s directory. Their second factor and recovery codes are taken away, their link to the directory is forgotten, and they are signed out everywhere. Their password stays. Make sure that it is really them who asked.</p>
        <p role="alert" className={door['problem']}>{reset.error === null ? '' : problemText(reset.error)}</p>
        <p className={css['note']}><Button color="red" onClick={() => reset.mutate()} loading={reset.isPending}>Reset the sign-in</Button></p>
      </Modal>
    </>
  );
}
