import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { CONSENT_ANSWERS, CONSENT_CHANNELS } from '../../interactions/contract.ts';
import { consentRoutes, PURPOSES } from '../contract.ts';
import { channelName } from './consent-words.ts';
import css from './consents-card.module.css';

type Answer = (typeof CONSENT_ANSWERS)[number];
const ANSWER_NAMES: Readonly<Record<Answer, string>> = { given: 'They allow it', refused: 'They refuse it', withdrawn: 'They withdraw it' };

/** Writes down what somebody said on consent: to a person on the phone, at a counter, in a letter. */
export function RecordConsent({ id, close }: { readonly id: string; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [purpose, setPurpose] = useState('marketing');
  const [channel, setChannel] = useState<(typeof CONSENT_CHANNELS)[number]>('any');
  const [answer, setAnswer] = useState<Answer>('withdrawn');
  const [wording, setWording] = useState('');
  const [note, setNote] = useState('');
  const record = useMutation({
    mutationFn: () => call(consentRoutes.recordConsent, { params: { id }, body: { purpose, channel, answer, note, ...(wording.trim() === '' ? {} : { wording: wording.trim() }) } }),
    onSuccess: async (consents) => {
      queries.setQueryData(['customer', id, 'consents'], consents);
      close();
      sayDone('Written down. It counts at once.');
      await queries.invalidateQueries({ queryKey: ['customer', id, 'consents'] });
    },
  });
  return (
    <Modal opened onClose={close} title="What did they say?">
      <form onSubmit={(event) => { event.preventDefault(); record.mutate(); }}>
        <div className={css['two']}>
          <NativeSelect label="Answer" value={answer} onChange={(event) => setAnswer(event.currentTarget.value as Answer)} data={[...CONSENT_ANSWERS].reverse().map((value) => ({ value, label: ANSWER_NAMES[value] }))} data-autofocus />
          <NativeSelect label="Purpose" value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} data={Object.entries(PURPOSES).map(([value, { name }]) => ({ value, label: name }))} />
          <NativeSelect label="Channel" value={channel} onChange={(event) => setChannel(event.currentTarget.value as typeof channel)} data={[...CONSENT_CHANNELS].reverse().map((value) => ({ value, label: channelName(value) }))} />
        </div>
        {answer === 'given' && <Textarea label="What they agreed to, in the words they heard or read" value={wording} onChange={(event) => setWording(event.currentTarget.value)} maxLength={5_000} autosize minRows={2} mb="sm" required />}
        <TextInput label="How they said it" placeholder="On the phone, asked about newsletters" value={note} onChange={(event) => setNote(event.currentTarget.value)} minLength={3} maxLength={500} required mb="sm" />
        <p className={css['quiet']}>It is for all their addresses, and follows the right person if two customers are parted later. Your name stands beside it.</p>
        {record.error !== null && <Problem error={record.error} />}
        <Button type="submit" mt="sm" loading={record.isPending} disabled={note.trim().length < 3}>Write it down</Button>
      </form>
    </Modal>
  );
}
