import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { retentionRoutes, type Retention, type RetentionRuleState, type RetentionRun } from '../contract.ts';
import { AddRetention } from './add-retention.tsx';
import css from './privacy-page.module.css';
import { foundSentence, mayBeSwitchedOn, monthsText, tablesText } from './retention-words.ts';

const runId = (run: RetentionRun): string => run.id;
const KEY = ['retention'];

/** The rules of how long what is kept: tried first, switched on by somebody, every run counted. */
export function RetentionPanel(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(retentionRoutes.retention, {}, signal) });
  const [adding, setAdding] = useState(false);
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  return (
    <>
      <Panel title="How long what is kept" testId="retention" aside={<Button size="compact-sm" variant="default" onClick={() => setAdding(!adding)} aria-expanded={adding}>{adding ? 'Close' : 'Add a rule'}</Button>}>
        <p className={css['quiet']}>Everything that no rule names is kept. Proposed rules delete nothing: try one, see what would go, then switch it on. Uploaded files that nobody imported go after {data?.uploadDays ?? 7} days, always.</p>
        {data === undefined ? <LinesSkeleton lines={6} /> : <ul className={css['rules']} style={{ marginTop: 'var(--gap-4)' }}>{data.rules.map((rule) => <Rule key={rule.key} rule={rule} />)}</ul>}
        {adding && <AddRetention close={() => setAdding(false)} />}
      </Panel>
      {data !== undefined && data.runs.some(({ isDry }) => !isDry) && <Runs data={data} />}
    </>
  );
}

function Rule({ rule }: { readonly rule: RetentionRuleState }): ReactNode {
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: KEY });
  const tryOut = useMutation({ mutationFn: () => call(retentionRoutes.tryRetention, { params: { key: rule.key }, body: {} }), onSuccess: refresh, onError: sayProblem });
  const switchTo = useMutation({
    mutationFn: (on: boolean) => call(retentionRoutes.switchRetention, { params: { key: rule.key }, body: { on } }),
    onSuccess: (now, on) => {
      queries.setQueryData(KEY, now);
      sayDone(on ? `${rule.name} is on. It begins to delete in an hour.` : `${rule.name} is off. Nothing more is deleted.`, on ? () => switchTo.mutate(false) : undefined);
    },
    onError: sayProblem,
  });
  const runNow = useMutation({ mutationFn: () => call(retentionRoutes.runRetention, { params: { key: rule.key }, body: {} }), onSuccess: (run) => { sayDone(`Deleted: ${foundSentence(run)}.`); return refresh(); }, onError: sayProblem });
  return (
    <li className={css['rule']} data-testid={`rule-${rule.key}`}>
      <div>
        <p><span className={css['name']}>{rule.name}</span> <span className={css['quiet']}>kept {monthsText(rule.rule.keepMonths)}</span></p>
        <p className={css['state']} data-on={rule.isOn}>{rule.isOn ? 'On' : rule.isProposed ? 'Proposed, off' : 'Off'}{rule.by !== null && rule.at !== null && <span className={css['quiet']}> · {rule.by}, <Moment at={rule.at} /></span>}{rule.isOn && rule.beginsAt !== null && <span className={css['quiet']}> · deletes next <Moment at={rule.beginsAt} /></span>}</p>
        {rule.tried !== null && <p className={css['found']}>Tried <Moment at={rule.tried.startedAt} shape="ago" />: would delete <b>{foundSentence(rule.tried)}</b>{rule.tried.oldestAt !== null && rule.tried.newestAt !== null && <>, from <Moment at={rule.tried.oldestAt} shape="day" precision="day" /> to <Moment at={rule.tried.newestAt} shape="day" precision="day" /></>}.</p>}
      </div>
      <div className={css['actions']}>
        <Button size="compact-sm" variant="default" loading={tryOut.isPending} onClick={() => tryOut.mutate()}>Try it</Button>
        {rule.isOn
          ? <><Button size="compact-sm" variant="default" loading={runNow.isPending} onClick={() => runNow.mutate()}>Delete now</Button><Button size="compact-sm" variant="default" loading={switchTo.isPending} onClick={() => switchTo.mutate(false)}>Switch off</Button></>
          : <Button size="compact-sm" loading={switchTo.isPending} disabled={!mayBeSwitchedOn(rule, Date.now())} title={mayBeSwitchedOn(rule, Date.now()) ? undefined : 'Try it first: it shows what would go.'} onClick={() => switchTo.mutate(true)}>Switch on</Button>}
      </div>
    </li>
  );
}

function Runs({ data }: { readonly data: Retention }): ReactNode {
  const queries = useQueryClient();
  const release = useMutation({ mutationFn: (run: string) => call(retentionRoutes.releaseRetention, { params: { run }, body: {} }), onSuccess: ({ released }) => { sayDone(`${counted(released, 'id')} may come in again.`); return queries.invalidateQueries({ queryKey: KEY }); }, onError: sayProblem });
  const runs = useMemo(() => data.runs.filter(({ isDry }) => !isDry), [data]);
  const nameOf = useMemo(() => new Map(data.rules.map(({ key, name, isOn }) => [key, { name, isOn }])), [data]);
  const columns = useMemo((): readonly Column<RetentionRun>[] => [
    { key: 'when', name: 'When', value: (run) => run.startedAt, show: (run) => <Moment at={run.startedAt} /> },
    { key: 'rule', name: 'Rule', value: (run) => nameOf.get(run.key)?.name ?? run.key },
    { key: 'interactions', name: 'Interactions', value: (run) => run.interactions, show: (run) => countText(run.interactions), number: true },
    { key: 'customers', name: 'Customers', value: (run) => run.customers, show: (run) => countText(run.customers), number: true, narrow: 'hide' },
    { key: 'rows', name: 'Rows by table', value: (run) => tablesText(run.counts), narrow: 'hide' },
    { key: 'by', name: 'Asked by', value: (run) => run.by ?? 'its turn', narrow: 'hide' },
    { key: 'end', name: '', value: (run) => run.finishedAt ?? '', show: (run) => <RunEnd run={run} isOn={nameOf.get(run.key)?.isOn ?? false} release={() => release.mutate(run.id)} />, number: true },
  ], [nameOf, release]);
  return <Panel title="What was deleted" testId="retention-runs"><DataTable name="Runs of retention" columns={columns} rows={runs} keyOf={runId} /></Panel>;
}

function RunEnd({ run, isOn, release }: { readonly run: RetentionRun; readonly isOn: boolean; readonly release: () => void }): ReactNode {
  if (run.problem !== null) return <span title={run.problem}>broke off; the next run goes on</span>;
  if (run.finishedAt === null) return 'under way';
  if (run.releasedAt !== null) return <>let in again <Moment at={run.releasedAt} shape="day" /></>;
  if (run.interactions === 0) return null;
  return <button type="button" className={css['more']} disabled={isOn} title={isOn ? 'Switch the rule off first: it would delete them again.' : 'The same ids may then be imported or sent again, as new.'} onClick={release}>Let them in again</button>;
}
