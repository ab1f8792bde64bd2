import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { nameRoutes, saidRoutes, type SaidQuery } from '../contract.ts';
import css from './said-page.module.css';
import { VerbatimRow } from './verbatim-row.tsx';

const PAGE = 10;
const FELTS = [[undefined, 'all of them'], ['negative', 'felt bad'], ['neutral', 'neither'], ['positive', 'felt good']] as const;

type Feeling = 'negative' | 'neutral' | 'positive';
/** What is opened: a thing that is read. */
export type Opened = { readonly output: string; readonly label: string };

/** The texts behind a figure, newest first, in the customers' own words. */
export function BehindFigure({ opened, query, name }: { readonly opened: Opened; readonly query: Partial<SaidQuery>; readonly name: string }): ReactNode {
  const [felt, setFelt] = useState<Feeling | undefined>();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['said-verbatims', opened, felt, query], initialPageParam: '', staleTime: 30_000,
    queryFn: ({ pageParam, signal }) => {
      const page = { ...query, limit: PAGE, before: pageParam === '' ? undefined : pageParam };
      const { output, label } = opened;
      return output === 'product' || output === 'rival' ? call(nameRoutes.namedVerbatims, { query: { ...page, output, label } }, signal) : call(saidRoutes.saidVerbatims, { query: { ...page, ...opened, felt } }, signal);
    },
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const verbatims = data?.pages.flatMap((page) => page.verbatims) ?? [];
  return (
    <section className={css['behind']} aria-label={`What they said: ${name}`} data-testid="behind">
      {opened.output === 'aspect' && <div className={css['felts']} role="group" aria-label="Felt how">{FELTS.map(([value, said]) => <button key={said} type="button" className={css['link']} aria-pressed={felt === value} onClick={() => setFelt(value)}>{said}</button>)}</div>}
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={6} />
          : verbatims.length === 0 && !hasNextPage ? <p className={css['quiet']}>Nobody said it in this period.</p>
            : verbatims.map((verbatim) => <VerbatimRow key={verbatim.id} verbatim={verbatim} isFresh={false} />)}
      {hasNextPage && <button type="button" className={css['link']} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{isFetchingNextPage ? 'Reading…' : 'Show older ones'}</button>}
    </section>
  );
}
