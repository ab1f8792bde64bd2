import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText, percentText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { PURPOSES, REASON_WORDS, routes, type Decisions } from '../contract.ts';
import css from './outreach.module.css';

type ReasonRow = Decisions['reasons'][number];
type DecisionRow = Decisions['decisions'][number];
const WORDS = { send: 'may be sent', hold: 'held', drop: 'not to be sent' } as const;

const DECISIONS: readonly Column<DecisionRow>[] = [
  { key: 'purpose', name: 'Purpose', value: ({ purpose }) => PURPOSES[purpose].name },
  { key: 'decision', name: 'Decision', value: ({ decision }) => WORDS[decision] },
  { key: 'count', name: 'How often', value: ({ count }) => count, show: ({ count }) => countText(count), number: true },
];
const REASONS: readonly Column<ReasonRow>[] = [
  { key: 'reason', name: 'Why not', value: ({ reason }) => REASON_WORDS[reason] },
  { key: 'count', name: 'How often', value: ({ count }) => count, show: ({ count }) => countText(count), number: true },
];

/** What was decided in the last days, and why people were not contacted. */
export function DecisionsPanel(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['outreach', 'decisions'], queryFn: ({ signal }) => call(routes.decisions, {}, signal) });
  const sends = data?.decisions.filter(({ decision }) => decision === 'send').reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <Panel title="Decided lately" testId="decisions">
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={3} />
        : data.total === 0 ? <p className={css['quiet']}>Nobody asked to contact anybody in the last seven days.</p> : (
          <>
            <p className={css['quiet']}>{counted(data.total, 'decision')} since <Moment at={data.from} shape="day" />; {percentText(sends / data.total)} may be sent. One decision can have several reasons.</p>
            <div className={css['tables']}>
              <DataTable name="Decisions by purpose" columns={DECISIONS} rows={data.decisions} keyOf={({ purpose, decision }) => `${purpose} ${decision}`} />
              <DataTable name="Decisions by reason" columns={REASONS} rows={data.reasons} keyOf={({ reason }) => reason} />
            </div>
          </>
        )}
    </Panel>
  );
}
