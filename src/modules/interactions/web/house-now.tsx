import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Check from 'lucide-react/icons/check';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import { countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { useMay } from '../../../web/session.ts';
import { healthQuery, healthSentence } from '../../../web/system/health-words.ts';
import type { Pulse } from '../contract.ts';
import css from './house-now.module.css';
import { REASONS } from './quarantine-reasons.ts';

/** What could not be accepted and waits, by reason; each opens to its items. */
export function RefusedNow({ pulse }: { readonly pulse: Pulse }): ReactNode {
  const open = pulse.quarantine.filter((row) => row.open > 0);
  return (
    <Panel title="Refused" aside={pulse.refusedOpen > 0 ? <Link to="/connect/quarantine">All {countText(pulse.refusedOpen)}</Link> : undefined} testId="refused">
      {open.length === 0 ? <p className={css['fine']}><Check size={16} aria-hidden />Everything that came was accepted. What cannot be would wait here, with its reason.</p> : (
        <ul className={css['rows']}>
          {open.map((row) => (
            <li key={row.reason}><Link to="/connect/quarantine" search={{ reason: row.reason }} className={css['row']}><span>{REASONS[row.reason].short}</span><b>{countText(row.open)}</b></Link></li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** How the house is, in one sentence; what is wrong first. */
export function HouseNow(): ReactNode {
  const may = useMay();
  const { data: health } = useQuery(healthQuery);
  const wrong = health?.checks.filter((check) => check.state !== 'ok') ?? [];
  return (
    <Panel title="Health" aside={may('see-health-details') ? <Link to="/connect/health">Details</Link> : undefined} testId="health">
      {health === undefined ? <Skeleton height={16} width="70%" /> : (
        <>
          <p className={css['fine']}>{health.state === 'ok' ? <Check size={16} aria-hidden /> : <TriangleAlert size={16} className={css['warn']} aria-hidden />}{healthSentence(health)}</p>
          {wrong.map((check) => <p key={check.name} className={css['wrong']}><b>{check.name}.</b> {check.detail}{check.fix !== null && <> {check.fix}</>}</p>)}
        </>
      )}
    </Panel>
  );
}
