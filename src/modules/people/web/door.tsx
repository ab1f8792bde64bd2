import type { ReactNode } from 'react';
import css from './door.module.css';

/** The quiet frame of the pages before sign-in. */
export function Door({ title, lead, children }: { readonly title: string; readonly lead: string; readonly children: ReactNode }) {
  return (
    <main className={css['door']}>
      <div className={css['box']}>
        <p className={css['mark']}><img src="/mark.svg" alt="" width={26} height={26} /> Custos</p>
        <h1 className={css['title']}>{title}</h1>
        <p className={css['lead']}>{lead}</p>
        {children}
      </div>
    </main>
  );
}
