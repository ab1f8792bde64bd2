import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { useMay } from '../../../web/session.ts';
import { ageWords, MATTER_NAMES } from './escalation-words.ts';
import css from './ombudsman.module.css';
import { StopList } from './stops.tsx';
import { useOpenEscalations, useStops } from './use-escalations.ts';

/** What the ombudsman stopped, for everybody whom it concerns. Nothing stands here when nothing is. */
export function StopsToday(): ReactNode {
  const stops = useStops();
  const rules = useMay()('rule-escalations');
  return stops.length === 0 ? null : <Panel title="Stopped by the ombudsman" testId="stops-today"><StopList stops={stops} mayLift={rules} /></Panel>;
}

/** How many escalations are open, with the age of the oldest, until they are closed. */
export function EscalationsToday(): ReactNode {
  const found = useOpenEscalations();
  if (found === undefined || found.open === 0) return null;
  return (
    <Panel title="Before the ombudsman" testId="escalations-today">
      <p><Link to="/ombudsman">{counted(found.open, 'escalation')} open</Link>, the oldest {ageWords(found.oldestDays ?? 0)}.</p>
      <ul className={css['lines']}>{found.first.map((line) => <li key={line.id}><Link to="/ombudsman/$id" params={{ id: line.id }}>{line.words ?? MATTER_NAMES[line.matter]}</Link> <span className={css['quiet']}>{ageWords(line.ageDays)}</span></li>)}</ul>
    </Panel>
  );
}
