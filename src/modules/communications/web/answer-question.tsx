import { Button, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { useMay } from '../../../web/session.ts';
import { ANSWERS, type AnswerWord, type Question } from '../contract.ts';
import css from './monday.module.css';
import { useAnswer } from './use-monday.ts';

export const ANSWER_NAMES: Readonly<Record<AnswerWord, string>> = { yes: 'Yes', no: 'No', 'ask-me': 'Ask me' };

/** What was said to a question, and by whoever may, the three answers. */
export function AnswerQuestion({ question }: { readonly question: Question }): ReactNode {
  const may = useMay();
  const [note, setNote] = useState('');
  const answer = useAnswer(question);
  const waits = question.state === 'open' || question.state === 'ask-me';
  return (
    <div className={css['answer']}>
      {question.why !== '' && <p className={css['why']} dir="auto">{question.why}</p>}
      {question.answers.map(({ answer: given, by, at, note: said }) => <p key={at} className={css['given']}><b>{ANSWER_NAMES[given]}</b>, {by} <Moment at={at} shape="ago" />{said === null ? '' : <>: <span dir="auto">{said}</span></>}</p>)}
      {question.state === 'withdrawn' && <p className={css['quiet']}>Taken back by {question.by}.</p>}
      {waits && may('decide-questions') && (
        <>
          <div className={css['buttons']} role="group" aria-label="Your answer">
            {ANSWERS.map((word) => <Button key={word} size="lg" px="xs" variant={word === 'ask-me' ? 'default' : 'filled'} loading={answer.isPending && answer.variables.answer === word} disabled={answer.isPending} onClick={() => answer.mutate({ answer: word, note })}>{ANSWER_NAMES[word]}</Button>)}
          </div>
          <TextInput aria-label="A word with it" placeholder="A word with it, if you like" value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
        </>
      )}
      <p className={css['quiet']}>Put by {question.isYours ? 'you' : question.by} <Moment at={question.at} shape="ago" />.</p>
    </div>
  );
}
