import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import { IssueStanding } from './issue-standing.tsx';
import { IssueSlot } from './issue-slot.tsx';
import { askedText, issueName, needText } from './issue-words.ts';
import css from './issues.module.css';
import { firstIssueQuery } from './use-issues.ts';

/** The open issue of the last two weeks that needs somebody most, and why, with who has it or a way to take it. Nothing stands here when none was asked about three times. */
export function IssuesToday(): ReactNode {
  const { data, dataUpdatedAt } = useQuery(firstIssueQuery);
  const issue = data ?? null;
  if (issue === null) return null;
  const why = needText(issue);
  return (
    <Panel title="Asked again and again" testId="issue-today">
      <p>{issue.name === null ? 'A customer' : <Personal value={issue.name} />} {askedText(issue, channelName)}: <Link to="/issues/$id" params={{ id: issue.id }} className={css['more']}><Personal value={issueName(issue, channelName)} /></Link></p>
      {issue.others.length > 0 && <p className={css['told']}>Together with {counted(issue.others.length, 'other issue')} about this order: {issue.others.map((id, at) => <Fragment key={id}>{at > 0 && ', '}<Link to="/issues/$id" params={{ id }} className={css['more']}>{issue.others.length === 1 ? 'open it' : `open ${at + 1}`}</Link></Fragment>)}.</p>}
      {why !== '' && <p className={css['told']}>{capital(why)}.</p>}
      <IssueStanding issue={issue} nowMs={dataUpdatedAt} />
      <IssueSlot id={issue.id} others={issue.others} />
    </Panel>
  );
}
