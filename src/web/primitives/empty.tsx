import type { ReactNode } from 'react';
import css from './empty.module.css';

/** What stands where nothing is yet: what will be here, and the one step that brings it. */
export function Empty({ title, children, action }: { readonly title: string; readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={css['empty']} data-testid="empty">
      <p className={css['title']}>{title}</p>
      <div className={css['text']}>{children}</div>
      {action !== undefined && <div className={css['action']}>{action}</div>}
    </div>
  );
}
