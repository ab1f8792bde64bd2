import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { spanText } from '../primitives/number.ts';
import css from './api-page.module.css';
import { addressFor, type Operation } from './operations.ts';

type Tried = { readonly status: number; readonly ms: number; readonly text: string };
const LONGEST = 40_000;

async function tryCall(operation: Operation, values: Readonly<Record<string, string>>, body: string, key: string): Promise<Tried> {
  const from = performance.now();
  const headers: Record<string, string> = { accept: 'application/json' };
  if (operation.example !== null) headers['content-type'] = 'application/json';
  if (key !== '') headers['authorization'] = `Bearer ${key}`;
  const answer = await fetch(addressFor(operation, values), { method: operation.method, headers, credentials: 'same-origin', ...(operation.example === null ? {} : { body }) });
  const text = await answer.text();
  let shown = text;
  try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* Answers that are not JSON are shown as they came. */ }
  return { status: answer.status, ms: performance.now() - from, text: shown.length > LONGEST ? `${shown.slice(0, LONGEST)}\n… ${shown.length - LONGEST} more characters` : shown };
}

/** Fields for one route's parameters and body, and what it answers. */
export function TryIt({ operation }: { readonly operation: Operation }): ReactNode {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [body, setBody] = useState(operation.example ?? '');
  const [key, setKey] = useState('');
  const tried = useMutation({ mutationFn: () => tryCall(operation, values, body, key) });
  const set = (name: string, value: string): void => setValues((before) => ({ ...before, [name]: value }));
  if (!operation.plain) return <p className={css['only']}>This route takes a file or answers with a stream; call it from a program. Its shape is in openapi.json.</p>;
  return (
    <form className={css['try']} onSubmit={(event) => { event.preventDefault(); tried.mutate(); }}>
      {operation.parameters.length > 0 && (
        <div className={css['fields']}>
          {operation.parameters.map(({ name, required, choices, standard }) => (choices.length > 0
            ? <Select key={name} label={name} data={choices} value={values[name] ?? null} onChange={(value) => set(name, value ?? '')} placeholder={standard} clearable size="xs" required={required} />
            : <TextInput key={name} label={name} value={values[name] ?? ''} onChange={(event) => set(name, event.currentTarget.value)} placeholder={standard} size="xs" required={required} />))}
        </div>
      )}
      {operation.gate === 'write-key' && <TextInput label="Write key" value={key} onChange={(event) => setKey(event.currentTarget.value)} size="xs" required autoComplete="off" />}
      {operation.example !== null && <Textarea label="Body" value={body} onChange={(event) => setBody(event.currentTarget.value)} autosize minRows={2} maxRows={16} spellCheck={false} className={css['body']} />}
      <div className={css['send']}>
        <Button type="submit" size="xs" loading={tried.isPending}>Try it</Button>
        {operation.method !== 'GET' && <span>It really does it, as you.</span>}
        {tried.data !== undefined && <span role="status"><b>{tried.data.status}</b> in {spanText(tried.data.ms)}</span>}
        {tried.error !== null && <span role="alert">Custos does not answer.</span>}
      </div>
      {tried.data !== undefined && <pre className={css['answer']} tabIndex={0} aria-label="Answer" data-testid="api-answer">{tried.data.text}</pre>}
    </form>
  );
}
