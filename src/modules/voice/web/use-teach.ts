import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../web/api.ts';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import { teachingRoutes, type QueueItem, type Teaching } from '../contract.ts';

/** An answer just given; null: none of the labels. */
export type GivenWord = { readonly item: QueueItem; readonly label: string | null };

/** While models learn, the page asks how far they are. Units: ms. */
const LEARNING_MS = 1_500;

/** For how long after a learning its version is waited for: it comes a moment later. Units: ms. */
const VERSION_WITHIN_MS = 600_000;

/** Whether something is being learnt or read anew, or was learnt just now and does not read yet. */
function isMoving({ learnings: [latest], versions }: Teaching): boolean {
  if (latest?.state === 'learning' || versions.some(({ state }) => state === 'reading')) return true;
  return latest?.state === 'done' && latest.endedAt !== null && Date.now() - Date.parse(latest.endedAt) < VERSION_WITHIN_MS && !versions.some(({ learning }) => learning === latest.number);
}

/** Everything about teaching, asked again while something is being learnt. */
export function useTeaching() {
  return useQuery({ queryKey: ['teaching'], staleTime: 5_000, queryFn: ({ signal }) => call(teachingRoutes.teaching, {}, signal), refetchInterval: ({ state: { data } }) => (data !== undefined && isMoving(data) ? LEARNING_MS : false) });
}

/** The queue of a question as somebody works through it: the next text stands there at once while the answer is on its way; a refused answer brings its text back. `reads`: which version reads, since another one is unsure elsewhere. */
export function useLabelQueue(output: string, words: string, reads: number) {
  const queries = useQueryClient();
  const queue = useQuery({ queryKey: ['label-queue', output, words, reads], staleTime: Infinity, refetchOnWindowFocus: false, queryFn: ({ signal }) => call(teachingRoutes.labelQueue, { query: { output, ...(words === '' ? {} : { words }) } }, signal) });
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<GivenWord | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const keyOf = (item: QueueItem): string => `${output} ${item.id}`;
  const items = queue.data?.items.filter((item) => !answered.has(keyOf(item))) ?? [];
  const at = Math.max(0, items.findIndex(({ id }) => id === chosen));
  const current = items[at] ?? null;

  const put = (item: QueueItem, isThere: boolean): void => setAnswered((before) => new Set(isThere ? [...before].filter((key) => key !== keyOf(item)) : [...before, keyOf(item)]));
  const told = (): Promise<void> => queries.invalidateQueries({ queryKey: ['teaching'] });

  return {
    queue, items, at, current, last,
    move(step: -1 | 1): void { setChosen(items[Math.min(items.length - 1, Math.max(0, at + step))]?.id ?? null); },
    answer(label: string | null): void {
      if (current === null) return;
      const item = current;
      setChosen(items[at + 1]?.id ?? items[at - 1]?.id ?? null);
      put(item, false);
      setLast({ item, label });
      call(teachingRoutes.correct, { body: { id: item.id, output, label } }).then(told, (error: unknown) => { put(item, true); setLast(null); sayProblem(error); });
    },
    undo(): void {
      if (last === null) return;
      const { item } = last;
      setLast(null);
      call(teachingRoutes.correct, { body: { id: item.id, output, label: null, isTakenBack: true } }).then(() => { put(item, true); setChosen(item.id); return told(); }, sayProblem);
    },
  };
}
