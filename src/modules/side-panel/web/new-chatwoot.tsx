import { Button, Modal, NumberInput, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { chatwootRoutes } from '../../channels/contract.ts';
import css from './panel.module.css';
import { ShownOnce } from './shown-once.tsx';

/** Adds a desk that runs Chatwoot, and shows the address at which it is heard once. */
export function NewChatwoot({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [name, setName] = useState('Chatwoot');
  const [url, setUrl] = useState('');
  const [account, setAccount] = useState<number | string>(1);
  const [token, setToken] = useState('');
  const add = useMutation({ mutationFn: () => call(chatwootRoutes.addChatwoot, { body: { name, url, account: Number(account), token } }), onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ['chatwoots'] }), queries.invalidateQueries({ queryKey: ['desks'] })]) });
  const leave = (): void => { close(); add.reset(); setUrl(''); setToken(''); };
  if (add.data !== undefined) {
    return (
      <Modal opened={opened} onClose={leave} title="Where Chatwoot is heard, shown this once" size="lg">
        <ShownOnce value={window.location.origin + add.data.hook}>In Chatwoot, under Settings, Integrations, Webhooks, add this address with all events of messages, conversations and contacts. If Chatwoot shows a secret there, enter it on this page. The desk is off until you switch it on.</ShownOnce>
      </Modal>
    );
  }
  return (
    <Modal opened={opened} onClose={leave} title="Add Chatwoot" size="md">
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); add.mutate(); }}>
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={80} required data-autofocus />
        <TextInput label="Address of Chatwoot" placeholder="https://app.chatwoot.com" type="url" value={url} onChange={(event) => setUrl(event.currentTarget.value)} maxLength={500} required />
        <NumberInput label="Number of the account" description="As in its address: …/accounts/1/dashboard" value={account} onChange={setAccount} min={1} allowDecimal={false} required />
        <PasswordInput label="Access token" description="Of an administrator: Profile settings, Access token. It is kept sealed." value={token} onChange={(event) => setToken(event.currentTarget.value)} minLength={8} maxLength={500} required autoComplete="off" />
        <Button type="submit" loading={add.isPending}>Add it</Button>
      </form>
    </Modal>
  );
}
