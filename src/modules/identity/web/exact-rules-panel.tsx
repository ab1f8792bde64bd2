import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { countText } from '../../../web/primitives/number.ts';
import { FoldingPanel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type ExactRulesState, type RuleChange } from '../contract.ts';
import { joinsWords, ruleChangesWords, typeName } from './identity-words.ts';
import css from './matching-panel.module.css';
import { RuleTrialView } from './rule-trial-view.tsx';
import { TryRule } from './try-rule.tsx';

type Row = ExactRulesState['rules'][number];

const SETTLING_MS = 2_000;
const keyOf = ({ type }: Row): string => type;
const COLUMNS: readonly Column<Row>[] = [
  { key: 'type', name: 'The same', value: ({ type }) => capital(typeName(type)), show: ({ type, isChanged }) => <>{capital(typeName(type))}{isChanged && <span className={css['quiet']}> changed</span>}</> },
  { key: 'joins', name: 'Joins', value: ({ type, joins }) => joinsWords(type, joins) },
  { key: 'limit', name: 'At most', value: ({ limit }) => limit, show: ({ limit }) => countText(limit), number: true },
  { key: 'priority', name: 'Wins a conflict', value: ({ priority }) => priority, show: ({ priority }) => `${priority}.`, number: true, narrow: 'hide' },
];

/** The exact rules by which claims become one customer: as they hold, what a change would do, counted before anything changes, and every version with the way back to it. */
export function ExactRulesPanel(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['exact-rules'], queryFn: ({ signal }) => call(routes.rules, {}, signal), refetchInterval: (query) => (query.state.data?.isSettling === true ? SETTLING_MS : false) });
  return (
    <div className={css['panel']}>
      <FoldingPanel title="Exact rules" open={false} testId="exact-rules">
        {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={8} /> : <Rules state={data} />}
      </FoldingPanel>
    </div>
  );
}

function Rules({ state }: { readonly state: ExactRulesState }): ReactNode {
  const mayTry = useMay()('change-identity');
  const trial = useMutation({ mutationFn: (asked: { readonly changes: RuleChange[]; readonly backTo?: number }) => call(routes.tryRules, { body: asked }), onError: sayProblem });
  return (
    <div className={css['state']}>
      <p className={css['text']}>By the same value claims become one customer; who would have more values of a type than “at most”, or of one that wins against it, is not joined by it.</p>
      <DataTable name="Exact rules" columns={COLUMNS} rows={state.rules} keyOf={keyOf} />
      {state.isSettling && <p className={css['text']} role="status">Version {state.version} holds; customers still follow.</p>}
      {mayTry && <TryRule key={state.version} state={state} isTrying={trial.isPending} attempt={(change) => trial.mutate({ changes: [change] })} forget={() => trial.reset()} />}
      {state.versions.length > 0 && <Versions state={state} back={mayTry ? (backTo) => trial.mutate({ changes: [], backTo }) : null} />}
      <div aria-live="polite" data-testid="rule-trial">
        {trial.data !== undefined && <RuleTrialView key={trial.data.trial} trial={trial.data} made={() => trial.reset()} />}
      </div>
    </div>
  );
}

/** Every version, newest first, and what Custos starts with; whoever goes back to one sees first what that would do. */
function Versions({ state, back }: { readonly state: ExactRulesState; readonly back: ((version: number) => void) | null }): ReactNode {
  const oldest = state.versions.at(-1)?.version;
  return (
    <ul className={css['history']} aria-label="Versions of the exact rules">
      {state.versions.map((one) => (
        <li key={one.version}>
          {one.version}: {one.note} <span className={css['quiet']}>{ruleChangesWords(one.changes)}; {one.by === '' ? '' : `${one.by}, `}<Moment at={one.at} /></span>
          {one.version !== state.version && back !== null && <Back version={one.version} back={back} />}
        </li>
      ))}
      {oldest === 1 && <li>0: what Custos starts with{back !== null && <Back version={0} back={back} />}</li>}
    </ul>
  );
}

function Back({ version, back }: { readonly version: number; readonly back: (version: number) => void }): ReactNode {
  return <> <Button size="compact-xs" variant="default" onClick={() => back(version)} aria-label={`Back to it: version ${version}`}>Back to it</Button></>;
}
