import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import { IssueStanding } from './issue-standing.tsx';
import { askedText, issueName } from './issue-words.ts';
import css from './issues.module.css';
import { issueQuery } from './use-issues.ts';

/** An issue in three lines, for pages of other modules: what it is about, how often it was asked, how it stands. Nothing while it is not known. */
export function IssueBrief({ id }: { readonly id: string }): ReactNode {
  const { data, dataUpdatedAt } = useQuery(issueQuery(id));
  if (data === undefined) return null;
  return (
    <div className={css['cardIssue']} data-testid="issue-brief">
      <Link to="/issues/$id" params={{ id: data.issue.id }} className={css['more']}><Personal value={issueName(data.issue, channelName)} /></Link>
      <p className={css['told']}>{askedText(data.issue, channelName)}</p>
      <IssueStanding issue={data.issue} nowMs={dataUpdatedAt} />
    </div>
  );
}
