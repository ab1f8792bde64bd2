import { useMemo, useState, type ReactNode } from 'react';
import { ChartFrame } from './chart-frame.tsx';
import css from './stacked-columns.module.css';
import { niceTop } from './nice-top.ts';
import { shortCount } from '../primitives/number.ts';

/** One kind of thing that is stacked; `colour` names a variable of the tokens. */
export type Series = { readonly name: string; readonly colour: string; readonly values: readonly number[] };

/** Every so many columns are named; where it is narrow, every second of them. */
const EVERY = 15;

/**
 * Columns over a row of moments, stacked by kind; drawn as plain elements, so that the first page needs no chart library.
 * The reading of the column under the pointer stands in a place of its own and covers nothing.
 */
export function StackedColumns({ labels, series, summary, first, height = 200, legend, everyLabel = false, pick }: { readonly labels: readonly string[]; readonly series: readonly Series[]; readonly summary: string; readonly first: string; readonly height?: number; readonly legend?: ReactNode; /** Each column is named, not each fifteenth. */ readonly everyLabel?: boolean; /** Hears which column is pressed; the same must be open to the keyboard elsewhere. */ pick?(at: number): void }) {
  const [at, setAt] = useState<number | null>(null);
  const sums = useMemo(() => labels.map((_, i) => series.reduce((sum, one) => sum + (one.values[i] ?? 0), 0)), [labels, series]);
  const top = niceTop(Math.max(...sums, 1));
  const table = { head: [first, ...series.map((one) => one.name)], rows: labels.map((label, i) => [label, ...series.map((one) => one.values[i] ?? 0)]).toReversed() };
  const reading = at === null ? null : `${labels[at] ?? ''}: ${series.map((one) => `${one.values[at] ?? 0} ${one.name}`).join(', ')}`;
  return (
    <ChartFrame summary={summary} table={table} height={height} legend={reading === null ? legend : <span className={css['reading']}>{reading}</span>}>
      <div className={css['chart']} style={{ height }} aria-hidden>
        {[1, 0.5].map((share) => <span key={share} className={css['rule']} style={{ bottom: `calc(1.25rem + (100% - 1.25rem) * ${share} - 1px)` }}><span>{shortCount(top * share)}</span></span>)}
        <div className={css['columns']} onPointerLeave={() => setAt(null)}>
          {labels.map((label, i) => (
            <div key={label} className={css['column']} data-at={i === at} data-open={pick !== undefined} onPointerEnter={() => setAt(i)} onPointerUp={() => pick?.(i)}>
              {series.map((one) => <span key={one.name} style={{ height: `${((one.values[i] ?? 0) / top) * 100}%`, background: `var(${one.colour})` }} />)}
            </div>
          ))}
        </div>
        <div className={css['labels']}>{labels.map((label, i) => (everyLabel || (labels.length - 1 - i) % EVERY === 0 ? <span key={label} style={{ left: `${((i + 0.5) / labels.length) * 100}%` }} data-last={!everyLabel && i === labels.length - 1} data-narrow={!everyLabel && (labels.length - 1 - i) / EVERY % 2 === 1 ? 'hide' : undefined}>{label}</span> : null))}</div>
      </div>
    </ChartFrame>
  );
}
