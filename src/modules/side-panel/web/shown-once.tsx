import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './panel.module.css';

/** Something that is shown this once, ready to be copied. */
export function ShownOnce({ value, children }: { readonly value: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={css['fields']}>
      <pre className={css['secret']} data-testid="shown-once">{value}</pre>
      <div><CopyButton value={value}>{({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}</CopyButton></div>
      <p className={css['quiet']}>{children}</p>
    </div>
  );
}
