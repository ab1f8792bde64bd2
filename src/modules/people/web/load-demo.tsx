import { Button, NumberInput, Progress, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { routes as health } from '../../../kernel/health.ts';
import { call } from '../../../web/api.ts';
import { countText } from '../../../web/primitives/number.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { healthQuery } from '../../../web/system/health-words.ts';
import css from './start-page.module.css';

/** Loads the demo company and shows how far it is; where it can't be loaded, says why. */
export function LoadDemo(): ReactNode {
  const [customers, setCustomers] = useState<number | string>(2_000);
  const queries = useQueryClient();
  const offer = useQuery({ queryKey: ['demo-offer'], queryFn: ({ signal }) => call(health.demoOffer, {}, signal) });
  const start = useMutation({ mutationFn: (size: number) => call(health.loadDemo, { body: { customers: size } }), onSettled: () => queries.invalidateQueries({ queryKey: ['demo-offer'] }), onSuccess: () => queries.invalidateQueries({ queryKey: healthQuery.queryKey }) });
  const { data } = useQuery({ ...healthQuery, refetchInterval: 1_000 });
  const demo = data?.demo ?? null;
  if (demo === null && !start.isSuccess) {
    if (offer.error !== null && offer.data === undefined) return <Problem error={offer.error} again={() => void offer.refetch()} />;
    if (data === undefined || offer.data === undefined) return <Skeleton height={36} width={210} />;
    const { loadable, because, customers: begun } = offer.data;
    if (!loadable) return <p className={css['note']} data-testid="demo-refused">{because}</p>;
    if (begun !== null) return <Button onClick={() => start.mutate(begun)} loading={start.isPending}>Go on with the demo company of {countText(begun)} customers</Button>;
    return (
      <>
        <NumberInput label="Customers" description="2,000 are about 150,000 interactions" value={customers} onChange={setCustomers} min={10} max={1_000_000} thousandSeparator mb="sm" />
        <Button onClick={() => start.mutate(Number(customers))} loading={start.isPending} disabled={Number(customers) < 10}>Load the demo company</Button>
      </>
    );
  }
  const ratio = demo?.living === true ? 1 : demo === null || demo.planned === 0 ? 0 : Math.min(1, demo.loaded / demo.planned);
  return (
    <div className={css['progress']} role="status">
      <Progress value={ratio * 100} aria-label="Demo loaded" size="md" color="ink" />
      <span>{demo === null ? 'Starting…' : ratio >= 1 ? `${countText(demo.loaded)} interactions are there.` : `${countText(demo.loaded)} of ${countText(demo.planned)} interactions`}{demo?.living === true ? ' New ones keep arriving.' : ''}</span>
      <Button component={Link} to="/" variant="default">Go to Today</Button>
    </div>
  );
}
