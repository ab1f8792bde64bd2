import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import { isOpen, type Issue } from '../contract.ts';
import { IssueSlot } from './issue-slot.tsx';
import { IssueStanding } from './issue-standing.tsx';
import { askedText, issueName, openFirst } from './issue-words.ts';
import css from './issues.module.css';
import { OpenedContacts } from './opened-contacts.tsx';
import { issuesOfCustomerQuery } from './use-issues.ts';

const FIRST = 4;

/** What a customer comes to us about, open issues first; each opens to its contacts across channels. */
export function IssuesCard({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch, dataUpdatedAt } = useQuery(issuesOfCustomerQuery(id));
  const [all, setAll] = useState(false);
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={3} />;
  if (data.length === 0) return <p className={css['quiet']}>No issue is known. What they come to us about, however often and by whatever channel, stands here.</p>;
  const issues = openFirst(data, dataUpdatedAt);
  const shown = all ? issues : issues.slice(0, FIRST);
  return (
    <div data-testid="customer-issues">
      <ul className={css['cardList']}>{shown.map((one) => <CardIssue key={one.id} issue={one} nowMs={dataUpdatedAt} />)}</ul>
      {issues.length > shown.length && <Button size="compact-sm" variant="default" mt="xs" onClick={() => setAll(true)}>All {issues.length}</Button>}
    </div>
  );
}

function CardIssue({ issue, nowMs }: { readonly issue: Issue; readonly nowMs: number }): ReactNode {
  const [opened, setOpened] = useState(false);
  return (
    <li className={css['cardIssue']} data-testid="issue">
      <button type="button" className={css['cardHead']} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <span className={css['name']}><Personal value={issueName(issue, channelName)} /></span>
      </button>
      <p className={css['told']}>{askedText(issue, channelName)}</p>
      <IssueStanding issue={issue} nowMs={nowMs} />
      {isOpen(issue, nowMs) && <IssueSlot id={issue.id} />}
      {opened && <><OpenedContacts id={issue.id} /><p className={css['quiet']}><Link to="/issues/$id" params={{ id: issue.id }}>This issue on a page of its own</Link></p></>}
    </li>
  );
}
