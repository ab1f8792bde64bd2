import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { routes } from '../contract.ts';
import { CaseBrief } from './case-rows.tsx';
import css from './cases-page.module.css';
import { OpenCase } from './open-case.tsx';

const FIRST = 5;

/** Cases of a customer, open ones first, and how a new one is opened. */
export function CasesCard({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['cases', 'customer', id], queryFn: ({ signal }) => call(routes.ofCustomer, { params: { id } }, signal) });
  const [opening, setOpening] = useState(false);
  const [all, setAll] = useState(false);
  const may = useMay();
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={2} />;
  const shown = all ? data.cases : data.cases.slice(0, FIRST);
  return (
    <div className={css['card']} data-testid="customer-cases">
      {data.cases.length === 0 && <p className={css['quiet']}>No case was opened.</p>}
      {shown.map((one) => <CaseBrief key={one.id} line={one} />)}
      <p className={css['actions']}>
        {data.cases.length > shown.length && <Button size="compact-sm" variant="default" onClick={() => setAll(true)}>All {data.cases.length}</Button>}
        {may('work-cases') && <Button size="compact-sm" variant="default" onClick={() => setOpening(true)} data-testid="open-case">Open a case</Button>}
      </p>
      {opening && <OpenCase about={{ customer: id, interactions: [] }} subject={null} close={() => setOpening(false)} />}
    </div>
  );
}
