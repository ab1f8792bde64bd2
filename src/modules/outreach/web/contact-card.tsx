import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { PURPOSES, routes } from '../contract.ts';
import css from './outreach.module.css';
import { askName, becameText, channelName, reasonText } from './outreach-words.ts';

/** Whether a customer would be asked anything now; why not, and from when on they could be. And what the ledger holds of them lately. */
export function ContactCard({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'outreach'], queryFn: ({ signal }) => call(routes.ofCustomer, { params: { id } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={4} />;
  return (
    <div className={css['card']} data-testid="contact-card">
      <dl className={css['asks']}>
        {data.now.map(({ kind, decision, reasons, until }) => (
          <div key={kind}>
            <dt>{askName(kind)}</dt>
            <dd>{decision === 'send' ? 'May go now.' : <>{reasonText(reasons)}{until === null ? '' : <> Not before <Moment at={until} />.</>}</>}</dd>
          </div>
        ))}
      </dl>
      {data.isContactedLess && <p className={css['quiet']}>Drawn to be contacted less, to learn how asking wears people out.</p>}
      {data.entries.length === 0 ? <p className={css['quiet']}>Nobody asked to contact them yet.</p> : (
        <ul className={css['entries']}>
          {data.entries.map((entry, at) => <li key={at}><b>{PURPOSES[entry.purpose].name}</b> by {channelName(entry.channel)}, <Personal value={entry.slot} />: {becameText(entry.state)} <span className={css['quiet']}><Moment at={entry.plannedAt} shape="ago" />{entry.state === 'held' || entry.state === 'dropped' ? `. ${reasonText(entry.reasons)}` : ''}</span></li>)}
        </ul>
      )}
    </div>
  );
}
