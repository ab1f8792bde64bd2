import { Button, Checkbox, Modal, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type GovernorRules, type RulesState } from '../contract.ts';
import css from './outreach.module.css';
import { RULE_FIELDS } from './rule-fields.ts';

/** The rules that hold, with their version, and the way to change them. */
export function RulesPanel(): ReactNode {
  const may = useMay();
  const { data, error, refetch } = useQuery({ queryKey: ['outreach', 'rules'], queryFn: ({ signal }) => call(routes.rules, {}, signal) });
  const [editing, setEditing] = useState(false);
  if (error !== null && data === undefined) return <Panel title="Rules"><Problem error={error} again={() => void refetch()} /></Panel>;
  if (data === undefined) return <Panel title="Rules"><LinesSkeleton lines={5} /></Panel>;
  const [latest] = data.versions;
  return (
    <Panel title="Rules" testId="rules" aside={may('govern-outreach') ? <Button variant="default" size="compact-sm" onClick={() => setEditing(true)}>Change the rules</Button> : undefined}>
      <p className={css['quiet']}>{latest === undefined ? 'As Custos came with them: house choices, no study fixes them.' : <>Version {data.version}, {latest.note}, <Moment at={latest.at} />{latest.by === null ? '' : ` by ${latest.by}`}.</>} <Link to="/methods/$name" params={{ name: 'contact-governor' }}>Which rule holds for which purpose</Link></p>
      <dl className={css['rules']}>{RULE_FIELDS.map(({ key, name, unit, read }) => <div key={key}><dt>{name}</dt><dd>{read(data.rules)} <span className={css['quiet']}>{unit}</span></dd></div>)}
        <div><dt>People who share a home</dt><dd>{data.rules.householdAsOne ? 'are asked as one' : 'are asked each'}</dd></div>
      </dl>
      {editing && <EditRules state={data} close={() => setEditing(false)} />}
    </Panel>
  );
}

function EditRules({ state, close }: { readonly state: RulesState; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [rules, setRules] = useState<GovernorRules>(state.rules);
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () => call(routes.changeRules, { body: { rules, basedOn: state.version, note } }),
    onSuccess: (now) => { sayDone(`Version ${now.version} holds from now on.`); close(); return queries.invalidateQueries({ queryKey: ['outreach'] }); },
    onError: sayProblem,
  });
  return (
    <Modal opened onClose={close} title="Change the rules" size="lg">
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        {RULE_FIELDS.map(({ key, name, unit, least, most, read, write }) => (
          <NumberInput key={key} label={name} description={unit} min={least} max={most} clampBehavior="strict" allowNegative={false} value={read(rules)} onChange={(value) => { if (typeof value === 'number') setRules(write(rules, value)); }} />
        ))}
        <Checkbox className={css['whole'] ?? ''} label="People who share a home are asked as one" checked={rules.householdAsOne} onChange={(event) => setRules({ ...rules, householdAsOne: event.currentTarget.checked })} />
        <TextInput className={css['whole'] ?? ''} label="Why" description="Stands beside the version" value={note} onChange={(event) => setNote(event.currentTarget.value)} minLength={3} maxLength={500} required />
        <Button className={css['whole'] ?? ''} type="submit" loading={save.isPending}>These rules hold from now on</Button>
      </form>
    </Modal>
  );
}
