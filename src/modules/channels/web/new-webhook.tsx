import { Button, Checkbox, CopyButton, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { WEBHOOK_EVENTS, webhookRoutes, type WebhookEvent } from '../contract.ts';
import { EVENT_WORDS } from './webhook-words.ts';
import css from './webhooks-page.module.css';

/** Adds an address that hears of changes, and shows the secret that signs its messages once. */
export function NewWebhook({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly string[]>(WEBHOOK_EVENTS);
  const add = useMutation({
    mutationFn: () => call(webhookRoutes.addWebhook, { body: { name, url, events: WEBHOOK_EVENTS.filter((event): event is WebhookEvent => events.includes(event)) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const leave = (): void => { close(); add.reset(); setName(''); setUrl(''); setEvents(WEBHOOK_EVENTS); };
  if (add.data !== undefined) {
    return (
      <Modal opened={opened} onClose={leave} title="The secret, shown this once" size="lg">
        <pre className={css['secret']} data-testid="new-secret">{add.data.secret}</pre>
        <CopyButton value={add.data.secret}>{({ copied, copy }) => <Button mt="sm" onClick={copy}>{copied ? 'Copied' : 'Copy the secret'}</Button>}</CopyButton>
        <p className={css['note']}>Every message is signed with it, so that whoever hears knows that it came from here. The address is off: try it, then switch it on.</p>
      </Modal>
    );
  }
  return (
    <Modal opened={opened} onClose={leave} title="New webhook" size="md">
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); add.mutate(); }}>
        <TextInput label="Name" placeholder="Data warehouse" description="So that people know what it is for" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={120} required data-autofocus />
        <TextInput label="Address" placeholder="https://warehouse.example/custos" type="url" value={url} onChange={(event) => setUrl(event.currentTarget.value)} maxLength={2_000} required />
        <Checkbox.Group label="It hears when" value={[...events]} onChange={setEvents}>
          {WEBHOOK_EVENTS.map((event) => <Checkbox key={event} value={event} label={EVENT_WORDS[event]} mt="xs" />)}
        </Checkbox.Group>
        <Button type="submit" loading={add.isPending} disabled={events.length === 0}>Add the webhook</Button>
      </form>
    </Modal>
  );
}
