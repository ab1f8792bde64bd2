import { Button, NativeSelect, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { MailSetting, mailRoutes, SECURITIES, type MailState } from '../contract.ts';
import { fieldsOf, SECURITY_NAMES, settingOf, USUAL_PORTS, type ServerFields } from './mail-form.ts';
import css from './mail-page.module.css';

/** How mail comes in and goes out, as an owner sets it. */
export function MailSettingForm({ state }: { readonly state: MailState }): ReactNode {
  const queries = useQueryClient();
  const [fields, change] = useState(() => fieldsOf(state.setting));
  const body = settingOf(fields);
  const checked = MailSetting.safeParse(body.setting);
  const problem = checked.error?.issues[0];
  const save = useMutation({ mutationFn: () => call(mailRoutes.setMail, { body }), onSuccess: (now) => { queries.setQueryData(['mail'], now); sayDone('Saved.'); }, onError: sayProblem });
  const { out, box } = fields;
  return (
    <form className={css['page']} onSubmit={(event) => { event.preventDefault(); if (checked.success) save.mutate(); }}>
      <Panel title="Mailboxes of ours">
        <Textarea label="Addresses under which customers write to us" description="One on each line. Mail for any other address is not taken." value={fields.mailboxes} onChange={(event) => change({ ...fields, mailboxes: event.currentTarget.value })} autosize minRows={2} maxRows={8} placeholder="help@shop.example" />
      </Panel>
      <Panel title="Mail that goes out">
        <Switch label="Mail may go through a server" description="What goes is decided beside: each purpose is switched on by a named person." checked={out.isOn} onChange={(event) => change({ ...fields, out: { ...out, isOn: event.currentTarget.checked } })} />
        {out.isOn && (
          <div className={css['fields']}>
            <Server fields={out} ports={USUAL_PORTS.out} hasPassword={state.hasOutPassword} isUserNeeded={false} change={(part) => change({ ...fields, out: { ...out, ...part } })} />
            <TextInput label="From" description="An address among the mailboxes, so that answers come back" type="email" value={out.from} onChange={(event) => change({ ...fields, out: { ...out, from: event.currentTarget.value } })} required />
            <TextInput label="Name before the address" value={out.name} onChange={(event) => change({ ...fields, out: { ...out, name: event.currentTarget.value } })} maxLength={120} />
          </div>
        )}
      </Panel>
      <Panel title="A mailbox that is read">
        <Switch label="Read a mailbox by IMAP" description="From now on; what lies in it already comes by an import. Nothing in it is marked, moved or deleted." checked={box.isOn} onChange={(event) => change({ ...fields, box: { ...box, isOn: event.currentTarget.checked } })} />
        {box.isOn && (
          <div className={css['fields']}>
            <Server fields={box} ports={USUAL_PORTS.box} hasPassword={state.hasBoxPassword} isUserNeeded change={(part) => change({ ...fields, box: { ...box, ...part } })} />
            <TextInput label="Folder" value={box.folder} onChange={(event) => change({ ...fields, box: { ...box, folder: event.currentTarget.value } })} required />
          </div>
        )}
      </Panel>
      {problem !== undefined && <p className={css['quiet']}>{problem.path.join(', ')}: {problem.message}</p>}
      <p className={css['quiet']}>{state.at === null ? 'Nobody set anything yet.' : <>Set by {state.by ?? 'somebody who left'}, <Moment at={state.at} />.</>}</p>
      <div><Button type="submit" loading={save.isPending} disabled={!checked.success}>Save</Button></div>
    </form>
  );
}

function Server({ fields: { host, port, security, user, password }, ports, hasPassword, isUserNeeded, change }: { readonly fields: ServerFields; readonly ports: Readonly<Record<ServerFields['security'], string>>; readonly hasPassword: boolean; readonly isUserNeeded: boolean; readonly change: (part: Partial<ServerFields>) => void }): ReactNode {
  return (
    <>
      <TextInput label="Server" value={host} onChange={(event) => change({ host: event.currentTarget.value })} required />
      <NativeSelect label="Security" value={security} onChange={(event) => { const chosen = SECURITIES.find((one) => one === event.currentTarget.value) ?? 'tls'; change({ security: chosen, port: ports[chosen] }); }} data={SECURITIES.map((value) => ({ value, label: SECURITY_NAMES[value] }))} />
      <TextInput label="Port" inputMode="numeric" value={port} onChange={(event) => change({ port: event.currentTarget.value })} required />
      <TextInput label="User" value={user} onChange={(event) => change({ user: event.currentTarget.value })} autoComplete="off" required={isUserNeeded} />
      <PasswordInput label="Password" description={hasPassword ? 'One is kept, sealed. Leave this empty to keep it; another server or user needs it anew.' : 'Kept sealed, and never shown again'} value={password} onChange={(event) => change({ password: event.currentTarget.value })} autoComplete="new-password" />
    </>
  );
}
