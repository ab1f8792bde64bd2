import { Button, Modal, PasswordInput, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { chatwootRoutes, DESK_WRITES, type ChatwootDesk, type ChatwootWrite, type DeskWrite } from '../../channels/contract.ts';
import { routes } from '../contract.ts';
import css from './panel.module.css';
import { ShownOnce } from './shown-once.tsx';

const WRITES: Readonly<Record<DeskWrite, { readonly label: string; readonly about: string }>> = {
  owner: { label: 'Who has it', about: 'Whoever takes a case gets the conversation; the case stands beside it as attributes.' },
  status: { label: 'Open or resolved', about: 'If an inbox asks for a rating when a conversation is resolved, Chatwoot asks the customer by itself: Custos does not count that.' },
  notes: { label: 'Private notes', about: 'The honest status for colleagues. Customers never see it.' },
};
const STATES: Readonly<Record<ChatwootWrite['state'], string>> = { waiting: 'waits', held: 'held', done: 'stands there', overtaken: 'the desk decided otherwise', failed: 'given up' };
const keyOf = (one: ChatwootWrite): string => one.id;
const COLUMNS: readonly Column<ChatwootWrite>[] = [
  { key: 'made', name: 'When', value: ({ madeAt }) => madeAt, show: ({ madeAt }) => <Moment at={madeAt} shape="ago" /> },
  { key: 'what', name: 'What', value: ({ kind, says }) => `${kind} ${says}`, show: ({ conversation, kind, says }) => <>Conversation {conversation}, {kind}: {says}</> },
  { key: 'by', name: 'By', value: ({ by }) => by ?? '', narrow: 'hide' },
  { key: 'state', name: 'What became of it', value: ({ state }) => STATES[state], show: ({ state, problem }) => <>{STATES[state]}{problem !== null && state !== 'overtaken' && <div className={css['quiet']}>{problem}</div>}</> },
];

/** A Chatwoot desk: what comes in, what may be written into it, and the panel in it. */
export function ChatwootCard({ desk, panels }: { readonly desk: ChatwootDesk; readonly panels: number }): ReactNode {
  const queries = useQueryClient();
  const [shown, setShown] = useState<'writes' | 'secret' | 'token' | null>(null);
  const again = (): Promise<unknown> => Promise.all([queries.invalidateQueries({ queryKey: ['chatwoots'] }), queries.invalidateQueries({ queryKey: ['desks'] })]);
  const set = useMutation({ mutationFn: (body: { hears?: boolean; writes?: DeskWrite[]; signedBy?: string | null; token?: string }) => call(chatwootRoutes.setChatwoot, { params: { id: desk.id }, body }), onSuccess: again });
  const hook = useMutation({ mutationFn: () => call(chatwootRoutes.renewHook, { params: { id: desk.id }, body: {} }) });
  const end = useMutation({ mutationFn: () => call(routes.endPanels, { params: { id: desk.id }, body: {} }), onSuccess: ({ ended }) => { sayDone(`${ended} ${ended === 1 ? 'panel is' : 'panels are'} disconnected.`); return again(); } });
  const remove = useMutation({ mutationFn: () => call(chatwootRoutes.removeChatwoot, { params: { id: desk.id }, body: {} }), onSuccess: () => { sayDone(`“${desk.name}” is removed; what came from it stays.`); return again(); } });
  const turn = (write: DeskWrite, on: boolean): void => { set.mutate({ writes: on ? [...desk.writes, write] : desk.writes.filter((one) => one !== write) }); };
  return (
    <section className={css['desk']} aria-label={desk.name} data-testid="chatwoot">
      <h3>{desk.name}</h3>
      <Switch label="Hear and read it" description="Conversations and contacts become part of each customer’s history, from the beginning on" checked={desk.hears} onChange={(event) => set.mutate({ hears: event.currentTarget.checked })} disabled={set.isPending} />
      {DESK_WRITES.map((write) => <Switch key={write} label={`Write into it: ${WRITES[write].label.toLowerCase()}`} description={WRITES[write].about} checked={desk.writes.includes(write)} onChange={(event) => turn(write, event.currentTarget.checked)} disabled={set.isPending} />)}
      <dl className={css['facts']}>
        <div><dt>Switched</dt><dd>{desk.switchedAt === null ? 'Never: everything is off' : <>{desk.switchedBy ?? 'somebody'}, <Moment at={desk.switchedAt} shape="ago" /></>}</dd></div>
        <div><dt>Desk</dt><dd>{desk.url}, account {desk.account}</dd></div>
        <div><dt>Came in</dt><dd>{desk.messages.toLocaleString()} {desk.messages === 1 ? 'message' : 'messages'} of {desk.conversations.toLocaleString()} {desk.conversations === 1 ? 'conversation' : 'conversations'}{desk.heardAt !== null && <>; last heard <Moment at={desk.heardAt} shape="ago" /></>}</dd></div>
        <div><dt>History</dt><dd>{desk.reading.problem ?? (!desk.hears ? 'Not read while it is off' : desk.reading.knownUntil === null ? `Being read, page ${desk.reading.page}` : <>Read; looked again <Moment at={desk.reading.knownUntil} shape="ago" /></>)}</dd></div>
        <div><dt>Webhooks</dt><dd>{desk.isSigned ? 'Must be signed' : 'Known by their address alone'}</dd></div>
        <div><dt>Dashboard app</dt><dd>{window.location.origin}/embed/chatwoot?desk={desk.id}; {panels} {panels === 1 ? 'panel' : 'panels'} connected</dd></div>
      </dl>
      <div className={css['acts']}>
        <Button variant="default" size="compact-sm" onClick={() => setShown('writes')}>What was written{desk.failed > 0 ? `, ${desk.failed} given up` : ''}</Button>
        <Button variant="default" size="compact-sm" onClick={() => setShown('secret')}>{desk.isSigned ? 'Change the webhooks’ secret' : 'Enter the webhooks’ secret'}</Button>
        <Button variant="default" size="compact-sm" onClick={() => setShown('token')}>New access token</Button>
        <Button variant="default" size="compact-sm" onClick={() => hook.mutate()} loading={hook.isPending}>New address for webhooks</Button>
        <Button variant="default" size="compact-sm" onClick={() => end.mutate()} loading={end.isPending} disabled={panels === 0}>Disconnect all panels</Button>
        <Button variant="default" color="red" size="compact-sm" onClick={() => remove.mutate()} loading={remove.isPending} aria-label={`Remove: ${desk.name}`}>Remove</Button>
      </div>
      <Modal opened={shown === 'writes'} onClose={() => setShown(null)} title={`Written into “${desk.name}”`} size="xl">{shown === 'writes' && <Writes id={desk.id} />}</Modal>
      <Modal opened={shown === 'secret'} onClose={() => setShown(null)} title="The secret that signs webhooks" size="md"><Secret label="Secret" about="Newer versions of Chatwoot show it with the webhook. Once it is here, what is not signed with it is refused." without={desk.isSigned ? 'Webhooks need no signature' : null} pending={set.isPending} save={(signedBy) => set.mutate({ signedBy }, { onSuccess: () => setShown(null) })} /></Modal>
      <Modal opened={shown === 'token'} onClose={() => setShown(null)} title="The access token" size="md"><Secret label="Access token" about="Of an administrator of the desk. The former one is forgotten." without={null} pending={set.isPending} save={(token) => { if (token !== null) set.mutate({ token }, { onSuccess: () => setShown(null) }); }} /></Modal>
      <Modal opened={hook.data !== undefined} onClose={() => hook.reset()} title="The new address, shown this once" size="lg"><ShownOnce value={window.location.origin + (hook.data?.hook ?? '')}>The former one is deaf from now on: enter this one in Chatwoot.</ShownOnce></Modal>
    </section>
  );
}

function Writes({ id }: { readonly id: string }): ReactNode {
  const { data } = useQuery({ queryKey: ['chatwoots', id], queryFn: ({ signal }) => call(chatwootRoutes.chatwootWrites, { params: { id } }, signal), refetchInterval: 3_000 });
  if (data === undefined) return <LinesSkeleton lines={3} />;
  return data.writes.length === 0 ? <p className={css['quiet']}>Nothing yet.</p> : <DataTable name="Written" columns={COLUMNS} rows={data.writes} keyOf={keyOf} />;
}

function Secret({ label, about, without, pending, save }: { readonly label: string; readonly about: string; readonly without: string | null; readonly pending: boolean; readonly save: (secret: string | null) => void }): ReactNode {
  const [secret, setSecret] = useState('');
  return (
    <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); save(secret); }}>
      <PasswordInput label={label} description={about} value={secret} onChange={(event) => setSecret(event.currentTarget.value)} minLength={8} maxLength={500} required autoComplete="off" data-autofocus />
      <div className={css['acts']}><Button type="submit" loading={pending}>Keep it</Button>{without !== null && <Button variant="default" onClick={() => save(null)} loading={pending}>{without}</Button>}</div>
    </form>
  );
}
