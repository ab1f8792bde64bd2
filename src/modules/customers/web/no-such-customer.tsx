import { Button, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import type { ReactNode, SyntheticEvent } from 'react';
import { AppError } from '../../../kernel/app-error.ts';
import { fieldOf } from '../../../web/form-field.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import css from './customers-page.module.css';

const SHOWN = 60;

/** Whether the server does not know this customer, or can't read the id as one. */
export function isUnknown(error: unknown): boolean {
  return error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid');
}

/** Stands at the address of a customer that there is not: the way to the one that was meant. */
export function NoSuchCustomer({ id }: { readonly id: string }): ReactNode {
  const navigate = useNavigate();
  const shown = [...id].length > SHOWN ? `${[...id].slice(0, SHOWN).join('')}…` : id;
  const search = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const words = fieldOf(new FormData(event.currentTarget), 'words').trim();
    void navigate({ to: '/customers', search: words === '' ? {} : { q: words } });
  };
  return (
    <div data-testid="no-such-customer" className={css['unknown']}>
      <PageHead title={`There is no customer ${shown}.`} lead="The address may be cut off or mistyped; ids look like cus_1a. Look for the customer by what you know of them." />
      <form onSubmit={search} role="search" className={css['tools']}>
        <TextInput name="words" type="search" data-page-search leftSection={<Search size={16} aria-hidden />} placeholder="Name, e-mail, phone, order number…" aria-label="Search customers" className={css['search']} size="md" />
        <Button type="submit" size="md">Search</Button>
      </form>
      <Button component={Link} to="/customers" variant="default">See all customers</Button>
    </div>
  );
}
