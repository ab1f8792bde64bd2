import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { CaseMove } from '../../cases/contract.ts';
import { routes, type Panel, type PanelCustomer } from '../contract.ts';
import css from './panel.module.css';
import { callAs, type PanelSession } from './panel-session.ts';
import type { ChangePanel } from './use-panel.ts';

type Move = 'inform' | 'hand-over' | 'resolve';
type Shown = { readonly customer: PanelCustomer; readonly view: PanelSession; readonly chosen: string | undefined; readonly change: ChangePanel };

const HOUR_MS = 3_600_000;
/** When the customer hears more, as people choose it. Units: hours; 0: nothing more is promised. */
const UPDATES = [{ value: '0', label: 'Nothing more is promised' }, { value: '2', label: 'They hear more within 2 hours' }, { value: '24', label: 'They hear more by this time tomorrow' }, { value: '72', label: 'They hear more within 3 days' }];

/** What an agent does with the case, without leaving the desk. Everything is filled in; nothing is typed twice. */
export function PanelMoves({ customer, view, chosen, change }: Shown): ReactNode {
  const { case: open } = customer;
  const [shown, setShown] = useState<Move | null>(null);
  const may = (move: CaseMove): boolean => open?.moves.includes(move) === true;
  const does = (work: () => Promise<Panel>): void => { change.mutate(work, { onSuccess: () => setShown(null) }); };
  const takes = open === null || (open.owner?.isYou !== true && may('take') && open.owner === null);
  const turn = (move: Move, label: string): ReactNode => <Button size="compact-md" variant={shown === move ? 'filled' : 'default'} aria-expanded={shown === move} onClick={() => setShown(shown === move ? null : move)}>{label}</Button>;
  return (
    <section className={css['moves']} aria-label="The case">
      <div className={css['acts']}>
        {takes && <Button size="compact-md" loading={change.isPending} onClick={() => does(() => callAs(view, routes.take, { body: { customer: chosen, ...(open === null ? {} : { case: open.id, seen: open.version }) } }))}>Take it</Button>}
        {may('inform') && turn('inform', 'I told them')}
        {open?.owner != null && may('hand-over') && turn('hand-over', 'Hand over')}
        {may('resolve') && turn('resolve', 'Resolved')}
      </div>
      {open !== null && shown === 'inform' && <Inform customer={customer} pending={change.isPending} done={(told, nextUpdateBy) => does(() => callAs(view, routes.inform, { body: { customer: chosen, case: open.id, seen: open.version, told, nextUpdateBy } }))} />}
      {open !== null && shown === 'hand-over' && <HandOver customer={customer} view={view} pending={change.isPending} done={(body) => does(() => callAs(view, routes.handOver, { body: { customer: chosen, case: open.id, seen: open.version, ...body } }))} />}
      {open !== null && shown === 'resolve' && <Resolve customer={customer} pending={change.isPending} done={(how) => does(() => callAs(view, routes.resolve, { body: { customer: chosen, case: open.id, seen: open.version, how, told: how } }))} />}
    </section>
  );
}

function Inform({ customer, pending, done }: { readonly customer: PanelCustomer; readonly pending: boolean; readonly done: (told: string, nextUpdateBy: string | null) => void }): ReactNode {
  const [told, setTold] = useState(customer.word.text);
  const [hours, setHours] = useState('0');
  return (
    <form className={css['form']} onSubmit={(event) => { event.preventDefault(); done(told, hours === '0' ? null : new Date(Date.now() + Number(hours) * HOUR_MS).toISOString()); }}>
      <Textarea label="What they were told" value={told} onChange={(event) => setTold(event.currentTarget.value)} autosize minRows={2} maxRows={8} required minLength={3} />
      <NativeSelect label="When they hear more" data={UPDATES} value={hours} onChange={(event) => setHours(event.currentTarget.value)} />
      <Button type="submit" size="compact-md" loading={pending}>Write it down</Button>
    </form>
  );
}

function HandOver({ customer, view, pending, done }: { readonly customer: PanelCustomer; readonly view: PanelSession; readonly pending: boolean; readonly done: (body: PanelCustomer['context'] & { to: { person: string } | { queue: string } }) => void }): ReactNode {
  const { data } = useQuery({ queryKey: ['side-panel-holders', view.session], queryFn: ({ signal }) => callAs(view, routes.holders, {}, signal), staleTime: 60_000 });
  const [to, setTo] = useState('');
  const [context, setContext] = useState(customer.context);
  const choices = [{ value: '', label: 'Choose' }, ...(data?.queues ?? []).map(({ key, name }) => ({ value: `queue ${key}`, label: `Team ${name}` })), ...(data?.people ?? []).filter(({ id }) => id !== customer.case?.owner?.id).map(({ id, name }) => ({ value: `person ${id}`, label: name }))];
  const field = (name: keyof typeof context, label: string): ReactNode => <Textarea label={label} value={context[name]} onChange={(event) => { const { value } = event.currentTarget; setContext((before) => ({ ...before, [name]: value })); }} autosize minRows={1} maxRows={6} required minLength={3} />;
  return (
    <form className={css['form']} onSubmit={(event) => { event.preventDefault(); const [kind, ...rest] = to.split(' '); const id = rest.join(' '); if (id !== '') done({ ...context, to: kind === 'queue' ? { queue: id } : { person: id } }); }}>
      <NativeSelect label="To whom" data={choices} value={to} onChange={(event) => setTo(event.currentTarget.value)} required />
      {field('said', 'What the customer said')}
      {field('tried', 'What was tried')}
      {field('promised', 'What was promised')}
      <Button type="submit" size="compact-md" loading={pending} disabled={to === ''}>Hand it over</Button>
    </form>
  );
}

function Resolve({ customer, pending, done }: { readonly customer: PanelCustomer; readonly pending: boolean; readonly done: (how: string) => void }): ReactNode {
  const [how, setHow] = useState(customer.word.text);
  return (
    <form className={css['form']} onSubmit={(event) => { event.preventDefault(); done(how); }}>
      <Textarea label="How it was solved, as the customer was told" value={how} onChange={(event) => setHow(event.currentTarget.value)} autosize minRows={2} maxRows={8} required minLength={3} />
      <p className={css['quiet']}>Only the customer’s word ends a case: until then it waits for it.</p>
      <Button type="submit" size="compact-md" loading={pending}>Say that it is solved</Button>
    </form>
  );
}
