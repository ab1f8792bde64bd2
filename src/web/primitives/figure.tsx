import type { ReactNode } from 'react';
import css from './figure.module.css';

/** One number with its name and what it stands on. */
export function Figure({ name, value, note, testId }: { readonly name: ReactNode; readonly value: ReactNode; readonly note?: ReactNode; readonly testId?: string }) {
  return (
    <div className={css['figure']} data-testid={testId}>
      <dt className={css['name']}>{name}</dt>
      <dd className={css['value']}>{value}</dd>
      {note !== undefined && <dd className={css['note']}>{note}</dd>}
    </div>
  );
}

/** A row of figures. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className={css['figures']}>{children}</dl>;
}
