import { useMemo, type ReactNode } from 'react';
import { StackedColumns } from '../../../web/charts/stacked-columns.tsx';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import type { KeptPart, Part } from '../contract.ts';
import { monthText, placeText } from './promise-words.ts';
import css from './promises.module.css';

/** Which part of a figure is opened. */
export type OpenPart = Pick<Part, 'month' | 'channel' | 'seam'>;

/** Twelve months as small bars: how many were due, and how many of them were broken. */
export function MonthBars({ months }: { readonly months: readonly KeptPart[] }): ReactNode {
  const shown = months.slice(-12);
  const top = Math.max(1, ...shown.map(({ kept, broken }) => kept + broken));
  if (shown.length === 0) return null;
  const text = shown.map(({ key, kept, broken }) => `${monthText(key)}: ${kept} kept, ${broken} broken`).join('; ');
  return (
    <div className={css['bars']} role="img" aria-label={text} title={text}>
      {shown.map(({ key, kept, broken }) => <span key={key} style={{ height: `${((kept + broken) / top) * 100}%` }}><i style={{ height: `${kept + broken === 0 ? 0 : (broken / (kept + broken)) * 100}%` }} /></span>)}
    </div>
  );
}

/** Months with what was kept and what was broken; a month opens to the people behind it. */
export function MonthColumns({ months, open }: { readonly months: readonly KeptPart[]; open(part: OpenPart): void }): ReactNode {
  const broken = months.reduce((sum, one) => sum + one.broken, 0);
  return (
    <StackedColumns labels={months.map(({ key }) => monthText(key))} everyLabel={months.length <= 5} first="Month" height={180} pick={(at) => { const month = months[at]?.key; if (month !== undefined) open({ month }); }}
      series={[{ name: 'kept', colour: '--line-strong', values: months.map(({ kept }) => kept) }, { name: 'broken', colour: '--ink', values: months.map((one) => one.broken) }]}
      summary={`${countText(broken)} broken in ${counted(months.length, 'month')}, by the month in which they began.`} />
  );
}

/** Parts side by side, each of which opens to the people behind it. */
export function PartTable({ name, of, parts, open }: { readonly name: string; readonly of: 'month' | 'channel' | 'seam'; readonly parts: readonly KeptPart[]; open(part: OpenPart): void }): ReactNode {
  // Of a whole matter it shows only where it broke between whom: what was kept lies between nobody.
  const isBreaksAlone = of === 'seam' && parts.every(({ kept }) => kept === 0);
  const columns = useMemo((): readonly Column<KeptPart>[] => [
    { key: 'key', name, value: ({ key }) => placeText(key), show: ({ key }) => placeText(key) },
    { key: 'broken', name: 'Broken', value: ({ broken }) => broken, number: true, show: ({ key, broken }) => (broken === 0 ? '0' : <button type="button" className={css['opens']} onClick={() => open({ [of]: key })}>{countText(broken)}</button>) },
    ...(isBreaksAlone ? [] : [{ key: 'settled', name: 'Of', value: ({ kept, broken }: KeptPart) => kept + broken, number: true as const },
    { key: 'kept', name: 'Kept', value: ({ keptPercent }: KeptPart) => keptPercent ?? -1, number: true as const, show: ({ keptPercent, lowPercent, highPercent }: KeptPart) => (keptPercent === null ? 'too few people' : `${keptPercent} % (${lowPercent ?? ''} to ${highPercent ?? ''})`) }]),
  ], [name, of, open, isBreaksAlone]);
  return <DataTable name={`By ${name.toLowerCase()}`} columns={columns} rows={parts} keyOf={({ key }) => key} />;
}
