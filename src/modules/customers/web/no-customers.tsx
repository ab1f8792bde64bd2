import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Empty } from '../../../web/primitives/empty.tsx';
import { useMay } from '../../../web/session.ts';

/** The list before anything has arrived. */
export function NoCustomers(): ReactNode {
  const may = useMay();
  return (
    <Empty title="Nobody is known yet." action={may('import-files') ? <Button component={Link} to="/start">Three ways to begin</Button> : undefined}>
      As soon as interactions arrive, everybody who wrote, called, bought or browsed appears here, joined into one customer each, with the reason for every join.
    </Empty>
  );
}
