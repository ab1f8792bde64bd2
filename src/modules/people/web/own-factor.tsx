import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { fieldOf } from '../../../web/form-field.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { routes, type SecondFactor } from '../contract.ts';
import door from './door.module.css';
import css from './second-factor.module.css';
import { RecoveryCodes, SetUpFactor } from './set-up-factor.tsx';

/** Somebody's own second factor: switched on and off by themselves. */
export function OwnFactor({ state }: { readonly state: SecondFactor }): ReactNode {
  return state.isOn ? <SwitchedOn state={state} /> : <SwitchedOff isRequired={state.isRequired} />;
}

function SwitchedOff({ isRequired }: { readonly isRequired: boolean }): ReactNode {
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const begin = useMutation({ mutationFn: () => call(routes.beginSecondFactor, { body: {} }), onError: (error) => { setOpened(false); sayProblem(error); } });
  const close = (): void => { setOpened(false); begin.reset(); void queries.invalidateQueries({ queryKey: ['own-factor'] }); };
  return (
    <>
      <p className={css['facts']}>Off. With it, signing in asks for a code from your phone as well, so that a stolen password is not enough.{isRequired ? ' Your role asks for it.' : ''}</p>
      <Button onClick={() => { setOpened(true); begin.mutate(); }}>Set it up</Button>
      <Modal opened={opened} onClose={close} title="Set up the second factor">
        <SetUpFactor setUp={begin.data} confirm={(code) => call(routes.confirmSecondFactor, { body: { code } })} done={close} />
      </Modal>
    </>
  );
}

function RenewCodes(): ReactNode {
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const renew = useMutation({ mutationFn: (form: FormData) => call(routes.renewRecoveryCodes, { body: { code: fieldOf(form, 'code') } }) });
  const close = (): void => { setOpened(false); renew.reset(); void queries.invalidateQueries({ queryKey: ['own-factor'] }); };
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>New recovery codes</Button>
      <Modal opened={opened} onClose={close} title="New recovery codes">
        {renew.data !== undefined ? <RecoveryCodes codes={renew.data.recoveryCodes} done={close} /> : (
          <form className={door['fields']} onSubmit={(event) => { event.preventDefault(); renew.mutate(new FormData(event.currentTarget)); }}>
            <TextInput name="code" label="Code that the app shows now" description="Ten new recovery codes take the place of those before" autoComplete="one-time-code" required maxLength={40} data-autofocus />
            <p role="alert" className={door['problem']}>{renew.error === null ? '' : problemText(renew.error)}</p>
            <Button type="submit" loading={renew.isPending}>Make ten new ones</Button>
          </form>
        )}
      </Modal>
    </>
  );
}

function SwitchedOn({ state }: { readonly state: SecondFactor }): ReactNode {
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const end = useMutation({
    mutationFn: (form: FormData) => call(routes.endSecondFactor, { body: { password: fieldOf(form, 'password'), code: fieldOf(form, 'code') } }),
    onSuccess: (now) => { setOpened(false); queries.setQueryData(['own-factor'], now); sayDone('The second factor is off.'); },
  });
  const close = (): void => { setOpened(false); end.reset(); };
  return (
    <>
      <p className={css['facts']}>On. {state.recoveryCodesLeft} of ten recovery codes are left.{state.isRequired ? ' Your role asks for it, so that it stays on; an owner can reset it.' : ''}</p>
      <div className={css['row']}>
        <RenewCodes />
        {!state.isRequired && <Button variant="default" onClick={() => setOpened(true)}>Switch it off</Button>}
      </div>
      <Modal opened={opened} onClose={close} title="Switch the second factor off">
        <form className={door['fields']} onSubmit={(event) => { event.preventDefault(); end.mutate(new FormData(event.currentTarget)); }}>
          {state.hasPassword && <PasswordInput name="password" label="Password" autoComplete="current-password" required data-autofocus />}
          <TextInput name="code" label="Code" description="The six digits of the app, or a recovery code" autoComplete="one-time-code" required maxLength={40} />
          <p role="alert" className={door['problem']}>{end.error === null ? '' : problemText(end.error)}</p>
          <Button type="submit" color="red" loading={end.isPending}>Switch it off</Button>
        </form>
      </Modal>
    </>
  );
}
