import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { Door } from '../../people/web/parts.tsx';
import { RAISE_LIMITS, routes } from '../contract.ts';
import { AboutField, NOTHING, type About } from './about-field.tsx';
import css from './raised.module.css';

const page = getRouteApi('/raise/at/$token');

/** Raising something by the link of a place, without an account. */
export function PlacePage(): ReactNode {
  const { token } = page.useParams();
  const { data, error } = useQuery({ queryKey: ['raise-place', token], queryFn: ({ signal }) => call(routes.placeOf, { params: { token } }, signal), retry: false, staleTime: Infinity });
  useEffect(() => { document.title = 'Raise it'; }, []);
  if (error !== null) return <Door title="Raise it" lead={problemText(error)}>{null}</Door>;
  if (data === undefined) return <Door title="Raise it" lead=""><LinesSkeleton lines={4} /></Door>;
  return <Door title="Raise it" lead={`${data.company}, ${data.place}. Something went wrong for a customer? Say it in your words.`}><PlaceForm token={token} /></Door>;
}

function PlaceForm({ token }: { readonly token: string }): ReactNode {
  const [words, setWords] = useState('');
  const [calls, setCalls] = useState('');
  const [about, setAbout] = useState<About>(NOTHING);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const send = useMutation({ mutationFn: (outcome: 'fixed' | 'must') => call(routes.raiseAt, { params: { token }, body: { key, words, outcome, ...(about.text.trim() === '' ? {} : { about: about.text.trim() }), ...(calls.trim() === '' ? {} : { calls }) } }) });
  if (send.data !== undefined) {
    return (
      <section className={css['fields']} aria-label="Thank you" data-testid="raised-thanks">
        <p role="status"><b>Thank you.</b> It has arrived. Keep this page’s link if you want to see what becomes of it.</p>
        <Button size="lg" component="a" href={send.data.path}>What becomes of it</Button>
        <Button size="lg" variant="default" onClick={() => { send.reset(); setWords(''); setAbout(NOTHING); setKey(crypto.randomUUID()); }}>Raise something else</Button>
      </section>
    );
  }
  const isReady = words.trim().length >= 3;
  return (
    <form className={css['fields']} data-testid="raise" onSubmit={(event) => event.preventDefault()}>
      <Textarea label="What happened" size="md" autosize minRows={4} maxRows={12} maxLength={RAISE_LIMITS.words} value={words} onChange={(event) => setWords(event.currentTarget.value)} required />
      <AboutField about={about} set={setAbout} finds={false} />
      <TextInput label="Your name" description="Only if you like" size="md" value={calls} maxLength={RAISE_LIMITS.name} autoComplete="off" onChange={(event) => setCalls(event.currentTarget.value)} />
      {send.error !== null && <p role="alert">{problemText(send.error)}</p>}
      <div className={css['send']} role="group" aria-label="Who acts">
        <Button size="lg" px="xs" disabled={!isReady} loading={send.isPending && send.variables === 'must'} onClick={() => send.mutate('must')}>Somebody must</Button>
        <Button size="lg" px="xs" variant="default" disabled={!isReady} loading={send.isPending && send.variables === 'fixed'} onClick={() => send.mutate('fixed')}>I fixed it</Button>
      </div>
    </form>
  );
}
