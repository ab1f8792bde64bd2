import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import { useMay, useMe } from '../../../web/session.ts';
import css from './monday.module.css';
import { questionsQuery } from './use-monday.ts';

/** On Today: an executive's way to their page, and how many questions wait for whoever decides. Asks for no customer's words, which are read on the page alone. */
export function MondayToday(): ReactNode {
  const { role } = useMe();
  const decides = useMay()('decide-questions');
  const waiting = useQuery({ ...questionsQuery, enabled: decides }).data?.questions.filter(({ state }) => state === 'open' || state === 'ask-me') ?? [];
  const [first] = waiting;
  if (role !== 'executive' && first === undefined) return null;
  return (
    <Panel title="Monday" testId="monday-today">
      <div className={css['today']}>
        <div>
          <p>{first === undefined ? 'The week in five lines.' : `${waiting.length === 1 ? 'A question waits' : `${waiting.length} questions wait`} for your yes or no.`}</p>
          {first !== undefined && <p className={css['quiet']} dir="auto">{first.text}</p>}
        </div>
        <Button component={Link} to={role === 'executive' ? '/monday' : '/monday/questions'} variant={role === 'executive' ? 'filled' : 'default'}>{role === 'executive' ? 'Read it' : 'Answer'}</Button>
      </div>
    </Panel>
  );
}
