import { Button, NumberInput, TextInput } from '@mantine/core';
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
import { FIRST_RULES, OmbudsmanRules, routes } from '../contract.ts';
import css from './ombudsman.module.css';

type Saved = { readonly version: number; readonly rules: OmbudsmanRules; readonly versions: readonly { readonly version: number; readonly note: string; readonly by: string | null; readonly at: string }[] };

/** When customers are brought to the ombudsman by themselves. */
export function LimitsPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['escalations', 'rules'], queryFn: ({ signal }) => call(routes.rules, {}, signal) });
  return (
    <div data-testid="limits-page">
      <PageHead title="Limits of the ombudsman" lead="A customer is brought by itself once for each of these while it is open, and afterwards only by what happened since. Each change is a version." />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={8} height={22} /> : <Limits key={data.version} saved={data} />}
    </div>
  );
}

function Limits({ saved }: { readonly saved: Saved }): ReactNode {
  const isOpen = useMay()('rule-escalations');
  const queries = useQueryClient();
  const [rules, change] = useState(saved.rules);
  const [note, setNote] = useState('');
  const checked = OmbudsmanRules.safeParse(rules);
  const save = useMutation({ mutationFn: (body: OmbudsmanRules) => call(routes.saveRules, { body: { rules: body, basedOn: saved.version, note } }), onSuccess: async (now) => { queries.setQueryData(['escalations', 'rules'], now); sayDone('Saved. It holds from the next minute on.'); await queries.invalidateQueries({ queryKey: ['escalations'] }); } });
  const field = (label: string, value: number | null, set: (value: number | null) => void, suffix: string): ReactNode => <NumberInput size="sm" label={label} suffix={suffix} min={1} max={8_784} allowDecimal={false} placeholder="off" value={value ?? ''} onChange={(next) => set(typeof next === 'number' && next > 0 ? next : null)} readOnly={!isOpen} />;
  const { overContacted, brokenPromise } = rules;
  return (
    <form className={css['column']} onSubmit={(event) => { event.preventDefault(); if (checked.success) save.mutate(checked.data); }}>
      <Panel title="Unanswered"><div className={css['form']}>{field('Hours past what our own rules owed them (empty: off)', rules.unanswered?.hours ?? null, (hours) => change({ ...rules, unanswered: hours === null ? null : { hours } }), ' h')}</div></Panel>
      <Panel title="Sent too much"><div className={css['form']}>{field('Surveys, campaigns and notices (empty: off)', overContacted?.times ?? null, (times) => change({ ...rules, overContacted: times === null ? null : { times, days: overContacted?.days ?? FIRST_RULES.overContacted?.days ?? 30 } }), '')}{overContacted !== null && field('within', overContacted.days, (days) => change({ ...rules, overContacted: { ...overContacted, days: days ?? 0 } }), ' days')}</div></Panel>
      <Panel title="The same promise broken again"><div className={css['form']}>{field('Times (empty: off)', brokenPromise?.times ?? null, (times) => change({ ...rules, brokenPromise: times === null ? null : { times, days: brokenPromise?.days ?? FIRST_RULES.brokenPromise?.days ?? 365 } }), '')}{brokenPromise !== null && field('within', brokenPromise.days, (days) => change({ ...rules, brokenPromise: { ...brokenPromise, days: days ?? 0 } }), ' days')}</div></Panel>
      <Panel title="The customer’s word"><div className={css['form']}>{field('Days to wait for it before closing without', rules.askDays, (days) => change({ ...rules, askDays: days ?? 0 }), ' days')}</div></Panel>
      {isOpen && <div className={css['form']}><TextInput size="sm" label="Why" value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={300} required /><Button type="submit" loading={save.isPending} disabled={!checked.success || note.trim().length < 3 || rules === saved.rules}>Save</Button></div>}
      {saved.versions.length === 0 ? <p className={css['quiet']}>These are the limits that Custos starts with.</p> : <ul className={css['lines']}>{saved.versions.map((one) => <li key={one.version} className={css['quiet']}>Version {one.version}, {one.by ?? 'somebody who left'}, <Moment at={one.at} />: {one.note}</li>)}</ul>}
    </form>
  );
}
