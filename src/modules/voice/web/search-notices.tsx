import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import { NewTopicNotice, useNewTopics } from './new-topic-notice.tsx';
import css from './saved-searches.module.css';
import { noticeText } from './search-words.ts';
import { useNotices } from './use-saved-searches.ts';

/** What new topics and saved searches have to tell whoever looks: nothing stands here when there is nothing. */
export function SearchNotices(): ReactNode {
  const { notices, seen } = useNotices();
  const fresh = useNewTopics();
  if (notices.length + fresh.topics.length === 0) return null;
  const mark = (ids: readonly number[]): void => seen.mutate(ids, { onError: sayProblem });
  const markAll = (): void => {
    if (notices.length > 0) mark(notices.map(({ id }) => id));
    if (fresh.topics.length > 0) fresh.mark(fresh.topics.map(({ number }) => number));
  };
  return (
    <Panel title="To know" testId="notices" aside={notices.length + fresh.topics.length > 1 ? <Button size="compact-xs" variant="default" disabled={seen.isPending || fresh.isMarking} onClick={markAll}>All seen</Button> : undefined}>
      <ul className={css['notices']}>
        {fresh.topics.map((topic) => <NewTopicNotice key={topic.number} topic={topic} isMarking={fresh.isMarking} mark={fresh.mark} />)}
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
