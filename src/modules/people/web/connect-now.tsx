import { Button, CopyButton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { routes } from '../contract.ts';
import { routes as customers } from '../../customers/contract.ts';
import { curlLine } from './curl-line.ts';
import css from './start-page.module.css';

/** Makes a write key and the line that uses it, then waits for what the line sends. */
export function ConnectNow(): ReactNode {
  const [at] = useState(() => new Date().toISOString());
  const made = useMutation({ mutationFn: () => call(routes.createKey, { body: { name: 'First connection', kind: 'write', source: 'first-connection' } }) });
  if (made.data === undefined) return <Button onClick={() => made.mutate()} loading={made.isPending}>Make a write key</Button>;
  const line = curlLine(window.location.origin, made.data.key, at);
  return (
    <>
      <div className={css['code']}><pre data-testid="curl">{line}</pre></div>
      <CopyButton value={line}>{({ copied, copy }) => <Button variant="default" mt="sm" onClick={copy}>{copied ? 'Copied' : 'Copy the line'}</Button>}</CopyButton>
      <Arrival />
      <p className={css['note']}>The key is shown once. It can only send, never read.</p>
    </>
  );
}

function Arrival(): ReactNode {
  const { data } = useQuery({ queryKey: ['first-arrival'], queryFn: ({ signal }) => call(customers.list, { query: { identifier: 'email:jane@example.org', limit: 1 } }, signal), refetchInterval: (query) => (query.state.data?.customers.length === 1 ? false : 2_000) });
  const found = data?.customers[0];
  return <p className={css['note']} role="status">{found === undefined ? 'Waiting for it to arrive…' : <>It arrived. <Link to="/customers/$id" params={{ id: found.id }}>See its customer</Link></>}</p>;
}
