import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { HeldPanel } from './held-panel.tsx';
import css from './outreach.module.css';
import { standingQuery } from './outreach-queries.ts';
import { standingLine } from './outreach-words.ts';
import { RulesPanel } from './rules-panel.tsx';
import { SwitchesPanel } from './switches-panel.tsx';

/** Whether anything leaves, what would have gone, why people were not contacted lately, and by which rules. */
export function OutreachPage(): ReactNode {
  const { data, error, refetch } = useQuery(standingQuery);
  return (
    <>
      <PageHead title="What may leave" lead={data === undefined ? 'Nothing is sent to a customer until somebody switches it on.' : standingLine(data)} />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={6} /> : (
        <div className={css['page']} data-testid="outreach-page">
          <SwitchesPanel standing={data} />
          <HeldPanel />
          <DecisionsPanel />
          <RulesPanel />
        </div>
      )}
    </>
  );
}
