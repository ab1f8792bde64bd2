import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppError } from '../../../kernel/app-error.ts';
import { call } from '../../../web/api.ts';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import { matchingRoutes, type ReviewAnswer, type ReviewQueue, routes } from '../contract.ts';

/** A pair in the queue. */
export type PairInReview = ReviewQueue['pairs'][number];
/** An answer just given. `done` says what undoes it; null where nothing was decided. */
export type GivenAnswer = { readonly pair: PairInReview; readonly answer: ReviewAnswer; readonly done: Promise<string | null> };

const SHOWN = 40;

/** Whether a pair was refused because its two became one customer since it was read. */
export function isOneAlready(error: unknown): boolean {
  return error instanceof AppError && error.code === 'compared-with-itself';
}

/** One text for a pair. */
export function pairKey(pair: Pick<PairInReview, 'left' | 'right'>): string {
  return `${pair.left.id} ${pair.right.id}`;
}

/**
 * The queue as somebody works through it: the next pair stands there at once while the answer is on its way, and the latest answers can be taken back one by one.
 * A refused answer brings its pair back, unless its two became one meanwhile.
 */
export function useReview(setAside: boolean) {
  const queries = useQueryClient();
  const queue = useQuery({
    queryKey: ['review', setAside],
    queryFn: ({ signal }) => call(matchingRoutes.review, { query: { limit: SHOWN, setAside: setAside ? 'yes' : 'no' } }, signal),
  });
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [given, setGiven] = useState<readonly GivenAnswer[]>([]);
  const [chosen, choose] = useState<string | null>(null);

  const pairs = queue.data?.pairs.filter((pair) => !answered.has(pairKey(pair))) ?? [];
  const hidden = (queue.data?.pairs.length ?? 0) - pairs.length;
  const at = Math.max(0, pairs.findIndex((pair) => pairKey(pair) === chosen));
  const current = pairs[at] ?? null;
  const showAgain = (pair: PairInReview): void => setAnswered((before) => new Set([...before].filter((key) => key !== pairKey(pair))));
  const bringBack = (pair: PairInReview): void => {
    showAgain(pair);
    choose(pairKey(pair));
  };
  const refresh = (): Promise<void> => {
    // The other list is read anew when somebody looks, rather than shown as it was.
    queries.removeQueries({ queryKey: ['review'], type: 'inactive' });
    return queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  };

  return {
    queue, pairs, at, current, last: given.at(-1) ?? null,
    count: Math.max(0, (queue.data?.count ?? 0) - hidden),
    choose,
    move(step: -1 | 1): void {
      const next = pairs[Math.min(pairs.length - 1, Math.max(0, at + step))];
      if (next !== undefined) choose(pairKey(next));
    },
    answer(answer: ReviewAnswer): void {
      if (current === null) return;
      const pair = current;
      const next = pairs[at + 1] ?? pairs[at - 1];
      const done = call(matchingRoutes.answer, { params: { id: pair.left.id, other: pair.right.id }, body: { answer } }).then(({ decision }) => decision);
      setAnswered((before) => new Set([...before, pairKey(pair)]));
      setGiven((before) => [...before, { pair, answer, done }]);
      choose(next === undefined ? null : pairKey(next));
      // Once the server's list is read anew, it alone says what waits.
      done.then(() => refresh().then(() => showAgain(pair)), (error: unknown) => {
        sayProblem(error);
        setGiven((before) => before.filter((one) => one.done !== done));
        if (isOneAlready(error)) void refresh();
        else bringBack(pair);
      });
    },
    /** Takes the latest answer back. */
    async undo(): Promise<void> {
      const last = given.at(-1);
      if (last === undefined) return;
      setGiven((before) => before.slice(0, -1));
      try {
        const decision = await last.done;
        if (decision !== null) await call(routes.undo, { params: { decision }, body: {} });
        else await call(matchingRoutes.answer, { params: { id: last.pair.left.id, other: last.pair.right.id }, body: { answer: last.answer === 'not-sure' ? 'ask-again' : 'not-sure' } });
        bringBack(last.pair);
        await refresh();
      } catch (error) {
        sayProblem(error);
      }
    },
  };
}
