import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import { useMe } from '../../../web/session.ts';
import css from './raised.module.css';
import { becameWords, isOpen } from './report-words.ts';
import { useMine } from './use-mine.ts';

const SHOWN = 3;
/** How long the end of something is news. Units: ms. */
const NEWS_MS = 7 * 86_400_000;

/** What became of what one raised, on Today; to an employee also the way to raise something, which is their first page. */
export function RaisedToday(): ReactNode {
  const { role } = useMe();
  const { data } = useMine();
  const told = (data?.reports ?? []).filter(({ state, changedAt }) => isOpen(state) || Date.now() - Date.parse(changedAt) < NEWS_MS).slice(0, SHOWN);
  if (data === undefined || (told.length === 0 && role !== 'employee')) return null;
  return (
    <Panel title="What you raised" testId="raised-today">
      <div className={css['today']}>
        {told.length === 0 ? <p className={css['quiet']}>Something went wrong for a customer? Say so.</p> : <ul>{told.map((report) => <li key={report.id}><Link to="/raised">{becameWords(report)}</Link> <span className={css['quiet']} dir="auto">{short(report.words)}</span></li>)}</ul>}
        <Button component={Link} to="/raise" variant={role === 'employee' ? 'filled' : 'default'}>Raise it</Button>
      </div>
    </Panel>
  );
}

const short = (words: string): string => (words.length > 80 ? `${words.slice(0, 80)}…` : words);
