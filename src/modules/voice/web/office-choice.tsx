import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Office } from '../../interactions/contract.ts';
import { OFFICE_CHOICES } from './office-view.ts';
import { rememberOffice } from './use-office.ts';

/** Whose view a page shows: one office's or all; what is chosen is remembered for the next visit of any page of voice. */
export function OfficeChoice({ office, className, change }: { readonly office: Office | null; readonly className: string | undefined; change(office: string): void }): ReactNode {
  return <Select aria-label="Office" size="sm" className={className ?? ''} data={OFFICE_CHOICES} value={office ?? 'all'} allowDeselect={false} onChange={(chosen) => { rememberOffice(chosen ?? 'all'); change(chosen ?? 'all'); }} />;
}
