import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { retentionRoutes } from '../contract.ts';
import css from './privacy-page.module.css';

/** Adds a rule for the interactions of a channel, or changes the months of one that is there. It is off until it was tried. */
export function AddRetention({ close }: { readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [channel, setChannel] = useState('');
  const [kinds, setKinds] = useState('');
  const [months, setMonths] = useState<number>(24);
  const add = useMutation({
    mutationFn: () => call(retentionRoutes.setRetention, { body: { what: 'interactions', channel: channel.trim(), kinds: kinds.split(/[\s,]+/).filter((kind) => kind !== ''), keepMonths: months } }),
    onSuccess: (now) => { queries.setQueryData(['retention'], now); close(); sayDone('The rule is there, and off. Try it next.'); },
  });
  return (
    <form className={css['form']} onSubmit={(event) => { event.preventDefault(); add.mutate(); }}>
      <TextInput label="Channel" placeholder="chat" value={channel} onChange={(event) => setChannel(event.currentTarget.value)} pattern="[a-z][a-z0-9\-]*" maxLength={48} required />
      <TextInput label="Kinds, none for all" placeholder="message, conversation" value={kinds} onChange={(event) => setKinds(event.currentTarget.value)} />
      <NumberInput label="Months kept" value={months} onChange={(value) => setMonths(Number(value))} min={1} max={1_200} allowDecimal={false} required />
      <Button type="submit" loading={add.isPending} disabled={channel.trim() === '' || months < 1}>Add it, off</Button>
      {add.error !== null && <Problem error={add.error} />}
    </form>
  );
}
