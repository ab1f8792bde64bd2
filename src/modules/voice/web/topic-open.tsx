import { Button, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { topicRoutes, type ShownTopic, type TopicFigure, type Topics, type TopicVerbatimsQuery } from '../contract.ts';
import { countsText, rangeText, shareText } from './said-words.ts';
import { TopicLanguages } from './topic-languages.tsx';
import { TopicMonths } from './topic-line.tsx';
import { Spent } from './topic-spent.tsx';
import { TopicWorded } from './topic-worded.tsx';
import { changeText, feltText } from './topics-words.ts';
import css from './topics.module.css';
import type { TopicActs } from './use-topics.ts';
import { VerbatimRow } from './verbatim-row.tsx';

const PAGE = 10;

/** What the open topics of a page need: which texts are counted, what may be done, and into what can be merged. */
export type Around = { readonly query: Partial<TopicVerbatimsQuery>; /** Decisions about a topic are about it in every language that is shown. */ readonly acts: TopicActs | null; readonly others: readonly { readonly id: string; readonly name: string }[]; /** What the people of each topic spent. */ readonly values: Topics['values']; /** Figures of the whole and what it is called, where the page is of a part. */ readonly whole: { readonly name: string; readonly figures: ReadonlyMap<string, TopicFigure> } | null };

function Behind({ id, name, query }: { readonly id: string; readonly name: string; readonly query: Partial<TopicVerbatimsQuery> }): ReactNode {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['topic-verbatims', id, query], initialPageParam: '', staleTime: 30_000,
    queryFn: ({ pageParam, signal }) => call(topicRoutes.topicVerbatims, { params: { id }, query: { ...query, limit: PAGE, before: pageParam === '' ? undefined : pageParam } }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const verbatims = data?.pages.flatMap((page) => page.verbatims) ?? [];
  return (
    <section aria-label={`What they said: ${name}`} data-testid="topic-verbatims">
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={6} />
          : verbatims.length === 0 && !hasNextPage ? <p className={css['quiet']}>Nobody spoke of it in this period.</p>
            : verbatims.map((verbatim) => <VerbatimRow key={verbatim.id} verbatim={verbatim} isFresh={false} />)}
      {hasNextPage && <Button variant="subtle" size="compact-sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show older ones</Button>}
    </section>
  );
}

function Rename({ figure, acts, close }: { readonly figure: TopicFigure; readonly acts: TopicActs; readonly close: () => void }): ReactNode {
  const [name, setName] = useState(figure.name);
  const given = name.trim();
  return (
    <form className={css['tools']} onSubmit={(event) => { event.preventDefault(); if (given !== '' && given !== figure.name) acts.decide({ kind: 'rename', id: figure.id, name: given }, `It is called “${given}” now.`); close(); }}>
      <TextInput aria-label="Name of the topic" size="sm" value={name} maxLength={80} autoFocus onChange={(event) => setName(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Escape') close(); }} />
      <Button type="submit" size="sm" disabled={given === ''}>Save</Button>
      <Button size="sm" variant="default" onClick={close}>Leave it</Button>
    </form>
  );
}

/** What can be done to a topic, or to the name of a group. */
function Tools({ figure, topic, acts, others }: { readonly figure: TopicFigure; readonly topic: ShownTopic | null; readonly acts: TopicActs; readonly others: Around['others'] }): ReactNode {
  const [doing, setDoing] = useState<'rename' | 'merge' | null>(null);
  const close = (): void => setDoing(null);
  const { id, name } = figure;
  if (doing === 'rename') return <Rename figure={figure} acts={acts} close={close} />;
  if (doing === 'merge') {
    return (
      <div className={css['tools']}>
        <Select aria-label={`Merge ${name} into`} size="sm" placeholder="Into which topic?" searchable autoFocus data={others.filter((one) => one.id !== id).map((one) => ({ value: one.id, label: one.name }))} onChange={(into) => { if (into !== null) acts.decide({ kind: 'merge', into, from: [id] }, `“${name}” is counted there now.`); close(); }} />
        <Button size="sm" variant="default" onClick={close}>Leave it</Button>
      </div>
    );
  }
  return (
    <div className={css['tools']} role="group" aria-label={`Shape ${name}`}>
      <Button size="compact-sm" variant="default" onClick={() => setDoing('rename')}>Rename</Button>
      {topic !== null && (
        <>
          <Button size="compact-sm" variant="default" disabled={acts.isBusy} onClick={() => acts.decide({ kind: topic.isPinned ? 'unpin' : 'pin', id }, topic.isPinned ? 'It is not pinned any more.' : 'Pinned: it stays first, and when topics are found anew.')}>{topic.isPinned ? 'Unpin' : 'Pin'}</Button>
          {others.length > 1 && <Button size="compact-sm" variant="default" onClick={() => setDoing('merge')}>Merge</Button>}
          {topic.since === null && topic.merged === 0 && topic.languages.length < 2 && <Button size="compact-sm" variant="default" loading={acts.isBusy} onClick={() => acts.decide({ kind: 'split', id, parts: 2 }, 'It is being split; its parts show once texts are read by them.')}>Split in two</Button>}
          <Button size="compact-sm" variant="default" disabled={acts.isBusy} onClick={() => acts.decide({ kind: 'hide', id }, 'Hidden. It stands at the end of the page.')}>Hide</Button>
        </>
      )}
    </div>
  );
}

/** A topic, a group or what is unclear, opened: its words, months, how people feel, what can be done, and what they said. */
export function TopicOpen({ figure, topic, mayShape, around }: { readonly figure: TopicFigure; readonly topic: ShownTopic | null; readonly mayShape: boolean; readonly around: Around }): ReactNode {
  const { share } = figure;
  const change = changeText(figure);
  return (
    <div className={css['open']} data-testid="topic-open">
      {topic !== null && topic.languages.length > 0 ? <TopicLanguages topic={topic} acts={around.acts} /> : topic !== null && topic.words.length > 0 && <p className={css['words']}><span className={css['quiet']}>In their words: </span>{topic.words.map((word) => <q key={word}>{word}</q>)}</p>}
      <p className={css['facts']}>{countsText(figure)}{share === null ? '' : `, ${shareText(share)} of all texts (${rangeText(share)})`}. {change === '' ? '' : `${change.charAt(0).toUpperCase()}${change.slice(1)}. `}{feltText(figure) === '' ? '' : `${feltText(figure)}.`}{topic !== null && topic.merged > 0 ? ` ${topic.merged === 1 ? 'One topic is' : `${topic.merged} topics are`} merged into it.` : ''}</p>
      <Spent figure={figure} values={around.values} />
      {mayShape && around.acts !== null && <Tools figure={figure} topic={topic} acts={around.acts} others={around.others} />}
      {mayShape && <TopicWorded figure={figure} query={around.query} acts={around.acts} />}
      <TopicMonths figure={figure} />
      <Behind id={figure.id} name={figure.name} query={around.query} />
    </div>
  );
}
