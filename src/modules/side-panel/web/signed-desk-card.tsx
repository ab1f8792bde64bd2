import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { routes, type SignedDesk } from '../contract.ts';
import css from './panel.module.css';
import { ShownOnce } from './shown-once.tsx';

/** A desk that signs who looks at whom, and what can be done with it. */
export function SignedDeskCard({ desk }: { readonly desk: SignedDesk }): ReactNode {
  const queries = useQueryClient();
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['desks'] });
  const rotate = useMutation({ mutationFn: () => call(routes.rotateSecret, { params: { id: desk.id }, body: {} }), onSuccess: again });
  const remove = useMutation({ mutationFn: () => call(routes.removeDesk, { params: { id: desk.id }, body: {} }), onSuccess: () => { sayDone(`“${desk.name}” is removed; its panels are over.`); return again(); } });
  return (
    <section className={css['desk']} aria-label={desk.name}>
      <h3>{desk.name}</h3>
      <dl className={css['facts']}>
        <div><dt>Id, as it signs</dt><dd>{desk.id}</dd></div>
        <div><dt>May show the panel</dt><dd>{desk.origins.join(', ')}</dd></div>
        <div><dt>Secret</dt><dd>{desk.secretAt !== null && <>of <Moment at={desk.secretAt} /></>}{desk.formerUntil !== null && <>; the former one counts until <Moment at={desk.formerUntil} /></>}</dd></div>
      </dl>
      <div className={css['acts']}>
        <Button variant="default" size="compact-sm" onClick={() => rotate.mutate()} loading={rotate.isPending} aria-label={`New secret: ${desk.name}`}>New secret</Button>
        <Button variant="default" color="red" size="compact-sm" onClick={() => remove.mutate()} loading={remove.isPending} aria-label={`Remove: ${desk.name}`}>Remove</Button>
      </div>
      <Modal opened={rotate.data !== undefined} onClose={() => rotate.reset()} title="The new secret, shown this once" size="lg"><ShownOnce value={rotate.data?.secret ?? ''}>The former one counts for another hour.</ShownOnce></Modal>
    </section>
  );
}
