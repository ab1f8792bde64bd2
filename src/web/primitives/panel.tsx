import type { ReactNode } from 'react';
import css from './panel.module.css';

/** A titled part of a page. `aside` stands at the right of the title. */
export function Panel({ title, aside, children, quiet = false, testId }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode; readonly quiet?: boolean; readonly testId?: string }) {
  return (
    <section className={quiet ? css['quiet'] : css['panel']} aria-label={title} data-testid={testId}>
      <header className={css['head']}>
        <h2 className={css['title']}>{title}</h2>
        {aside !== undefined && <div className={css['aside']}>{aside}</div>}
      </header>
      {children}
    </section>
  );
}

/** A part that can be folded away; open on wide screens. */
export function FoldingPanel({ title, open, children, testId }: { readonly title: string; readonly open: boolean; readonly children: ReactNode; readonly testId?: string }) {
  return (
    <details className={css['panel']} open={open} data-testid={testId}>
      <summary className={css['summary']}><h2 className={css['title']}>{title}</h2></summary>
      {children}
    </details>
  );
}
