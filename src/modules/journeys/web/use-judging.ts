import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../web/api.ts';
import { routes, type AskedPair } from '../contract.ts';
import { figuresQuery } from './use-issues.ts';

/** So many pairs are asked for at once. */
const DRAWN = 20;
const PERIOD_DAYS = 90;

/** A pair with what somebody said of it. `word`: its number, to take it back. */
export type Judged = { readonly pair: AskedPair; readonly together: boolean; readonly word: string };

const keyOf = ({ a, b }: AskedPair): string => `${a.interaction} ${b.interaction}`;

/** Pairs one after the other, and the way back. */
export function useJudging() {
  const queries = useQueryClient();
  const pairs = useQuery({ queryKey: ['pairs-to-judge'], staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, queryFn: async ({ signal }) => (await call(routes.pairsToJudge, { query: { limit: DRAWN } }, signal)).pairs });
  const figures = useQuery(figuresQuery(PERIOD_DAYS));
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const [judged, setJudged] = useState<readonly Judged[]>([]);
  const current = pairs.data?.find((pair) => !passed.has(keyOf(pair))) ?? null;
  const told = (): void => { void queries.invalidateQueries({ queryKey: ['issues'] }); };
  const pass = (pair: AskedPair): void => {
    setPassed((before) => new Set(before).add(keyOf(pair)));
    if (pairs.data?.at(-1) === pair) void pairs.refetch();
  };
  const saying = useMutation({
    mutationFn: async ({ pair, together }: { readonly pair: AskedPair; readonly together: boolean }): Promise<Judged> => ({ pair, together, word: (await call(routes.sayOfTwo, { body: { a: pair.a.interaction, b: pair.b.interaction, together, drawn: true } })).word }),
    onSuccess: (said) => {
      setJudged((before) => [...before, said]);
      pass(said.pair);
      told();
    },
  });
  const undoing = useMutation({
    mutationFn: ({ word }: Judged) => call(routes.undoWords, { body: { words: [word] } }),
    onSuccess: (_, { pair }) => {
      setJudged((before) => before.slice(0, -1));
      setPassed((before) => new Set([...before].filter((key) => key !== keyOf(pair))));
      // It is asked about again at once, also when the next pairs were drawn since.
      queries.setQueryData<readonly AskedPair[]>(['pairs-to-judge'], (before = []) => [pair, ...before.filter((one) => keyOf(one) !== keyOf(pair))]);
      told();
    },
  });
  const last = judged.at(-1) ?? null;
  return {
    pairs, current, last, judgedCount: figures.data?.quality.pairs, isBusy: saying.isPending || undoing.isPending,
    judge: (together: boolean): void => { if (current !== null) saying.mutate({ pair: current, together }); },
    skip: (): void => { if (current !== null) pass(current); },
    undo: (): void => { if (last !== null) undoing.mutate(last); },
    again: (): void => {
      setPassed(new Set());
      void pairs.refetch();
    },
  };
}
