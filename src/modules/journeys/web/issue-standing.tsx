import type { ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { isOpen, type Issue } from '../contract.ts';
import css from './issues.module.css';

/** How an issue stands: the last ask, and whether anybody answered. */
export function IssueStanding({ issue, nowMs }: { readonly issue: Pick<Issue, 'unanswered' | 'asks' | 'lastAskAt' | 'lastSaidAt'>; readonly nowMs: number }): ReactNode {
  return (
    <p className={css['standing']}>
      <span>{issue.asks > 1 ? 'last asked' : 'asked'} <Moment at={issue.lastAskAt} shape="ago" /></span>
      {issue.lastSaidAt > issue.lastAskAt && <span>said in public <Moment at={issue.lastSaidAt} shape="ago" /></span>}
      {issue.unanswered ? <b className={css['unanswered']}>nobody has answered</b> : isOpen(issue, nowMs) && <span>answered, but they came again</span>}
    </p>
  );
}
