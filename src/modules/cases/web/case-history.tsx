import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import type { CaseHappening, CaseView } from '../contract.ts';
import css from './case-page.module.css';
import { happenedText } from './case-words.ts';
import { useChoices } from './use-cases.ts';

/** Everything that was done with a case, the latest first; nothing is ever taken out of it. */
export function CaseHistory({ view }: { readonly view: CaseView }): ReactNode {
  return <ol className={css['history']} reversed>{view.happenings.map((one) => <Happening key={one.place} one={one} />)}</ol>;
}

function nameOf(person: { readonly name: string | null; readonly isYou: boolean } | null): string {
  return person === null ? 'Custos' : person.isYou ? 'You' : person.name ?? 'Somebody who left';
}

function Happening({ one }: { readonly one: CaseHappening }): ReactNode {
  const { queues } = useChoices();
  const queue = one.to?.queue ?? null;
  const to = one.to?.person != null ? nameOf(one.to.person) : queue === null ? null : `the queue ${queues.find(({ key }) => key === queue)?.name ?? queue}`;
  return (
    <li className={css['happening']} data-kind={one.kind} data-testid="happening">
      <p className={css['who']}>
        <b>{nameOf(one.by)}</b> {happenedText(one)}{to !== null && one.kind !== 'opened' && <> <b>{to}</b></>}{one.case !== null && <> <Link to="/cases/$id" params={{ id: one.case }}>{one.case}</Link></>}
        {one.mentions.length > 0 && <> for {one.mentions.map(nameOf).join(', ')}</>}, <Moment at={one.at} />
      </p>
      {one.isUnreached && <p className={css['unreached']}>It came back: this never reached the customer, and counts as if it had not been sent.</p>}
      {one.text !== null && <p className={css['text']} dir="auto"><Personal value={one.text} /></p>}
      {(one.details.length > 0 || one.nextUpdateBy !== null) && (
        <dl className={css['details']}>
          {one.details.map(({ name, text }) => <div key={name}><dt>{name}</dt><dd dir="auto"><Personal value={text} /></dd></div>)}
          {one.nextUpdateBy !== null && <div><dt>More by</dt><dd><Moment at={one.nextUpdateBy} /></dd></div>}
        </dl>
      )}
    </li>
  );
}
