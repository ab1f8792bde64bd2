import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { REPLY_LIMITS, replyRoutes } from '../contract.ts';
import css from './reply-panel.module.css';

/** Says that nothing goes to an address, because nobody was there, and lets whoever knows better say so. */
export function StoppedAddress({ id, to }: { readonly id: string; readonly to: string }): ReactNode {
  const queries = useQueryClient();
  const [why, setWhy] = useState<string | null>(null);
  const lift = useMutation({
    mutationFn: () => call(replyRoutes.liftAddress, { params: { id }, body: { to, why: why ?? '' } }),
    onSuccess: () => sayDone('Mail may go there again.'),
    onError: sayProblem,
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['case-replies', id] }), queries.invalidateQueries({ queryKey: ['case', id] })]),
  });
  return (
    <div className={css['stopped']} data-testid="stopped-address">
      <p>Mail to <Personal value={to} /> came back: nobody is there. Nothing goes there until they write from it.</p>
      {why === null ? <div><Button type="button" size="compact-xs" variant="default" onClick={() => setWhy('')}>Let mail go there again</Button></div> : (
        <>
          <TextInput label="How do you know that it works?" description="Stands in the history of the case, with your name. If mail comes back again, it stops again." value={why} onChange={(event) => setWhy(event.currentTarget.value)} maxLength={REPLY_LIMITS.why} />
          <div><Button type="button" size="compact-xs" loading={lift.isPending} disabled={why.trim().length < 3} onClick={() => lift.mutate()}>Let mail go there again</Button></div>
        </>
      )}
    </div>
  );
}
