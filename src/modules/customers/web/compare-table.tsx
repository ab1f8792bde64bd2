import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { useListKeys } from '../../../web/keys.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { countText, moneyText } from '../../../web/primitives/number.ts';
import { channelName } from '../../interactions/web/parts.tsx';
import { typeName } from '../../identity/web/parts.tsx';
import type { Comparison } from '../contract.ts';
import { identifierLines, isHidden, traitLines, type ComparedLine } from './compare-words.ts';
import css from './compare-page.module.css';
import { customerName } from './customer-name.ts';
import { traitName } from './survivorship-words.ts';

type Side = Comparison['left'];
type Row = { readonly key: string; readonly name: string; readonly left: ReactNode; readonly right: ReactNode; readonly mark: string | null };

const VALUES_SHOWN = 6;

function Values({ values }: { readonly values: readonly string[] }): ReactNode {
  if (values.length === 0) return <span className={css['quiet']}>nothing said</span>;
  return <>{values.slice(0, VALUES_SHOWN).map((value) => <span key={value} className={css['value']}><Personal value={value} /></span>)}{values.length > VALUES_SHOWN && <span className={css['quiet']}>and {countText(values.length - VALUES_SHOWN)} more</span>}</>;
}

function rowOf(line: ComparedLine, name: string): Row {
  // What is hidden looks alike without being it: whether it is the same stands among the reasons, where the server says so.
  const mark = line.same === null || isHidden(line) ? null : line.same ? 'same' : 'differs';
  return { key: line.key, name, left: <Values values={line.left} />, right: <Values values={line.right} />, mark };
}

function figures({ left, right }: Comparison): Row[] {
  const row = (key: string, name: string, show: (side: Side) => ReactNode): Row => ({ key, name, left: show(left), right: show(right), mark: null });
  return [
    row('interactions', 'Interactions', ({ customer }) => countText(customer.interactions)),
    row('first', 'First seen', ({ customer }) => (customer.firstSeenAt === null ? 'never' : <Moment at={customer.firstSeenAt} shape="day" />)),
    row('last', 'Last seen', ({ customer }) => (customer.lastSeenAt === null ? 'never' : <Moment at={customer.lastSeenAt} shape="ago" />)),
    row('channels', 'Channels', ({ customer }) => customer.channels.map(({ channel, count }) => `${channelName(channel)} ${countText(count)}`).join(', ')),
    row('orders', 'Orders', ({ orders }) => countText(orders)),
    row('paid', 'Paid, last 365 days', ({ customer }) => (customer.observedValue.length === 0 ? 'nothing' : customer.observedValue.map(({ minor, currency }) => moneyText(minor, currency)).join(', '))),
    row('claims', 'Records', ({ customer }) => countText(customer.claims)),
  ];
}

/** Both sides, line by line: how they are known, what they say of themselves, and what happened. j and k go through the lines. */
export function CompareTable({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const { left, right } = comparison;
  const groups: readonly { readonly name: string; readonly rows: readonly Row[] }[] = [
    { name: 'How they are known', rows: identifierLines(left.customer, right.customer).map((line) => rowOf(line, typeName(line.key))) },
    { name: 'What they say of themselves', rows: traitLines(left.customer, right.customer).map((line) => rowOf(line, traitName(line.key))) },
    { name: 'What happened', rows: figures(comparison) },
  ].filter(({ rows }) => rows.length > 0);
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const [active, setActive] = useState(-1);
  const table = useRef<HTMLDivElement>(null);
  useListKeys((step) => {
    const next = Math.max(0, Math.min(count - 1, active + step));
    setActive(next);
    table.current?.querySelectorAll('[data-line]')[next]?.scrollIntoView({ block: 'nearest' });
  }, () => undefined);
  let place = -1;
  return (
    <div role="table" className={css['table']} ref={table} aria-label="Two customers, line by line">
      <div role="rowgroup">
        <div role="row" className={css['sides']}><span role="columnheader"><VisuallyHidden>What</VisuallyHidden></span>{[left, right].map(({ customer }) => <span key={customer.id} role="columnheader"><Link to="/customers/$id" params={{ id: customer.id }}><Personal value={customerName(customer)} /></Link><span className={css['quiet']}>{customer.id}</span></span>)}</div>
      </div>
      {groups.map(({ name, rows }) => (
        <div key={name} role="rowgroup">
          <div role="row" className={css['group']}><span role="rowheader" aria-colspan={3}>{name}</span></div>
          {rows.map((row) => {
            place += 1;
            return <div key={row.key} role="row" className={css['line']} data-line data-active={place === active} data-mark={row.mark}><span role="rowheader">{row.name}{row.mark !== null && <span className={css['mark']}>{row.mark}</span>}</span><span role="cell">{row.left}</span><span role="cell">{row.right}</span></div>;
          })}
        </div>
      ))}
    </div>
  );
}
