import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import type { z } from 'zod';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useSearchText } from '../../../web/search-text.ts';
import { routes, type AuditEntry } from '../contract.ts';

type Row = z.infer<typeof AuditEntry> & { readonly key: string };
const page = getRouteApi('/shell/connect/audit');
const keyOf = (row: Row): string => row.key;

/** Names for the ids of the log; keys and people who are gone keep their id. */
function useNames(): (id: string) => string {
  const { data } = useQuery({ queryKey: ['people'], queryFn: ({ signal }) => call(routes.people, {}, signal) });
  const { data: keyed } = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => call(routes.keys, {}, signal) });
  return useMemo(() => {
    const names = new Map([...(data?.people ?? []), ...(keyed?.keys ?? [])].map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? id;
  }, [data, keyed]);
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'at', name: 'When', value: (row) => row.at, show: (row) => <Moment at={row.at} /> },
  { key: 'who', name: 'Who', value: (row) => row.who },
  { key: 'what', name: 'What', value: (row) => row.what, show: (row) => row.what.replace('.', ': ').replaceAll('-', ' ') },
  { key: 'about', name: 'About', value: (row) => row.about ?? '', show: (row) => (row.about?.startsWith('cus_') === true ? <Link to="/customers/$id" params={{ id: row.about }}>{row.about}</Link> : row.about ?? '') },
  { key: 'outcome', name: 'Outcome', value: (row) => row.outcome, narrow: 'hide' },
];

/** Who saw and did what, newest first. */
export function AuditPage(): ReactNode {
  const { about, who } = page.useSearch();
  const navigate = page.useNavigate();
  const nameOf = useNames();
  const [typed, type] = useSearchText(about, (words) => void navigate({ search: (before) => ({ ...before, about: words }), replace: true }));
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['audit', about ?? '', who ?? ''],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => call(routes.audit, { query: { about, who, before: pageParam === '' ? undefined : pageParam } }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = useMemo(() => data?.pages.flatMap((one) => one.entries).map((entry, i): Row => ({ ...entry, who: nameOf(entry.who), about: entry.about === null ? null : nameOf(entry.about), key: `${entry.at}/${i}` })) ?? [], [data, nameOf]);
  return (
    <>
      <PageHead title="Audit" lead="Who saw and did what, and what was refused. It names no customer, only their ids." />
      <TextInput type="search" data-page-search aria-label="About whom or what" placeholder="About: a customer id such as cus_2s" value={typed} onChange={(event) => type(event.currentTarget.value)} maw={360} mb="md" />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={10} />
          : rows.length === 0 ? <Empty title="Nothing was seen or done.">Every look at a customer and every change leaves a line here.</Empty>
            : <Panel title="Newest first"><DataTable name="Audit" columns={COLUMNS} rows={rows} keyOf={keyOf} />{hasNextPage && <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>Older</Button>}</Panel>}
    </>
  );
}
