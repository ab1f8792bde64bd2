import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { FoldingPanel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useRegistry } from '../../../web/registry.ts';
import { useMay } from '../../../web/session.ts';
import { routes } from '../contract.ts';
import { CustomerActions } from './customer-actions.tsx';
import { CustomerHead } from './customer-head.tsx';
import css from './customer-page.module.css';
import { ErasedCustomer } from './erased-customer.tsx';
import { MaskedNote } from './masked-note.tsx';
import { isUnknown, NoSuchCustomer } from './no-such-customer.tsx';
import { TimelinePanel } from './timeline-panel.tsx';

const page = getRouteApi('/shell/customers/$id');

/** One customer: who they are, why they are one, what they bought, and everything that happened, live. */
export function CustomerPage(): ReactNode {
  const { id } = page.useParams();
  const { view } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const { cards } = useRegistry();
  const { data: customer, error, refetch } = useQuery({ queryKey: ['customer', id], queryFn: ({ signal }) => call(routes.one, { params: { id } }, signal) });
  const present = customer?.id;
  useEffect(() => {
    // An old id answers with the present customer; the address follows, so that a copied link is the lasting one.
    if (present !== undefined && present !== id) void navigate({ params: { id: present }, search: true, replace: true });
  }, [present, id, navigate]);
  if (isUnknown(error) && customer === undefined) return <NoSuchCustomer id={id} />;
  if (error !== null && customer === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (customer !== undefined && customer.erased !== null) return <ErasedCustomer id={id} erased={customer.erased} />;
  return (
    <div data-testid="customer-page">
      {customer === undefined ? <HeadSkeleton /> : <CustomerHead customer={customer} actions={<CustomerActions customer={customer} />} />}
      {!may('see-personal-data') && <MaskedNote />}
      <div className={css['grid']} data-view={view ?? 'lived'}>
        <div className={css['timeline']}><TimelinePanel key={id} id={id} channels={customer?.channels ?? []} /></div>
        <div className={css['cards']}>
          {cards.filter((card) => card.page === 'customer' && may(card.needs)).map(({ key, title, Body }) => (
            <FoldingPanel key={`${key}/${String(wide)}`} title={title} open={wide} testId={`card-${key}`}><Body id={id} /></FoldingPanel>
          ))}
        </div>
      </div>
    </div>
  );
}

function HeadSkeleton(): ReactNode {
  return <div style={{ minHeight: 132 }}><Skeleton height={14} width={180} mb={10} /><Skeleton height={34} width={320} mb={14} /><Skeleton height={16} width="70%" /></div>;
}
