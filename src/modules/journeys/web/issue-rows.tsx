import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { useListKeys } from '../../../web/keys.ts';
import { Personal, PersonalName } from '../../../web/primitives/masked.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import { isOpen, type Issue } from '../contract.ts';
import { IssueSlot } from './issue-slot.tsx';
import { IssueStanding } from './issue-standing.tsx';
import { askedText, issueName } from './issue-words.ts';
import css from './issues.module.css';

/** Issues as a list. j and k move, Enter opens. */
export function IssueRows({ issues, nowMs }: { readonly issues: readonly (Issue & { readonly name: string | null })[]; readonly nowMs: number }): ReactNode {
  const navigate = useNavigate();
  const [active, setActive] = useState(-1);
  const box = useRef<HTMLUListElement>(null);
  useListKeys((step) => {
    const next = Math.max(0, Math.min(issues.length - 1, active + step));
    setActive(next);
    box.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }, () => {
    const issue = issues[active];
    if (issue !== undefined) void navigate({ to: '/issues/$id', params: { id: issue.id } });
  });
  return (
    <ul ref={box} className={css['rows']} aria-label="Issues" data-testid="issues">
      {issues.map((issue, at) => (
        <li key={issue.id} className={css['row']} data-active={at === active} data-testid="issue-row">
          <b className={css['asks']} aria-hidden>{issue.asks}</b>
          <div className={css['what']}>
            <Link to="/issues/$id" params={{ id: issue.id }} className={css['rowName']}><Personal value={issueName(issue, channelName)} /></Link>
            <p className={css['told']}>{askedText(issue, channelName)}</p>
          </div>
          <p className={css['who']}><Link to="/customers/$id" params={{ id: issue.customer }}><PersonalName id={issue.customer} name={issue.name} /></Link></p>
          <div className={css['stands']}><IssueStanding issue={issue} nowMs={nowMs} />{isOpen(issue, nowMs) && <IssueSlot id={issue.id} />}</div>
        </li>
      ))}
    </ul>
  );
}
