import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import css from './saved-searches.module.css';
import { noticeText } from './search-words.ts';
import { useNotices } from './use-saved-searches.ts';

/** What saved searches have to tell whoever looks: nothing stands here when there is nothing. */
export function SearchNotices(): ReactNode {
  const { notices, seen } = useNotices();
  if (notices.length === 0) return null;
  const mark = (ids: readonly number[]): void => seen.mutate(ids, { onError: sayProblem });
  return (
    <Panel title="To know" testId="notices" aside={notices.length > 1 ? <Button size="compact-xs" variant="default" disabled={seen.isPending} onClick={() => mark(notices.map(({ id }) => id))}>All seen</Button> : undefined}>
      <ul className={css['notices']}>
        {notices.map((notice) => (
          <li key={notice.id} className={css['notice']} data-testid="notice">
            <span className={css['told']}>
              <Link to="/verbatims" search={notice.kind === 'many' && notice.day !== null ? { ...notice.search.searched, from: notice.day, until: notice.day } : notice.search.searched} onClick={() => mark([notice.id])}>{notice.search.name}</Link>
              <span data-kind={notice.kind}>{noticeText(notice)}</span>
            </span>
            <Button size="compact-xs" variant="default" disabled={seen.isPending} aria-label={`Seen: ${notice.search.name}`} onClick={() => mark([notice.id])}>Seen</Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
