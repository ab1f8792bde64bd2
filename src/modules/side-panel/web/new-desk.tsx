import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { routes } from '../contract.ts';
import css from './panel.module.css';
import { ShownOnce } from './shown-once.tsx';

/** Adds a desk that signs, and shows its secret once. */
export function NewDesk({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [origin, setOrigin] = useState('');
  const add = useMutation({ mutationFn: () => call(routes.addDesk, { body: { name, origins: [origin.trim().replace(/\/$/, '')] } }), onSuccess: () => queries.invalidateQueries({ queryKey: ['desks'] }) });
  const leave = (): void => { close(); add.reset(); setName(''); setOrigin(''); };
  if (add.data !== undefined) return <Modal opened={opened} onClose={leave} title="The secret, shown this once" size="lg"><ShownOnce value={add.data.secret}>Your desk’s server signs each view with it, as {add.data.desk.id}. docs/side-panel.md says how.</ShownOnce></Modal>;
  return (
    <Modal opened={opened} onClose={leave} title="Add a desk" size="md">
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); add.mutate(); }}>
        <TextInput label="Name" placeholder="Zendesk" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={80} required data-autofocus />
        <TextInput label="Address of the desk" description="Where agents work; only pages of this address may show the panel" placeholder="https://acme.zendesk.com" type="url" value={origin} onChange={(event) => setOrigin(event.currentTarget.value)} maxLength={300} required />
        <Button type="submit" loading={add.isPending}>Add the desk</Button>
      </form>
    </Modal>
  );
}
