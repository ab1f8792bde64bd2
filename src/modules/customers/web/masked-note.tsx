import type { ReactNode } from 'react';
import { useMe } from '../../../web/session.ts';
import { roleName } from '../../../web/viewer-menu.tsx';
import css from './masked-note.module.css';

/** Why so much of this page is dots. */
export function MaskedNote(): ReactNode {
  const { role } = useMe();
  return <p className={css['note']} data-testid="masked-note">Names, addresses and numbers are hidden: your role ({roleName(role)}) may see what happened, not to whom. The server hides them; they never reached this page. An owner can give you another role under Connect, People.</p>;
}
