import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { HELD_KINDS, toldRoutes, type StaffFactRead } from '../contract.ts';
import css from './said-marks.module.css';
import { toldWords } from './told-words.ts';

const isHeld = ({ act, kind, mode }: StaffFactRead): boolean => act === 'said' && HELD_KINDS.some((one) => one === kind) && (mode === 'plain' || mode === 'not');

/** Below the company's words: what they told of an order or refund that was not so at that moment, with the evidence. It is about what can be mended; nobody's name stands here, and nobody is counted. */
export function ToldLine({ id, revision, facts }: { readonly id: string; readonly revision: number; readonly facts: readonly StaffFactRead[] }): ReactNode {
  const { data } = useQuery({ queryKey: ['told', id, revision], queryFn: ({ signal }) => call(toldRoutes.told, { query: { ids: id } }, signal), enabled: facts.some(isHeld), staleTime: 60_000 });
  if (data === undefined || data.told.length === 0) return null;
  return (
    <ul className={css['told']} data-testid="told-against-fact">
      {data.told.map((one) => {
        const { told, seen } = toldWords(one);
        return <li key={one.fact}>{told} <Moment at={one.toldAt} />; {seen} <Moment at={one.at} /> <span className={css['note']}>(order <bdi>{one.order}</bdi>, says {one.source}). To mend: what is true of an order must be at hand where customers are answered.</span></li>;
      })}
    </ul>
  );
}
