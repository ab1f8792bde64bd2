import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { webhookRoutes, type Webhook } from '../contract.ts';
import { NewWebhook } from './new-webhook.tsx';
import { WebhookActs } from './webhook-acts.tsx';
import { EVENT_WORDS, fares } from './webhook-words.ts';
import css from './webhooks-page.module.css';

const keyOf = (webhook: Webhook): string => webhook.id;

/** Addresses of the company's own that hear when customers are joined or come apart. */
export function WebhooksPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['webhooks'], queryFn: ({ signal }) => call(webhookRoutes.webhooks, {}, signal), refetchInterval: 10_000 });
  const [adding, setAdding] = useState(false);
  const columns = useMemo((): readonly Column<Webhook>[] => [
    { key: 'name', name: 'Name', value: ({ name }) => name, show: ({ name, url }) => <>{name}<div className={css['address']}>{url}</div></> },
    { key: 'events', name: 'Hears when', value: ({ events }) => events.map((event) => EVENT_WORDS[event]).join(', '), narrow: 'hide' },
    { key: 'fares', name: 'How it fares', value: fares },
    { key: 'switched', name: 'Switched', value: ({ switchedAt }) => switchedAt ?? '', show: ({ switchedAt, switchedBy }) => (switchedAt === null ? 'Never' : <>{switchedBy ?? 'somebody'}, <Moment at={switchedAt} shape="ago" /></>), narrow: 'hide' },
    { key: 'acts', name: '', value: () => '', show: (webhook) => <WebhookActs webhook={webhook} />, number: true },
  ], []);
  return (
    <>
      <PageHead title="Webhooks" lead="Your own systems hear when two customers become one, when one comes apart, or when a household changes: by ids alone, signed, and only once you switch it on." actions={<Button onClick={() => setAdding(true)}>New webhook</Button>} />
      <NewWebhook opened={adding} close={() => setAdding(false)} />
      {data?.held == null ? null : <p className={css['note']} data-testid="held">{data.held} Messages are shown as they would have gone.</p>}
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={4} />
          : data.webhooks.length === 0 ? <Empty title="No webhook yet.">A data warehouse, a shop or a help desk that keeps customers’ ids of Custos needs to hear when they change.</Empty>
            : <Panel title="All webhooks"><DataTable name="Webhooks" columns={columns} rows={data.webhooks} keyOf={keyOf} /></Panel>}
    </>
  );
}
