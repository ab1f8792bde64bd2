import { Button, NumberInput, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { routes as health } from '../../../kernel/health.ts';
import { call } from '../../../web/api.ts';
import { countText } from '../../../web/primitives/number.ts';
import { healthQuery } from '../../../web/system/health-words.ts';
import css from './start-page.module.css';

/** Loads the demo company and shows how far it is. */
export function LoadDemo(): ReactNode {
  const [customers, setCustomers] = useState<number | string>(2_000);
  const queries = useQueryClient();
  const start = useMutation({ mutationFn: () => call(health.loadDemo, { body: { customers: Number(customers) } }), onSuccess: () => queries.invalidateQueries({ queryKey: healthQuery.queryKey }) });
  const { data } = useQuery({ ...healthQuery, refetchInterval: 1_000 });
  const demo = data?.demo ?? null;
  if (demo === null && !start.isSuccess) {
    return (
      <>
        <NumberInput label="Customers" description="2,000 are about 150,000 interactions" value={customers} onChange={setCustomers} min={10} max={1_000_000} thousandSeparator mb="sm" />
        <Button onClick={() => start.mutate()} loading={start.isPending} disabled={Number(customers) < 10}>Load the demo company</Button>
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
