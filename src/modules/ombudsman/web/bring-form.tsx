import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { MATTERS, OMBUDSMAN_LIMITS, routes, type Matter } from '../contract.ts';
import { MATTER_NAMES } from './escalation-words.ts';
import css from './ombudsman.module.css';

/** Brings something to the ombudsman; of a case, where one is named. */
export function BringForm({ about, done }: { readonly about: string | null; readonly done: () => void }): ReactNode {
  const [text, setText] = useState('');
  const [matter, setMatter] = useState<Matter>('other');
  const queries = useQueryClient();
  const bring = useMutation({
    mutationFn: () => call(routes.escalate, { body: { matter, text, ...(about === null ? {} : { case: about }) } }),
    onSuccess: async () => { setText(''); sayDone('The ombudsman has it now.'); done(); await queries.invalidateQueries({ queryKey: ['escalations'] }); },
  });
  const isReady = text.trim().length >= 3;
  return (
    <form className={css['form']} data-testid="bring-form" onSubmit={(event) => { event.preventDefault(); if (isReady) bring.mutate(); }}>
      <Select size="sm" label="What it is about" data={MATTERS.map((value) => ({ value, label: MATTER_NAMES[value] }))} value={matter} onChange={(value) => setMatter(MATTERS.find((one) => one === value) ?? 'other')} allowDeselect={false} />
      <Textarea size="sm" label="What should be looked at" autosize minRows={3} maxRows={12} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={OMBUDSMAN_LIMITS.text} required />
      <p className={css['quiet']}>Your name is read by the ombudsman alone (an owner can find it in the audit log). No line manager can close it.</p>
      <Button type="submit" loading={bring.isPending} disabled={!isReady}>Bring it to the ombudsman</Button>
    </form>
  );
}
