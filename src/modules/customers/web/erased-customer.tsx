import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { useMay } from '../../../web/session.ts';
import type { Customer } from '../contract.ts';
import css from './customers-page.module.css';

/** Stands at the address of somebody who was erased: that it was so, and where the certificate is. */
export function ErasedCustomer({ id, erased }: { readonly id: string; readonly erased: NonNullable<Customer['erased']> }): ReactNode {
  const may = useMay();
  return (
    <div data-testid="erased-customer" className={css['unknown']}>
      <PageHead title={`Customer ${id} was erased.`} lead={<>On <Moment at={erased.at} />, with everything that was held of them. What is left is the certificate {erased.certificate}{may('manage-privacy') ? '.' : '; whoever manages privacy can show it.'}</>} />
      {may('manage-privacy') && <Button component={Link} to="/connect/privacy" variant="default">See the certificate</Button>}
    </div>
  );
}
