import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { PURPOSES, routes, type Purpose, type Standing, type SwitchState } from '../contract.ts';
import css from './outreach.module.css';

/** Each purpose with its switch. An owner switches on; the offices may switch off. */
export function SwitchesPanel({ standing }: { readonly standing: Standing }): ReactNode {
  return (
    <Panel title="For what" testId="switches">
      {standing.held !== null && <p className={css['note']} data-testid="held-because">{standing.held} Whatever is switched on, it is only shown as it would have gone.</p>}
      <ul className={css['switches']}>{standing.switches.map((one) => <OneSwitch key={one.purpose} state={one} held={standing.held} />)}</ul>
    </Panel>
  );
}

function OneSwitch({ state: { purpose, isOn, by, at }, held }: { readonly state: SwitchState; readonly held: string | null }): ReactNode {
  const may = useMay();
  const queries = useQueryClient();
  const turn = useMutation({
    mutationFn: (on: boolean) => call(on ? routes.switchOn : routes.switchOff, { params: { purpose }, body: {} }),
    onSuccess: (_, on) => { sayDone(on ? `${PURPOSES[purpose].name} may leave from now on.` : `${PURPOSES[purpose].name} leave no more.`, on ? () => { turn.mutate(false); } : undefined); return queries.invalidateQueries({ queryKey: ['outreach'] }); },
    onError: sayProblem,
  });
  const mayTurn = isOn ? may('govern-outreach') : may('switch-on-sending') && held === null;
  return (
    <li>
      <div>
        <b>{PURPOSES[purpose].name}</b> <span className={css['quiet']}>{PURPOSES[purpose].about}</span>
        <p className={css['quiet']}>{isOn ? 'On' : 'Off'}{at === null ? ', never switched on' : <>, since <Moment at={at} />{by === null ? '' : ` by ${by}`}</>}{consequence(purpose, isOn)}</p>
      </div>
      {mayTurn && <Button variant="default" size="compact-md" loading={turn.isPending} onClick={() => turn.mutate(!isOn)} aria-label={`${isOn ? 'Switch off' : 'Switch on'}: ${PURPOSES[purpose].name}`}>{isOn ? 'Switch off' : 'Switch on'}</Button>}
    </li>
  );
}

function consequence(purpose: Purpose, isOn: boolean): string {
  if (isOn) return '.';
  return PURPOSES[purpose].sends ? '. What would have gone is shown below.' : '. Other systems that ask are told to wait.';
}
