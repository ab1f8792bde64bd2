import type { NewTopic } from './contract.ts';
import { standing, type LoggedAct } from './replay-decisions.ts';
import type { ShownTopics } from './topic-state.ts';

/** How long a topic is told of as new. Units: ms. */
export const TOLD_MS = 28 * 86_400_000;

type Found = Extract<LoggedAct, { kind: 'new' }>;

/** Those of these new topics that are shown: not on their way still, not hidden, nor merged into another. Shape: in the order of `numbers`, by the name that each has now. */
export function newTopicsShown({ log, languages }: Pick<ShownTopics, 'log' | 'languages'>, numbers: readonly number[]): NewTopic[] {
  const found = new Map(standing(log).flatMap(({ number, language, act, at }): [number, { language: string; act: Found; at: Date }][] => (act.kind === 'new' ? [[number, { language, act, at }]] : [])));
  return numbers.flatMap((number): NewTopic[] => {
    const one = found.get(number);
    const topic = one === undefined ? undefined : languages.get(one.language)?.tree.topics.find(({ id }) => id === one.act.topic.id);
    if (one === undefined || topic === undefined || topic.care.hidden) return [];
    return [{ number, id: `${one.language}.${topic.id}`, name: topic.name, language: one.language, since: one.act.topic.young?.since ?? null, people: one.act.people, before: one.act.before, foundAt: one.at.toISOString() }];
  });
}
