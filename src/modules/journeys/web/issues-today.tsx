import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import { IssueStanding } from './issue-standing.tsx';
import { askedText, issueName, mostAsked } from './issue-words.ts';
import css from './issues.module.css';
import { issuesQuery } from './use-issues.ts';

const LOOKED_AT = { days: 14, least: 3, unanswered: false, limit: 200 } as const;

/** The open issue of the last two weeks that was asked about most often. Nothing stands here when none was asked about three times. */
export function IssuesToday(): ReactNode {
  const { data, dataUpdatedAt } = useQuery(issuesQuery(LOOKED_AT));
  const issue = mostAsked(data ?? [], dataUpdatedAt);
  if (issue === null) return null;
  return (
    <Panel title="Asked again and again" testId="issue-today">
      <p>{issue.name === null ? 'A customer' : <Personal value={issue.name} />} {askedText(issue, channelName)}: <Link to="/issues/$id" params={{ id: issue.id }} className={css['more']}><Personal value={issueName(issue, channelName)} /></Link></p>
      <IssueStanding issue={issue} nowMs={dataUpdatedAt} />
    </Panel>
  );
}
