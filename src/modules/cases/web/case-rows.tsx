import { Checkbox } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { useListKeys } from '../../../web/keys.ts';
import { Personal, PersonalName } from '../../../web/primitives/masked.tsx';
import { fullMoment } from '../../../web/primitives/moment-text.ts';
import { Moment, useNow } from '../../../web/primitives/moment.tsx';
import type { CaseLine } from '../contract.ts';
import { CLOCK_NAMES, holderText, PRIORITY_NAMES, STATE_NAMES, waitsText } from './case-words.ts';
import css from './cases-page.module.css';
import { useChoices } from './use-cases.ts';

/** What staff owe next, with its moment; red only where it is too late. */
export function DueText({ line: { due, pausedAt, endedAt, state } }: { readonly line: Pick<CaseLine, 'due' | 'pausedAt' | 'endedAt' | 'state'> }): ReactNode {
  if (endedAt !== null) return <span className={css['quiet']}>Closed <Moment at={endedAt} shape="ago" /></span>;
  if (due !== null) return <span className={css['due']} data-late={due.isOverdue}>{CLOCK_NAMES[due.clock]} {due.isOverdue ? 'was due' : 'due'} <Moment at={due.at} shape="ago" /></span>;
  return <span className={css['quiet']}>{pausedAt !== null ? 'Waiting for the customer' : state === 'resolved' ? 'Their word is missing' : 'Nothing due'}</span>;
}

/** What the customer said first, in one line. */
function Words({ words }: { readonly words: string }): ReactNode {
  return <q className={css['words']}><Personal value={words} /></q>;
}

/** Cases as a list: the most urgent and longest waiting first. j and k move, Enter opens. `chosen` null: nothing can be chosen. */
export function CaseRows({ lines, chosen, choose }: { readonly lines: readonly CaseLine[]; readonly chosen: ReadonlySet<string> | null; readonly choose: (id: string) => void }): ReactNode {
  const { queues } = useChoices();
  const queueName = (key: string | null): string => queues.find((queue) => queue.key === key)?.name ?? key ?? '';
  const navigate = useNavigate();
  const now = useNow();
  const [active, setActive] = useState(-1);
  const box = useRef<HTMLUListElement>(null);
  useListKeys((step) => {
    const next = Math.max(0, Math.min(lines.length - 1, active + step));
    setActive(next);
    box.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }, () => {
    const line = lines[active];
    if (line !== undefined) void navigate({ to: '/cases/$id', params: { id: line.id } });
  });
  return (
    <ul ref={box} className={css['rows']} aria-label="Cases" data-testid="cases">
      {lines.map((line, at) => (
        <li key={line.id} className={css['row']} data-active={at === active} data-choice={chosen !== null} data-testid="case-row">
          {chosen !== null && (line.owner === null && line.endedAt === null ? <Checkbox className={css['choice'] ?? ''} checked={chosen.has(line.id)} onChange={() => choose(line.id)} aria-label={`Choose ${line.about}`} /> : <span className={css['choice']} />)}
          <span className={css['what']}>
            <Link to="/cases/$id" params={{ id: line.id }} className={css['name']} data-testid="case-link"><Personal value={line.about} /></Link>
            {line.words !== null && <Words words={line.words} />}
            <span className={css['second']}>
              {(line.priority === 'urgent' || line.priority === 'high') && <b>{PRIORITY_NAMES[line.priority]}</b>}
              <span>{line.customer === null ? 'No customer known' : <PersonalName id={line.customer.id} name={line.customer.name} />}</span>
              {line.subject !== null && <span>{line.subject.type} {line.subject.id}</span>}
              <span>{STATE_NAMES[line.state]}</span>
            </span>
          </span>
          <span className={css['holder']} data-returned={line.isReturned}>{holderText(line, queueName(line.queue))}</span>
          <span className={css['since']}>{line.endedAt === null && <time dateTime={line.since} title={fullMoment(line.since)}>{waitsText(line.since, now)}</time>}</span>
          <span className={css['dueAt']}><DueText line={line} /></span>
        </li>
      ))}
    </ul>
  );
}

/** One case in a card of another page. `isNamed`: with whose it is, where the page is not about one customer. */
export function CaseBrief({ line, isNamed = false }: { readonly line: CaseLine; readonly isNamed?: boolean }): ReactNode {
  return (
    <p className={css['brief']} data-testid="case-brief">
      <Link to="/cases/$id" params={{ id: line.id }}><Personal value={line.about} /></Link>
      {line.words !== null && <Words words={line.words} />}
      <span>{isNamed && line.customer !== null && <><PersonalName id={line.customer.id} name={line.customer.name} /> · </>}{STATE_NAMES[line.state]}{line.owner !== null && `, ${holderText(line, '')}`}</span>
      <DueText line={line} />
    </p>
  );
}
