import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import { topicRoutes, type NewTopic } from '../contract.ts';
import css from './saved-searches.module.css';
import { newTopicText } from './topics-words.ts';

const ASKED_MS = 60_000;

/** New topics that the viewer has not seen, asked from time to time; and how they are marked. */
export function useNewTopics() {
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['new-topics'], refetchInterval: ASKED_MS, staleTime: 0, queryFn: ({ signal }) => call(topicRoutes.newTopics, {}, signal) });
  const seen = useMutation({ mutationFn: (numbers: readonly number[]) => call(topicRoutes.newTopicsSeen, { body: { numbers: [...numbers] } }), onSettled: () => queries.invalidateQueries({ queryKey: ['new-topics'] }) });
  return { topics: data?.topics ?? [], isMarking: seen.isPending, mark: (numbers: readonly number[]): void => seen.mutate(numbers, { onError: sayProblem }) };
}

/** One new topic, with the way to it. */
export function NewTopicNotice({ topic, isMarking, mark }: { readonly topic: NewTopic; readonly isMarking: boolean; readonly mark: (numbers: readonly number[]) => void }): ReactNode {
  const { number, id, name, language } = topic;
  return (
    <li className={css['notice']} data-testid="new-topic">
      <span className={css['told']}>
        <Link to="/topics" search={{ language, open: id }} onClick={() => mark([number])}>{name}</Link>
        <span>{newTopicText(topic)}</span>
      </span>
      <Button size="compact-xs" variant="default" disabled={isMarking} aria-label={`Seen: ${name}`} onClick={() => mark([number])}>Seen</Button>
    </li>
  );
}
