import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { CONCERNS, OMBUDSMAN_LIMITS, routes, type Stop } from '../contract.ts';
import { CONCERNS_NAMES } from './escalation-words.ts';
import css from './ombudsman.module.css';
import { useStopLine } from './use-escalations.ts';

/** What is stopped, why, until when, and by whom. */
export function StopList({ stops, mayLift }: { readonly stops: readonly Stop[]; readonly mayLift: boolean }): ReactNode {
  return <ul className={css['stops']}>{stops.map((stop) => <StopLine key={stop.id} stop={stop} mayLift={mayLift} />)}</ul>;
}

function StopLine({ stop, mayLift }: { readonly stop: Stop; readonly mayLift: boolean }): ReactNode {
  const [why, setWhy] = useState<string | null>(null);
  const line = useStopLine();
  const isPast = stop.until !== null && Date.parse(stop.until) < Date.now();
  return (
    <li data-testid="stop">
      <p><strong>{stop.what}</strong></p>
      <p>{stop.why}</p>
      <p className={css['quiet']}>
        For {CONCERNS_NAMES[stop.concerns]}, ordered by {stop.orderedBy ?? 'somebody who left'}, <Moment at={stop.orderedAt} />; {stop.liftedAt === null ? stop.until === null ? 'until the ombudsman lifts it.' : isPast ? <>it was to end <Moment at={stop.until} /> and holds until the ombudsman lifts it.</> : <>until <Moment at={stop.until} />.</> : <>lifted by {stop.liftedBy ?? 'somebody who left'}, <Moment at={stop.liftedAt} />: {stop.liftedWhy}</>}
      </p>
      {mayLift && stop.liftedAt === null && (why === null ? <Button size="compact-xs" variant="default" onClick={() => setWhy('')}>Lift it</Button> : (
        <form className={css['form']} onSubmit={(event) => { event.preventDefault(); line.mutate(() => call(routes.lift, { params: { id: stop.id }, body: { why } }), { onSuccess: () => sayDone('Lifted.') }); }}>
          <TextInput size="sm" label="Why it may go on" value={why} onChange={(event) => setWhy(event.currentTarget.value)} required minLength={3} />
          <Button type="submit" size="compact-sm" loading={line.isPending} disabled={why.trim().length < 3}>Lift it</Button>
        </form>
      ))}
    </li>
  );
}

/** What is to be stopped, why, whom it concerns and until when. */
export function StopForm({ escalation, done }: { readonly escalation: string | null; readonly done: () => void }): ReactNode {
  const [what, setWhat] = useState('');
  const [why, setWhy] = useState('');
  const [concerns, setConcerns] = useState<Stop['concerns']>('everybody');
  const [day, setDay] = useState('');
  const line = useStopLine();
  const isReady = what.trim().length >= 3 && why.trim().length >= 3;
  const order = () => call(routes.order, { body: { what, why, concerns, until: day === '' ? null : new Date(`${day}T23:59:59`).toISOString(), ...(escalation === null ? {} : { escalation }) } });
  return (
    <form className={css['form']} data-testid="stop-form" onSubmit={(event) => { event.preventDefault(); if (isReady) line.mutate(order, { onSuccess: () => { sayDone('Stopped. It stands on Today for everybody whom it concerns.'); done(); } }); }}>
      <TextInput size="sm" label="What is stopped" value={what} onChange={(event) => setWhat(event.currentTarget.value)} maxLength={OMBUDSMAN_LIMITS.what} required />
      <Textarea size="sm" label="Why" autosize minRows={2} value={why} onChange={(event) => setWhy(event.currentTarget.value)} maxLength={OMBUDSMAN_LIMITS.text} required />
      <Select size="sm" label="Whom it concerns" data={CONCERNS.map((value) => ({ value, label: CONCERNS_NAMES[value] }))} value={concerns} onChange={(value) => setConcerns(CONCERNS.find((one) => one === value) ?? 'everybody')} allowDeselect={false} />
      <TextInput size="sm" type="date" label="Until when (may stay empty)" value={day} onChange={(event) => setDay(event.currentTarget.value)} />
      <Button type="submit" loading={line.isPending} disabled={!isReady}>Stop it</Button>
    </form>
  );
}
