import { Anchor, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { addressOf } from '../../../web/api.ts';
import { useMay } from '../../../web/session.ts';
import { routes } from '../contract.ts';
import { EraseCustomer } from './erase-customer.tsx';

/** What somebody may ask of the company about their own data. */
export function PrivacyCard({ id }: { readonly id: string }): ReactNode {
  const may = useMay();
  return (
    <Stack gap="xs">
      <p>Everything that is held of them, for whoever asks for their data. Who exported it stands in the audit.</p>
      <Anchor href={addressOf(routes.exportData, { params: { id }, query: { form: 'page' } })} download data-testid="export-page">Export as a page to read</Anchor>
      <Anchor href={addressOf(routes.exportData, { params: { id } })} download data-testid="export-json">Export as JSON for machines</Anchor>
      {may('erase-customers') && <EraseCustomer id={id} />}
    </Stack>
  );
}
