import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { wordedRoutes, type TopicFigure, type TopicVerbatimsQuery, type WordedPurpose } from '../contract.ts';
import css from './topics.module.css';
import type { TopicActs } from './use-topics.ts';
import { leavesWords, wordedBy } from './worded-words.ts';

/** What a language model proposes for a topic, where one is set up: a name that a person takes or leaves, and a summary. Nothing is asked by itself. */
export function TopicWorded({ figure, query, acts }: { readonly figure: TopicFigure; readonly query: Partial<TopicVerbatimsQuery>; readonly acts: TopicActs | null }): ReactNode {
  const { data: state } = useQuery({ queryKey: ['language-model'], queryFn: ({ signal }) => call(wordedRoutes.languageModel, {}, signal), staleTime: 300_000 });
  const ask = useMutation({ mutationFn: (purpose: WordedPurpose) => call(wordedRoutes.wordTopic, { params: { id: figure.id }, body: { ...query, purpose } }) });
  if (state?.isOn !== true) return null;
  const { data } = ask;
  return (
    <div data-testid="topic-worded">
      <div className={css['tools']} role="group" aria-label="Ask the language model">
        {acts !== null && <Button size="compact-sm" variant="default" loading={ask.isPending && ask.variables === 'name'} disabled={ask.isPending} onClick={() => { ask.mutate('name'); }}>Propose a name</Button>}
        <Button size="compact-sm" variant="default" loading={ask.isPending && ask.variables === 'summary'} disabled={ask.isPending} onClick={() => { ask.mutate('summary'); }}>Sum it up</Button>
        <span className={css['quiet']}>{leavesWords(state)}</span>
      </div>
      {ask.error !== null && <p role="alert" className={css['quiet']}>{problemText(ask.error)}</p>}
      {data !== undefined && (
        <div role="status">
          <p className={css['facts']}>{data.words}</p>
          <p className={css['facts']}><small>{wordedBy(data)}</small></p>
          {data.purpose === 'name' && acts !== null && data.words !== figure.name && (
            <div className={css['tools']}>
              <Button size="compact-sm" disabled={acts.isBusy} onClick={() => { acts.decide({ kind: 'rename', id: figure.id, name: data.words.slice(0, 80) }, `It is called “${data.words}” now.`); ask.reset(); }}>Take this name</Button>
              <Button size="compact-sm" variant="default" onClick={() => { ask.reset(); }}>Leave it</Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
