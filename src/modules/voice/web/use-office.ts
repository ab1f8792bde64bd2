import { useEffect } from 'react';
import type { Role } from '../../../kernel/access.ts';
import type { Office } from '../../interactions/contract.ts';
import { officeShown } from './office-view.ts';

const REMEMBERED_AS = 'custos.scores.office';

/** What was chosen last in this browser; null where nothing is kept. */
function remembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED_AS);
  } catch {
    // A browser that keeps nothing: the reader's own office then.
    return null;
  }
}

/** Keeps what was chosen for the next visit. */
export function rememberOffice(office: string): void {
  try {
    localStorage.setItem(REMEMBERED_AS, office);
  } catch {
    // A browser that keeps nothing.
  }
}

/** Whose answers are shown, and puts it into the address, so that whoever gets the address sees the same. `isFixed`: the address is of a figure that was pinned: nothing is chosen for it. */
export function useOffice({ written, role, isFixed, write }: { readonly written: string | undefined; readonly role: Role; readonly isFixed: boolean; write(office: Office): void }): Office | null {
  const office = isFixed && written === undefined ? null : officeShown(written, remembered(), role);
  useEffect(() => { if (written === undefined && office !== null) write(office); });
  return office;
}
