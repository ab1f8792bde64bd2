import { useState, type ReactNode } from 'react';
import css from './chart-frame.module.css';

/** The same figures as rows, for whoever reads better than they see. */
export type ChartTable = { readonly head: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] };

/** A chart with its one-sentence summary and its table view. The height is kept, so that nothing jumps between the two. */
export function ChartFrame({ summary, table, height, children, legend }: { readonly summary: string; readonly table: ChartTable; readonly height: number; readonly children: ReactNode; readonly legend?: ReactNode }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure>
      <div className={css['bar']}>
        <div className={css['legend']}>{legend}</div>
        <button type="button" className={css['toggle']} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{asTable ? 'Chart' : 'Table'}</button>
      </div>
      {asTable ? (
        <div className={css['scroll']} style={{ height }} tabIndex={0} role="region" aria-label={summary}>
          <table className={css['table']}>
            <thead><tr>{table.head.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
            <tbody>{table.rows.map((row) => <tr key={String(row[0])}>{row.map((cell, i) => <td key={table.head[i]}>{cell}</td>)}</tr>)}</tbody>
          </table>
        </div>
      ) : <div role="img" aria-label={summary} style={{ height }}>{children}</div>}
      <figcaption className={css['summary']}>{summary}</figcaption>
    </figure>
  );
}
