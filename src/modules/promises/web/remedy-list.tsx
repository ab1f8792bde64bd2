import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { moneyText } from '../../../web/primitives/number.ts';
import type { RemedyTask } from '../contract.ts';
import css from './promises.module.css';

/** What is owed for promises that broke: to whom, what, by whom and by when. */
export function RemedyList({ remedies, without = null }: { readonly remedies: readonly RemedyTask[]; readonly without?: 'customer' | null }): ReactNode {
  return (
    <ul className={css['list']} data-testid="remedies">
      {remedies.map((one) => (
        <li key={one.id} className={css['verdict']}>
          <span>
            {without === null && <>{one.customer === null ? 'Somebody' : <Link to="/customers/$id" params={{ id: one.customer }}><PersonalName id={one.customer} name={one.name} /></Link>}: </>}
            {one.what} ({moneyText(one.valueMinor, one.currency)})
          </span>
          <span className={css['quiet']}>
            <Link to="/promises/$id" params={{ id: one.promise }}>{one.promiseName}</Link>, broken <Moment at={one.owedAt} />, {one.isHeld ? 'held' : <span className={one.isOverdue ? css['lately'] : undefined}>due <Moment at={one.dueAt} shape="day" /></span>}{one.owner === null ? '' : `, ${one.owner}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
