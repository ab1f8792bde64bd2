import type { ReactNode } from 'react';
import type { Charter } from '../contract.ts';
import css from './charter.module.css';

/** Whether the rules are agreed: in words, since a proposal works as well as what is signed. */
export function StateMark({ state }: { readonly state: Charter['state'] }): ReactNode {
  return state === 'agreed' ? <span className={css['agreed']}>agreed and signed</span> : <span className={css['proposed']}>proposed, not yet agreed</span>;
}
