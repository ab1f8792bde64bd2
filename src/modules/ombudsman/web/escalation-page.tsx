import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { capital } from '../../../kernel/capital.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { MaskedNote } from '../../customers/web/parts.tsx';
import type { EscalationView } from '../contract.ts';
import { EscalationMoves } from './escalation-moves.tsx';
import { ageWords, broughtBy, HAPPENING_NAMES, MATTER_NAMES, ORIGIN_NAMES, OUTCOME_NAMES } from './escalation-words.ts';
import css from './ombudsman.module.css';
import { StopForm, StopList } from './stops.tsx';
import { useEscalation } from './use-escalations.ts';

const page = getRouteApi('/shell/ombudsman/$id');

/** One escalation: what was brought, what the customer says, what happened; and for the ombudsman what they can do. */
export function EscalationPage(): ReactNode {
  const { id } = page.useParams();
  const may = useMay();
  const [stopping, setStopping] = useState(false);
  const { data: view, error, refetch, change } = useEscalation(id);
  if (error !== null && view === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (view === undefined) return <LinesSkeleton lines={8} height={22} />;
  const rules = may('rule-escalations');
  return (
    <div data-testid="escalation-page">
      <PageHead title={capital(MATTER_NAMES[view.matter])} over={<><Link to="/ombudsman">Ombudsman</Link> · {view.id} · {view.closedAt === null ? `open ${ageWords(view.ageDays)}` : view.outcome === null ? 'closed' : OUTCOME_NAMES[view.outcome]}</>} lead={<Lead view={view} />} />
      {!may('see-personal-data') && <MaskedNote />}
      <div className={css['grid']}>
        <div className={css['column']}>
          <Panel title="What was brought"><p className={view.origin === 'rule' || view.words === null ? undefined : css['words']}>{view.words ?? 'The words are not kept any more.'}</p>{view.interactions.filter(({ text }) => text !== null && text !== view.words).map(({ id: interaction, text }) => <p key={interaction} className={css['words']}>{text}</p>)}</Panel>
          {rules ? <EscalationMoves view={view} change={change} /> : view.closedAt === null && <p className={css['quiet']}>Only the ombudsman notes, asks and closes here.</p>}
          <Panel title="What happened" testId="escalation-history"><History view={view} /></Panel>
        </div>
        <div className={css['column']}>
          <Panel title="The customer’s word" testId="escalation-word"><p>{wordOf(view)}</p></Panel>
          {(view.stops.length > 0 || rules) && (
            <Panel title="Stops">
              {view.stops.length > 0 && <StopList stops={view.stops} mayLift={rules} />}
              {rules && (stopping ? <StopForm escalation={view.id} done={() => setStopping(false)} /> : <Button size="compact-sm" variant="default" onClick={() => setStopping(true)}>Stop the line</Button>)}
            </Panel>
          )}
        </div>
      </div>
    </div>
  );
}

function Lead({ view }: { readonly view: EscalationView }): ReactNode {
  return <>Brought by {broughtBy(view)}, <Moment at={view.openedAt} />.{view.customer !== null && <> <Link to="/customers/$id" params={{ id: view.customer.id }}><PersonalName id={view.customer.id} name={view.customer.name} /></Link></>}{view.case !== null && <> <Link to="/cases/$id" params={{ id: view.case }}>Case {view.case}</Link></>}</>;
}

function wordOf({ customer, isAsked, settled }: EscalationView): string {
  if (settled !== null) return settled ? 'Settled, they say.' : 'Not settled, they say.';
  if (isAsked) return 'They were asked, and have not answered yet. The question stands on their own page; nothing is sent.';
  return customer === null ? 'Nobody known is concerned, or they are not kept any more.' : 'They were not asked yet.';
}

function History({ view }: { readonly view: EscalationView }): ReactNode {
  return (
    <ol className={css['history']}>
      {view.happenings.map(({ at, by, kind, text, settled }) => (
        <li key={`${at} ${kind}`}>
          <strong>{by ?? (kind === 'opened' ? capital(ORIGIN_NAMES[view.origin]) : kind === 'heard' || kind === 'customer-said' ? 'The customer' : 'Custos')}</strong> {HAPPENING_NAMES[kind]}{settled === null ? '' : settled ? ': settled' : ': not settled'} <span className={css['quiet']}><Moment at={at} /></span>
          {text !== null && !(kind === 'opened' && text === view.words) && <p>{text}</p>}
        </li>
      ))}
    </ol>
  );
}
