import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import type { SqlView } from '../contract.ts';
import css from './sql-page.module.css';

/** What there is to ask: each view with the meaning of its columns, folded. */
export function ViewsList({ views, functions, use }: { readonly views: readonly SqlView[]; readonly functions: readonly string[]; readonly use: (name: string) => void }): ReactNode {
  return (
    <Panel title="Views" testId="sql-views">
      {views.map(({ name, meaning, row, columns, hidden }) => (
        <details key={name} className={css['view']}>
          <summary><code>{name}</code> <span>{meaning}</span></summary>
          <p className={css['note']}>One row per {row}. <Button size="compact-sm" variant="default" onClick={() => { use(name); }}>Look into {name}</Button></p>
          <div className={css['scroll']} tabIndex={0} role="region" aria-label={`Columns of ${name}`}>
            <table className={css['table']}>
              <thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
              <tbody>{columns.map((column) => <tr key={column.name}><td><code>{column.name}</code></td><td>{column.type}</td><td className={css['meaning']}>{column.meaning}</td></tr>)}</tbody>
            </table>
          </div>
          {hidden.length > 0 && <p className={css['note']}>Hidden from your role, because they hold personal data: {hidden.join(', ')}.</p>}
        </details>
      ))}
      <details className={css['view']}>
        <summary><span>Functions</span></summary>
        <p className={css['functions']}>{functions.join(' ')}</p>
      </details>
    </Panel>
  );
}
