import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import { useMay, useMe } from '../../../web/session.ts';
import css from './monday.module.css';
import { mondayQuery } from './use-monday.ts';

/** On Today: an executive's way to their page, and a question that waits for whoever decides. Nothing for others, nor before there is a page. */
export function MondayToday(): ReactNode {
  const { role } = useMe();
  const may = useMay();
  const page = useQuery(mondayQuery(undefined)).data?.page ?? null;
  if (page === null) return null;
  const waits = page.question !== null && (page.question.state === 'open' || page.question.state === 'ask-me') && may('decide-questions');
  if (role !== 'executive' && !waits) return null;
  return (
    <Panel title="Monday" testId="monday-today">
      <div className={css['today']}>
        <div><p>{page.lines[0]?.text}</p>{waits && <p className={css['quiet']}>A question waits for you: {page.question?.text}</p>}</div>
        <Button component={Link} to="/monday" variant={role === 'executive' ? 'filled' : 'default'}>Read it</Button>
      </div>
    </Panel>
  );
}
