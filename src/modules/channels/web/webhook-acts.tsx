import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { webhookRoutes, type Webhook, type WebhookDelivery } from '../contract.ts';
import { became } from './webhook-words.ts';
import css from './webhooks-page.module.css';

const keyOf = (delivery: WebhookDelivery): string => delivery.id;
const COLUMNS: readonly Column<WebhookDelivery>[] = [
  { key: 'made', name: 'When', value: ({ madeAt }) => madeAt, show: ({ madeAt }) => <Moment at={madeAt} shape="ago" /> },
  { key: 'body', name: 'What', value: ({ event }) => event, show: ({ body }) => <pre className={css['body']}>{JSON.stringify(body)}</pre> },
  { key: 'became', name: 'What became of it', value: became },
];

/** What can be done with a webhook: try it, switch it, see its messages, remove it. */
export function WebhookActs({ webhook: { id, name, isOn } }: { readonly webhook: Webhook }): ReactNode {
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['webhooks'] });
  const ping = useMutation({ mutationFn: () => call(webhookRoutes.tryWebhook, { params: { id }, body: {} }), onSuccess: (one) => { sayDone(one.problem ?? `“${name}” took the message.`); return again(); } });
  const turn = useMutation({ mutationFn: () => call(webhookRoutes.switchWebhook, { params: { id }, body: { on: !isOn } }), onSuccess: (now) => { sayDone(`“${name}” is ${now.isOn ? 'on' : 'off'}.`); return again(); } });
  const remove = useMutation({ mutationFn: () => call(webhookRoutes.removeWebhook, { params: { id }, body: {} }), onSuccess: () => { setOpened(false); sayDone(`“${name}” is removed.`); return again(); } });
  return (
    <div className={css['acts']}>
      <Button variant="default" size="compact-sm" onClick={() => ping.mutate()} loading={ping.isPending} aria-label={`Try it: ${name}`}>Try it</Button>
      <Button variant="default" size="compact-sm" onClick={() => turn.mutate()} loading={turn.isPending} aria-label={`${isOn ? 'Switch off' : 'Switch on'}: ${name}`}>{isOn ? 'Switch off' : 'Switch on'}</Button>
      <Button variant="default" size="compact-sm" onClick={() => setOpened(true)} aria-label={`Messages of ${name}`}>Messages</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`Messages of “${name}”`} size="xl">
        {opened ? <Messages id={id} /> : null}
        <p className={css['note']}><Button color="red" variant="default" onClick={() => remove.mutate()} loading={remove.isPending}>Remove the webhook with its messages</Button></p>
      </Modal>
    </div>
  );
}

function Messages({ id }: { readonly id: string }): ReactNode {
  const { data } = useQuery({ queryKey: ['webhooks', id], queryFn: ({ signal }) => call(webhookRoutes.deliveries, { params: { id } }, signal), refetchInterval: 5_000 });
  if (data === undefined) return <LinesSkeleton lines={3} />;
  return data.deliveries.length === 0 ? <p className={css['note']}>No message yet.</p> : <DataTable name="Messages" columns={COLUMNS} rows={data.deliveries} keyOf={keyOf} />;
}
