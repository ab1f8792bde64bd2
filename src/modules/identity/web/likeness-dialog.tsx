import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { matchingRoutes } from '../contract.ts';
import { EvidenceTable } from './evidence-table.tsx';

/** Why two customers, or two claims of one, are or are not one person. `pair` null: closed. */
export function LikenessDialog({ pair, close }: { readonly pair: { readonly id: string; readonly other: string } | null; readonly close: () => void }): ReactNode {
  return <Modal opened={pair !== null} onClose={close} title="One person?" size="xl">{pair !== null && <Likeness id={pair.id} other={pair.other} />}</Modal>;
}

/** The sum of evidence of two customers or claims. `isPart`: of a page that tells beside it how both are known. */
export function Likeness({ id, other, isPart = false }: { readonly id: string; readonly other: string; readonly isPart?: boolean }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['likeness', id, other], queryFn: ({ signal }) => call(matchingRoutes.likeness, { params: { id, other } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={8} height={18} />;
  return <EvidenceTable likeness={data} isPart={isPart} />;
}
