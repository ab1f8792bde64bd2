import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { BringForm } from './bring-form.tsx';
import css from './ombudsman.module.css';

/** On the page of a case: whoever works on it can turn to the ombudsman. */
export function EscalateCase({ id }: { readonly id: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <BringForm about={id} done={() => setOpen(false)} />;
  return <div className={css['form']}><p className={css['quiet']}>Where the line is not heard, or should not decide about itself.</p><Button size="compact-sm" variant="default" onClick={() => setOpen(true)} data-testid="escalate-case">Turn to the ombudsman</Button></div>;
}
