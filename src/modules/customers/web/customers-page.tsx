import { SegmentedControl, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import { useMemo, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useSearchText } from '../../../web/search-text.ts';
import { routes } from '../contract.ts';
import { CustomerRows } from './customer-rows.tsx';
import css from './customers-page.module.css';
import { NoCustomers } from './no-customers.tsx';

const page = getRouteApi('/shell/customers');
const KINDS = [{ value: 'person', label: 'People' }, { value: 'visitor', label: 'Visitors' }, { value: 'organisation', label: 'Organisations' }];
const PAGE = 100;

/** Everybody, the latest seen first; found by name, any identifier or order number. */
export function CustomersPage(): ReactNode {
  const { q, kind, channel } = page.useSearch();
  const navigate = page.useNavigate();
  const [typed, type] = useSearchText(q, (words) => void navigate({ search: (before) => ({ ...before, q: words }), replace: true }));
  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['customers', q ?? '', kind ?? '', channel ?? ''],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => call(routes.list, { query: { q, kind, channel, limit: PAGE, after: pageParam === '' ? undefined : pageParam } }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  });
  const lines = useMemo(() => data?.pages.flatMap((one) => one.customers) ?? [], [data]);
  const total = data?.pages[0]?.total ?? 0;
  const lead = data === undefined || (total === 0 && q === undefined) ? ' ' : q === undefined && channel !== undefined ? `The latest seen on the channel ${channel} first.` : q === undefined ? `${counted(total, 'customer')}, the latest seen first.` : `${counted(total, 'customer')} found for “${q}”.`;
  return (
    <>
      <PageHead title="Customers" lead={lead} />
      <div className={css['tools']}>
        <TextInput type="search" data-page-search value={typed} onChange={(event) => type(event.currentTarget.value)} leftSection={<Search size={16} aria-hidden />} placeholder="Name, e-mail, phone, order number…" aria-label="Search customers" className={css['search']} rightSection={<kbd className={css['key']}>/</kbd>} size="md" />
        <SegmentedControl data={KINDS} value={kind ?? 'person'} onChange={(value) => void navigate({ search: (before) => ({ ...before, kind: value === 'person' ? undefined : value as 'visitor' }), replace: true })} aria-label="Kind of customer" size="sm" />
      </div>
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : isPending ? <LinesSkeleton lines={12} height={22} />
          : lines.length > 0 ? <CustomerRows lines={lines} total={total} stale={isPlaceholderData} more={hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : null} />
            : q !== undefined || kind !== undefined ? <Empty title="Nobody by that.">Search by any part of a name, a whole e-mail address, a phone number with or without its country, a loyalty or order number. Names are found also without their accents.</Empty>
              : <NoCustomers />}
    </>
  );
}
