import { Button, Menu } from '@mantine/core';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { AppError } from '../../../kernel/app-error.ts';
import { addressOf } from '../../../web/api.ts';
import { useLetterKeys } from '../../../web/keys.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type Customer } from '../contract.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { customerText } from './customer-text.ts';
import css from './customer-actions.module.css';
import { PAGE_WORDS, readPage } from './read-page.ts';

const COPIED_INTERACTIONS = 50;

/** What can be done with the page of a customer: put beside another, or taken along. What is copied and printed is what the server gave this viewer, masked by their role. */
export function CustomerActions({ customer }: { readonly customer: Customer }): ReactNode {
  const may = useMay();
  const [comparing, setComparing] = useState(false);
  const { id } = customer;
  useLetterKeys({ c: () => setComparing(true) });
  const copy = async (): Promise<void> => {
    // Browsers lend the clipboard to pages of https and of this machine alone; types don't know it.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard === undefined) throw new AppError('unavailable', 'clipboard-missing', 'The browser lets a page copy only over https. Print it instead.');
    await clipboard.writeText(customerText(await readPage(id, COPIED_INTERACTIONS), PAGE_WORDS));
    sayDone('Copied as text.');
  };
  return (
    <div className={css['actions']}>
      <Button variant="default" size="sm" onClick={() => setComparing(true)} data-testid="compare-with" rightSection={<kbd className={css['key']}>c</kbd>}>Compare with…</Button>
      <Menu position="bottom-end">
        <Menu.Target><Button variant="default" size="sm" rightSection={<ChevronDown size={14} aria-hidden />} data-testid="take-along">Take along</Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => { copy().catch(sayProblem); }}>Copy as text</Menu.Item>
          <Menu.Item renderRoot={(props) => <Link to="/customers/$id/print" params={{ id }} {...props} />}>Print</Menu.Item>
          {may('export-personal-data') && <Menu.Item component="a" href={addressOf(routes.exportData, { params: { id }, query: { form: 'page' } })} download>Export all that is held, to read</Menu.Item>}
          {may('export-personal-data') && <Menu.Item component="a" href={addressOf(routes.exportData, { params: { id } })} download>The same for a machine (JSON)</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <CompareDialog id={id} opened={comparing} close={() => setComparing(false)} />
    </div>
  );
}
