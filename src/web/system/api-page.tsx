import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { capital } from '../../kernel/capital.ts';
import { routes } from '../../kernel/health.ts';
import { call } from '../api.ts';
import { LinesSkeleton } from '../primitives/lines-skeleton.tsx';
import { PageHead } from '../primitives/page-head.tsx';
import { Problem } from '../primitives/problem.tsx';
import { useMe } from '../session.ts';
import css from './api-page.module.css';
import { operationsOf, type Operation } from './operations.ts';
import { TryIt } from './try-it.tsx';

function gateWords(gate: string): string {
  if (gate === 'public') return 'open to all';
  if (gate === 'write-key') return 'write key';
  return gate.replaceAll('-', ' ');
}

function Route({ operation }: { readonly operation: Operation }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <li className={css['route']} data-testid="api-route">
      <button type="button" className={css['head']} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={css['method']} data-method={operation.method}>{operation.method}</span>
        <code className={css['path']}>{operation.path}</code>
        <span className={css['summary']}>{operation.summary}</span>
        <span className={css['gate']}>{gateWords(operation.gate)}</span>
      </button>
      {open && <TryIt operation={operation} />}
    </li>
  );
}

/** Every route of this installation, from its own OpenAPI document, with a way to try it. */
export function ApiPage(): ReactNode {
  const { may } = useMe();
  const [typed, setTyped] = useState('');
  const { data, error, refetch } = useQuery({ queryKey: ['openapi'], staleTime: Number.POSITIVE_INFINITY, queryFn: async ({ signal }) => operationsOf(await call(routes.openapi, {}, signal)) });
  const groups = useMemo(() => {
    const wanted = typed.trim().toLowerCase();
    const open = (data ?? []).filter((operation) => (operation.gate === 'public' || operation.gate === 'write-key' || (may as readonly string[]).includes(operation.gate)) && `${operation.method} ${operation.path} ${operation.summary}`.toLowerCase().includes(wanted));
    return [...Map.groupBy(open, (operation) => operation.group)];
  }, [data, typed, may]);
  return (
    <>
      <PageHead title="API" lead={<>Everything that this page does, your own programs can do. The whole description is <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). Here you try routes as yourself; programs use a key.</>} />
      <TextInput type="search" data-page-search aria-label="Search routes" placeholder="Search routes" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} maw={360} mb="lg" />
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={10} />
          : groups.map(([group, operations]) => (
            <section key={group} className={css['group']} aria-label={group}>
              <h2>{capital(group.replaceAll('-', ' '))}</h2>
              <ul>{operations.map((operation) => <Route key={operation.key} operation={operation} />)}</ul>
            </section>
          ))}
    </>
  );
}
