import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import type { EscalationLine } from '../contract.ts';
import { ageWords, broughtBy, MATTER_NAMES, OUTCOME_NAMES } from './escalation-words.ts';
import css from './ombudsman.module.css';

/** Escalations one below the other. `isOpened`: each leads to its page. */
export function EscalationRows({ lines, isOpened }: { readonly lines: readonly EscalationLine[]; readonly isOpened: boolean }): ReactNode {
  return <ul className={css['rows']}>{lines.map((line) => <Row key={line.id} line={line} isOpened={isOpened} />)}</ul>;
}

function Row({ line, isOpened }: { readonly line: EscalationLine; readonly isOpened: boolean }): ReactNode {
  const title = line.words ?? capital(MATTER_NAMES[line.matter]);
  return (
    <li className={css['row']} data-testid="escalation-row">
      <span>{isOpened ? <Link to="/ombudsman/$id" params={{ id: line.id }}>{title}</Link> : title}</span>
      <span className={css['age']}>{line.closedAt === null ? ageWords(line.ageDays) : line.outcome === null ? 'closed' : OUTCOME_NAMES[line.outcome]}</span>
      <span className={css['second']}>
        {MATTER_NAMES[line.matter]}, brought by {broughtBy(line)}
        {line.customer !== null && <> · <PersonalName id={line.customer.id} name={line.customer.name} /></>}
        {line.closedAt === null && line.isAsked && <> · {line.settled === null ? 'the customer was asked' : line.settled ? 'settled, says the customer' : 'not settled, says the customer'}</>}
      </span>
    </li>
  );
}
