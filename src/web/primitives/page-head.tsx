import { useEffect, type ReactNode } from 'react';
import css from './page-head.module.css';

/** The head of a page: where you are, what it says in one sentence, and what you can do here. Names the browser tab too. */
export function PageHead({ title, over, lead, actions }: { readonly title: string; readonly over?: ReactNode; readonly lead?: ReactNode; readonly actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Custos`;
  }, [title]);
  return (
    <header className={css['head']}>
      <div className={css['words']}>
        {over !== undefined && <p className={css['over']}>{over}</p>}
        <h1 className={css['title']}>{title}</h1>
        {lead !== undefined && <div className={css['lead']}>{lead}</div>}
      </div>
      {actions !== undefined && <div className={css['actions']}>{actions}</div>}
    </header>
  );
}
