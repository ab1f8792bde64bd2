import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem, problemText } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { MONDAY_WORDS, routes, type Question } from '../contract.ts';
import { AnswerQuestion } from './answer-question.tsx';
import css from './monday.module.css';
import { questionsQuery } from './use-monday.ts';

/** What only an executive can decide: what waits, what was said, and putting another. */
export function QuestionsPage(): ReactNode {
  const may = useMay();
  const { data, error, refetch } = useQuery(questionsQuery);
  return (
    <>
      <PageHead title="Questions" over={<Link to="/monday">Monday</Link>} lead="One of them stands on each Monday page, the oldest first, until an executive says yes or no." />
      <div className={css['page']}>
        {may('put-questions') && <PutQuestion />}
        {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={4} /> : data.questions.length === 0
          ? <Empty title="No question was put yet.">A good one can be answered with yes or no, by somebody who alone can decide it, and says what hangs on it.</Empty>
          : <Panel title="Questions"><ul className={css['questions']}>{data.questions.map((question) => <OneQuestion key={question.id} question={question} />)}</ul></Panel>}
      </div>
    </>
  );
}

function OneQuestion({ question }: { readonly question: Question }): ReactNode {
  const queries = useQueryClient();
  const withdraw = useMutation({ mutationFn: () => call(routes.withdraw, { params: { id: question.id }, body: {} }), onSuccess: () => { sayDone('Taken back.'); return queries.invalidateQueries({ queryKey: ['monday'] }); }, onError: sayProblem });
  const waits = question.state === 'open' || question.state === 'ask-me';
  return (
    <li data-testid="question" data-waits={waits}>
      <p className={css['text']} dir="auto">{question.text}</p>
      <AnswerQuestion question={question} />
      {waits && question.isYours && <div><Button variant="default" size="compact-md" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>Take it back</Button></div>}
    </li>
  );
}

function PutQuestion(): ReactNode {
  const [text, setText] = useState('');
  const [why, setWhy] = useState('');
  const queries = useQueryClient();
  const put = useMutation({
    mutationFn: () => call(routes.ask, { body: { text, why } }),
    onSuccess: () => { setText(''); setWhy(''); sayDone('It waits for an executive from now on.'); return queries.invalidateQueries({ queryKey: ['monday'] }); },
  });
  const words = text.trim() === '' ? 0 : text.trim().split(/\s+/u).length;
  const isLong = words > MONDAY_WORDS.question;
  return (
    <Panel title="Put a question">
      <form className={css['form']} onSubmit={(event) => { event.preventDefault(); put.mutate(); }}>
        <Textarea label="The question" description={`To be answered with yes or no, in at most ${MONDAY_WORDS.question} words.`} placeholder="Shall we refund shipping where we were late?" autosize minRows={2} maxLength={240} value={text} onChange={(event) => setText(event.currentTarget.value)} required error={isLong ? `${words} words: ${words - MONDAY_WORDS.question} too many.` : undefined} />
        <Textarea label="What hangs on it" description="What it costs, what it brings, what happens without an answer." autosize minRows={2} maxLength={1_000} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
        {put.error !== null && <p role="alert">{problemText(put.error)}</p>}
        <div><Button type="submit" loading={put.isPending} disabled={text.trim().length < 8 || isLong}>Put it</Button></div>
      </form>
    </Panel>
  );
}
