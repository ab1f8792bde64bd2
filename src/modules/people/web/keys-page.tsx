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
import { routes, type ApiKey } from '../contract.ts';
import { NewKey } from './new-key.tsx';
import { RevokeKey } from './revoke-key.tsx';

const keyOf = (key: ApiKey): string => key.id;

/** API keys: what sends interactions in, and what reads customers. */
export function KeysPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => call(routes.keys, {}, signal) });
  const [making, setMaking] = useState(false);
  const columns = useMemo((): readonly Column<ApiKey>[] => [
    { key: 'name', name: 'Name', value: (key) => key.name },
    { key: 'kind', name: 'May', value: (key) => (key.kind === 'write' ? `send as ${key.source ?? 'any source'}` : key.kind === 'contact' ? 'ask before it contacts somebody' : `${key.kind === 'sql' ? 'ask by SQL' : 'read'}, ${key.personalData ? 'also personal data' : 'personal data hidden'}`) },
    { key: 'ends', name: 'Ends with', value: (key) => key.endsWith, show: (key) => <code>…{key.endsWith}</code>, narrow: 'hide' },
    { key: 'used', name: 'Last used', value: (key) => key.lastUsedAt ?? '', show: (key) => (key.lastUsedAt === null ? 'Never' : <Moment at={key.lastUsedAt} shape="ago" />) },
    { key: 'made', name: 'Made', value: (key) => key.createdAt, show: (key) => <Moment at={key.createdAt} shape="day" />, narrow: 'hide' },
    { key: 'state', name: '', value: (key) => key.revokedAt ?? '', show: (key) => (key.revokedAt === null ? <RevokeKey apiKey={key} /> : <>Revoked <Moment at={key.revokedAt} shape="day" /></>), number: true },
  ], []);
  return (
    <>
      <PageHead title="Keys" lead="A write key can only send interactions, and says which source they come from. A read key can only read customers. An SQL key can only ask the views for analysts." actions={<Button onClick={() => setMaking(true)}>New key</Button>} />
      <NewKey opened={making} close={() => setMaking(false)} />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={5} />
          : data.keys.length === 0 ? <Empty title="No key yet." action={<Button onClick={() => setMaking(true)}>Make the first key</Button>}>With a write key, your shop, site, chat or help desk sends interactions as they happen.</Empty>
            : <Panel title="All keys"><DataTable name="API keys" columns={columns} rows={data.keys} keyOf={keyOf} /></Panel>}
    </>
  );
}
