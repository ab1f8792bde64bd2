import { Button, Checkbox, CopyButton, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { KEY_KINDS, type KeyKind } from '../../../kernel/access.ts';
import { call } from '../../../web/api.ts';
import { routes } from '../contract.ts';
import { askLine, curlLine, readLine, sqlLine } from './curl-line.ts';
import css from './start-page.module.css';
import door from './door.module.css';

const KINDS = [{ value: 'write', label: 'Sends interactions' }, { value: 'read', label: 'Reads customers' }, { value: 'sql', label: 'Asks by SQL' }, { value: 'contact', label: 'Asks before it contacts' }];

const TRIES: Readonly<Record<KeyKind, string>> = { write: 'this sends one interaction.', sql: 'this asks how much happened on which channel.', contact: 'this asks whether somebody may be sent a campaign.', read: 'this finds a customer.' };

/** Makes a key and shows it once, with a line that uses it. */
export function NewKey({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [kind, setKind] = useState<KeyKind>('write');
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  const [personalData, setPersonalData] = useState(false);
  const make = useMutation({
    mutationFn: () => call(routes.createKey, { body: { name, kind, personalData: (kind === 'read' || kind === 'sql') && personalData, ...(kind === 'write' ? { source } : {}) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const leave = (): void => { close(); make.reset(); setName(''); setSource(''); };
  const key = make.data?.key;
  if (key !== undefined) {
    const line = { write: () => curlLine(window.location.origin, key, new Date().toISOString()), sql: () => sqlLine(window.location.origin, key), contact: () => askLine(window.location.origin, key), read: () => readLine(window.location.origin, key) }[kind]();
    return (
      <Modal opened={opened} onClose={leave} title="The key, shown this once" size="lg">
        <div className={css['code']}><pre data-testid="new-key">{key}</pre></div>
        <CopyButton value={key}>{({ copied, copy }) => <Button mt="sm" onClick={copy}>{copied ? 'Copied' : 'Copy the key'}</Button>}</CopyButton>
        <p className={css['note']}>Try it in a terminal: {TRIES[kind]}</p>
        <div className={css['code']}><pre>{line}</pre></div>
        <CopyButton value={line}>{({ copied, copy }) => <Button variant="default" mt="sm" onClick={copy}>{copied ? 'Copied' : 'Copy the line'}</Button>}</CopyButton>
      </Modal>
    );
  }
  return (
    <Modal opened={opened} onClose={leave} title="New key" size="md">
      <form className={door['fields']} onSubmit={(event) => { event.preventDefault(); make.mutate(); }}>
        <SegmentedControl data={KINDS} value={kind} onChange={(value) => setKind(KEY_KINDS.find((one) => one === value) ?? 'write')} aria-label="What the key may do" fullWidth />
        <TextInput label="Name" placeholder={kind === 'write' ? 'Web shop' : 'Reporting'} description="So that people know what it is for" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={120} required data-autofocus />
        {kind === 'write'
          ? <TextInput label="Source" placeholder="shop" description="Everything sent with this key is said by this source" value={source} onChange={(event) => setSource(event.currentTarget.value)} pattern="[a-z][a-z0-9\-]{0,47}" title="A lower-case word such as shop or help-desk" required />
          : kind === 'contact' ? null : <Checkbox label="Also personal data: names, addresses, words" checked={personalData} onChange={(event) => setPersonalData(event.currentTarget.checked)} />}
        <Button type="submit" loading={make.isPending}>Make the key</Button>
      </form>
    </Modal>
  );
}
