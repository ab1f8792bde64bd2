import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { CLOCK_NAMES, clockText, nextStep, STATE_NAMES } from '../../cases/web/parts.tsx';
import type { Panel, PanelCustomer, PromisedLine, TrueLine } from '../contract.ts';
import css from './panel.module.css';
import { PanelMoves } from './panel-moves.tsx';
import type { PanelSession } from './panel-session.ts';
import { SayNext } from './say-next.tsx';
import { usePanel, type ChangePanel } from './use-panel.ts';

const PROMISED: Readonly<Record<PromisedLine['state'], string>> = { due: 'by', late: 'was due', broken: 'on' };
const THINGS: Readonly<Record<TrueLine['about']['type'], string>> = { order: 'Order', refund: 'Refund', incident: 'Problem' };
const MATCHED: Readonly<Record<string, string>> = { conversation: 'wrote in this conversation', email: 'has this address', user: 'has this id', loyalty: 'has this card', phone: 'has this phone number', order: 'has this order' };

/** The panel of an opened view: one customer in five lines, or why there is none. */
export function PanelView({ view }: { readonly view: PanelSession }): ReactNode {
  const [chosen, setChosen] = useState<string>();
  const { data, error, change, others } = usePanel(view, chosen);
  if (data === undefined) return error === null ? <LinesSkeleton lines={8} /> : <PanelNote title="This can not be shown.">{problemText(error)}</PanelNote>;
  if (data.found === 'nobody') return <PanelNote title="Nobody known.">Nobody wrote to you by what {data.desk.name} knows of this contact, or what they wrote is still on its way here.</PanelNote>;
  if (data.customer === null) return <Choices choices={data.choices} choose={setChosen} />;
  return (
    <>
      {error !== null && <p className={css['warn']} role="status">{problemText(error)}</p>}
      <OneCustomer panel={data} customer={data.customer} view={view} chosen={chosen} change={change} others={others.map(({ name }) => name)} />
    </>
  );
}

/** In place of a customer: why nobody is shown. */
export function PanelNote({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return <div className={css['message']} role="status" data-testid="panel-note"><h1>{title}</h1><p>{children}</p></div>;
}

function Choices({ choices, choose }: { readonly choices: Panel['choices']; readonly choose: (id: string) => void }): ReactNode {
  return (
    <div className={css['message']} data-testid="panel-choices">
      <h1>Who is it?</h1>
      <p>Several customers fit what the desk knows. Choose one; nothing is guessed.</p>
      <ul className={css['choices']}>{choices.map(({ id, name, matched }) => <li key={id}><Button fullWidth variant="default" h="auto" mih={36} py={6} classNames={{ label: css['choice'] ?? '' }} onClick={() => choose(id)}><PersonalName id={id} name={name} /></Button><p className={css['quiet']}>{MATCHED[matched] ?? matched}</p></li>)}</ul>
    </div>
  );
}

type Shown = { readonly panel: Panel; readonly customer: PanelCustomer; readonly view: PanelSession; readonly chosen: string | undefined; readonly change: ChangePanel; readonly others: readonly string[] };

function OneCustomer({ panel, customer, view, chosen, change, others }: Shown): ReactNode {
  const { case: open } = customer;
  return (
    <article className={css['customer']} aria-labelledby="panel-who" data-testid="panel">
      <Line name="Who">
        <h1 id="panel-who"><a href={`/customers/${customer.id}`} target="_blank" rel="noreferrer"><PersonalName id={customer.id} name={customer.name} /></a></h1>
        <p className={css['quiet']}>{customer.interactions.toLocaleString()} {customer.interactions === 1 ? 'contact' : 'contacts'}{customer.firstSeenAt !== null && <>, known since <Moment at={customer.firstSeenAt} shape="day" /></>}</p>
      </Line>
      <Line name="Open">
        {open === null ? <p>Nothing is open.</p> : <OpenCase open={open} />}
        {customer.otherCases.length > 0 && <p className={css['quiet']}>And {customer.otherCases.length} more: {customer.otherCases.map(({ about }) => about).join(' · ')}</p>}
        {others.length > 0 && <p className={css['warn']} role="status">{others.join(', ')} {others.length === 1 ? 'has' : 'have'} this open too.</p>}
        <InDesk panel={panel} />
      </Line>
      <Line name="Promised">
        {customer.promised.length === 0 ? <p>Nothing that is still to come.</p> : <ul>{customer.promised.map((one) => <li key={`${one.what} ${one.by ?? ''}`} data-state={one.state} className={css['promise']}><span className={css['told']} title={one.what}>{one.what}</span>{one.by !== null && <span>{PROMISED[one.state]} <Moment at={one.by} /></span>}</li>)}</ul>}
      </Line>
      <Line name="True now">
        {customer.truth.length === 0 ? <p>No order, refund or problem is open.</p> : <ul>{customer.truth.map((part) => <Truth key={`${part.about.type} ${part.about.id}`} part={part} />)}</ul>}
      </Line>
      <SayNext panel={panel} customer={customer} view={view} chosen={chosen} change={change} />
      {panel.agent.mayWork && <PanelMoves key={open?.id ?? 'none'} customer={customer} view={view} chosen={chosen} change={change} />}
    </article>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return <section className={css['line']} aria-label={name}><p className={css['name']} aria-hidden>{name}</p><div>{children}</div></section>;
}

function OpenCase({ open }: { readonly open: NonNullable<PanelCustomer['case']> }): ReactNode {
  const due = open.clocks.map((clock) => ({ clock, ...clockText(clock) })).filter(({ clock }) => clock.standing === 'running' || clock.standing === 'breached');
  return (
    <>
      <p><a href={`/cases/${open.id}`} target="_blank" rel="noreferrer">{open.about}</a></p>
      <p className={css['quiet']}>{STATE_NAMES[open.state]} · {open.owner === null ? 'nobody’s' : open.owner.isYou ? 'yours' : open.owner.name ?? 'of somebody who left'} · waits since <Moment at={open.since} shape="ago" /></p>
      {due.map(({ clock, text, at, isLate }) => <p key={clock.clock} className={isLate ? css['late'] : css['quiet']}>{CLOCK_NAMES[clock.clock]}: {text}{at !== null && <> <Moment at={at} /></>}</p>)}
      <p className={css['step']}>{nextStep(open)}</p>
    </>
  );
}

function Truth({ part: { about, states, late, known, asOf, source } }: { readonly part: TrueLine }): ReactNode {
  const says = [states.join(', '), late ? 'late' : '', known ? '' : 'how it stands now we do not know'].filter((one) => one !== '');
  return <li data-state={late || !known ? 'late' : 'due'} className={css['promise']}>{THINGS[about.type]} {about.id}{says.length > 0 && `: ${says.join('; ')}`} <span className={css['quiet']}>as of <Moment at={asOf} />, {source}</span></li>;
}

/** How the conversation stands in the desk, where that is another word than ours. */
function InDesk({ panel: { conversation, customer, desk } }: { readonly panel: Panel }): ReactNode {
  const owner = customer?.case?.owner;
  if (conversation === null || customer?.case === null || owner === undefined) return null;
  const isEnded = conversation.status === 'resolved' && customer?.case?.state !== 'resolved';
  return isEnded ? <p className={css['warn']} role="status">In {desk.name} it is resolved already.</p> : conversation.assignee !== null && owner === null ? <p className={css['quiet']}>In {desk.name}: {conversation.assignee}</p> : null;
}
