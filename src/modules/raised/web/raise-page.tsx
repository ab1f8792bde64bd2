import { Button, Checkbox, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { RAISE_LIMITS, routes, type OwnReport, type Outcome } from '../contract.ts';
import { AboutField, NOTHING, type About } from './about-field.tsx';
import css from './raised.module.css';
import { useMine } from './use-mine.ts';
import { becameWords } from './report-words.ts';

const page = getRouteApi('/shell/raise');

/** One page for whoever of the staff sees something go wrong: what happened, about whom if they know, and who acts. */
export function RaisePage(): ReactNode {
  const may = useMay();
  const { about: named = '' } = page.useSearch();
  const [words, setWords] = useState('');
  const [about, setAbout] = useState<About>({ text: named, customer: null });
  const [hidesName, setHides] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (outcome: Outcome) => call(routes.raise, { body: { key, words, outcome, hidesName, ...(about.customer === null ? {} : { customer: about.customer.id }), ...(about.text.trim() === '' ? {} : { about: about.text.trim() }) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['raised'] }),
  });
  const again = (): void => { send.reset(); setWords(''); setAbout(NOTHING); setHides(false); setKey(crypto.randomUUID()); };
  if (send.data !== undefined) return <><PageHead title="Raise it" /><Thanks report={send.data} again={again} /></>;
  const isReady = words.trim().length >= 3;
  const choice = (outcome: Outcome, label: string, isFirst = false): ReactNode => <Button size="lg" px="xs" variant={isFirst ? 'filled' : 'default'} disabled={!isReady} loading={send.isPending && send.variables === outcome} onClick={() => send.mutate(outcome)}>{label}</Button>;
  return (
    <>
      <PageHead title="Raise it" lead="Something went wrong for a customer, or nearly. Say it in your words; you are told what becomes of it." />
      <form className={css['form']} data-testid="raise" onSubmit={(event) => event.preventDefault()}>
        <Textarea label="What happened" placeholder="The courier left the parcel in the rain again." size="md" autosize minRows={4} maxRows={14} maxLength={RAISE_LIMITS.words} value={words} onChange={(event) => setWords(event.currentTarget.value)} required data-autofocus />
        <AboutField about={about} set={setAbout} finds={may('see-customers')} />
        <Checkbox checked={hidesName} onChange={(event) => setHides(event.currentTarget.checked)} label="Hide my name from line managers" />
        {hidesName && <p className={css['quiet']} role="status">Your name is not stored with what you wrote. Only an owner can open it, with a reason, and you would read who did and why. Your words may still give you away.</p>}
        {send.error !== null && <p role="alert">{problemText(send.error)}</p>}
        <div className={css['send']} role="group" aria-label="Who acts">
          {choice('must', 'Somebody must', true)}
          {choice('fixed', 'I fixed it')}
          {may('work-cases') && !hidesName && choice('mine', 'I take it')}
        </div>
        {!isReady && <p className={css['quiet']}>Write what happened, then say who acts.</p>}
      </form>
    </>
  );
}

/** What has happened with it so far, live. */
function Thanks({ report, again }: { readonly report: OwnReport; readonly again: () => void }): ReactNode {
  const now = useMine().data?.reports.find(({ id }) => id === report.id) ?? report;
  return (
    <section className={css['done']} aria-label="Thank you" data-testid="raised-thanks">
      <h2>Thank you.</h2>
      <p role="status">{becameWords(now)}</p>
      <div className={css['acts']}><Button size="md" onClick={again}>Raise something else</Button><Button size="md" variant="default" component={Link} to="/raised">What I raised</Button></div>
    </section>
  );
}
