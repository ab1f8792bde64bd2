import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { CasePolicy, PRIORITIES, routes, type CaseTarget, type Priority } from '../contract.ts';
import { PRIORITY_NAMES } from './case-words.ts';
import { OpeningRows } from './opening-rows.tsx';
import { QueueRows } from './queue-rows.tsx';
import css from './rules-page.module.css';

const HOUR = 60;
const TARGETS: readonly { readonly name: keyof CaseTarget; readonly label: string; readonly mayLack: boolean }[] = [
  { name: 'firstAnswerMinutes', label: 'Answered within', mayLack: false }, { name: 'keepInformedMinutes', label: 'Hears from us again within', mayLack: true }, { name: 'resolutionMinutes', label: 'Solved within', mayLack: true },
];

/** By when cases are answered and solved, which teams they wait for, and how long silence lasts. */
export function RulesPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['case-policy'], queryFn: ({ signal }) => call(routes.policy, {}, signal), staleTime: 60_000 });
  return (
    <div data-testid="case-rules">
      <PageHead title="Rules of cases" lead="By when a customer is answered and helped, in opening hours. Each change is a version of its own; it holds for cases that are opened, or made more or less urgent, from then on." />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={8} height={22} /> : <Rules key={data.version} saved={data} />}
    </div>
  );
}

type Saved = { readonly version: number; readonly policy: CasePolicy; readonly by: string | null; readonly at: string | null };

function Rules({ saved }: { readonly saved: Saved }): ReactNode {
  const isOpen = useMay()('govern-cases');
  const [policy, change] = useState(saved.policy);
  const queries = useQueryClient();
  const checked = CasePolicy.safeParse(policy);
  const save = useMutation({
    mutationFn: (body: CasePolicy) => call(routes.savePolicy, { body: { policy: body, basedOn: saved.version } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['case-policy'] }); await queries.invalidateQueries({ queryKey: ['case-choices'] }); sayDone('Saved. It holds for cases from now on.'); },
  });
  const setTarget = (priority: Priority, name: keyof CaseTarget, hours: number | string): void => {
    const minutes = typeof hours === 'number' && hours > 0 ? Math.round(hours * HOUR) : name === 'firstAnswerMinutes' ? 0 : null;
    change({ ...policy, targets: { ...policy.targets, [priority]: { ...policy.targets[priority], [name]: minutes } } });
  };
  return (
    <form className={css['rules']} onSubmit={(event) => { event.preventDefault(); if (checked.success) save.mutate(checked.data); }}>
      <Panel title="By when, in opening hours">
        <table className={css['table']}>
          <thead><tr><th scope="col">How urgent</th>{TARGETS.map(({ name, label }) => <th key={name} scope="col">{label}</th>)}</tr></thead>
          <tbody>
            {PRIORITIES.map((priority) => (
              <tr key={priority}>
                <th scope="row">{PRIORITY_NAMES[priority]}</th>
                {TARGETS.map(({ name, label, mayLack }) => {
                  const minutes = policy.targets[priority][name];
                  return <td key={name} data-label={label}><NumberInput size="xs" aria-label={`${PRIORITY_NAMES[priority]}: ${label}, hours`} suffix=" h" min={0} max={8_784} decimalScale={2} placeholder={mayLack ? 'no limit' : ''} value={minutes === null ? '' : minutes / HOUR} onChange={(hours) => setTarget(priority, name, hours)} readOnly={!isOpen} hideControls /></td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <Panel title="Teams">
        <p className={css['quiet']}>A case waits for the first team that fits what it began with; where none does, for the last. Where a team has members, whoever of them has the fewest open cases owns it at once.</p>
        <QueueRows queues={policy.queues} isOpen={isOpen} change={(queues) => change({ ...policy, queues: [...queues] })} />
      </Panel>
      <Panel title="What opens a case by itself">
        <p className={css['quiet']}>As it is read in what customers say now; the first rule that fits decides. Who has an open case about the same thing does not get another: what they say comes to it.</p>
        <OpeningRows policy={policy} isOpen={isOpen} change={change} />
      </Panel>
      <Panel title="Silence">
        <NumberInput size="sm" className={css['days'] ?? ''} label="Days without a word of the customer after “solved”" description="Then a case closes as unconfirmed, which is never counted as solved." min={1} max={366} allowDecimal={false} value={policy.silenceDays} onChange={(days) => change({ ...policy, silenceDays: typeof days === 'number' ? days : 0 })} readOnly={!isOpen} />
      </Panel>
      <p className={css['quiet']}>{saved.at === null ? 'These are the rules that Custos starts with.' : <>Version {saved.version}, saved by {saved.by ?? 'somebody who left'}, <Moment at={saved.at} />.</>}</p>
      {isOpen && <Button type="submit" className={css['save'] ?? ''} loading={save.isPending} disabled={!checked.success || policy === saved.policy}>Save</Button>}
    </form>
  );
}
