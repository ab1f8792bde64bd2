import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { REPLY_LIMITS, replyRoutes, type CaseView, type Reply, type ReplyDesk } from '../contract.ts';
import { useWriting } from './move-dialog.tsx';
import { ReplyMail } from './reply-mail.tsx';
import { RepliesWritten } from './replies-written.tsx';
import { StoppedAddress } from './stopped-address.tsx';
import css from './reply-panel.module.css';

const POLL_MS = 3_000;

/** Answering the customer of a case by mail: what is written, the mail as it would go, and what became of those before. */
export function ReplyPanel({ view }: { readonly view: CaseView }): ReactNode {
  const may = useMay()('work-cases');
  const { data: desk } = useQuery({
    queryKey: ['case-replies', view.id, view.version], enabled: may && view.customer !== null, queryFn: ({ signal }) => call(replyRoutes.replyDesk, { params: { id: view.id } }, signal), placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.replies.some(({ state: one }) => one === 'waiting') === true ? POLL_MS : false),
  });
  useSentSeen(view.id, desk?.replies.filter(({ state }) => state === 'sent').length);
  const isOpen = view.moves.includes('inform');
  if (!may || view.customer === null || (!isOpen && desk?.replies.length === 0)) return null;
  return (
    <Panel title="Answer by mail" testId="case-reply" aside={desk === undefined || desk.isOn ? undefined : <Link to="/outreach">Replies are off</Link>}>
      {desk === undefined ? <LinesSkeleton lines={4} /> : (
        <div className={css['panel']}>
          {isOpen && (desk.whyNot === null ? <Writing key={desk.to.join()} view={view} desk={desk} /> : <p className={css['quiet']}>{desk.whyNot}</p>)}
          {desk.replies.length > 0 && <RepliesWritten replies={desk.replies} />}
        </div>
      )}
    </Panel>
  );
}

/** A mail that left stands among what the case is about a moment later, when it is recorded. Units: ms. */
const RECORDED_MS = 2_500;

/** Asks for a case anew once another of its replies left. */
function useSentSeen(id: string, sent: number | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (sent === undefined || sent === 0) return undefined;
    const timer = window.setTimeout(() => { void queries.invalidateQueries({ queryKey: ['case', id] }); }, RECORDED_MS);
    return () => window.clearTimeout(timer);
  }, [id, sent, queries]);
}

type Draft = { readonly to: string; readonly subject: string; readonly text: string; readonly until: string };

function Writing({ view, desk }: { readonly view: CaseView; readonly desk: ReplyDesk }): ReactNode {
  const queries = useQueryClient();
  const empty = { to: desk.to[0] ?? '', subject: desk.subject, text: '', until: '' };
  const [draft, write] = useState<Draft>(empty);
  const [key, renew] = useState(() => crypto.randomUUID());
  const bodyOf = ({ to, subject, text, until }: Draft) => ({ to, subject, text, language: desk.language, nextUpdateBy: until === '' ? null : new Date(until).toISOString() });
  const look = useMutation({ mutationFn: () => call(replyRoutes.previewReply, { params: { id: view.id }, body: bodyOf(draft) }), onError: sayProblem });
  const send = useMutation({
    mutationFn: (shown: { readonly subject: string; readonly text: string }) => call(replyRoutes.sendReply, { params: { id: view.id }, body: { ...bodyOf(draft), ...shown, key, seen: view.version } }),
    onSuccess: (reply: Reply) => { sayDone(reply.state === 'waiting' ? 'It is on its way.' : reply.state === 'withheld' ? 'It is kept as it would have gone.' : 'It did not go; why, stands below.'); write(empty); look.reset(); renew(crypto.randomUUID()); },
    onError: sayProblem,
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['case-replies', view.id] }), queries.invalidateQueries({ queryKey: ['case', view.id] })]),
  });
  const change = (part: Partial<Draft>): void => { write({ ...draft, ...part }); look.reset(); };
  const isReady = draft.text.trim() !== '' && draft.subject.trim() !== '';
  return (
    <form className={css['form']} onSubmit={(event) => { event.preventDefault(); if (isReady) look.mutate(); }}>
      {draft.text !== '' && <Writes id={view.id} />}
      {desk.wrote !== null && <p className={css['quiet']}>They wrote by {desk.wrote} last. From here an answer goes by mail.</p>}
      <div className={css['row']}>
        {desk.to.length > 1 ? <NativeSelect label="To" value={draft.to} onChange={(event) => change({ to: event.currentTarget.value })} data={desk.to} /> : <TextInput label="To" value={draft.to} readOnly />}
        <NativeSelect label="Begin with" value="" onChange={(event) => { const chosen = desk.templates.find((one) => one.key === event.currentTarget.value); if (chosen !== undefined) change({ text: chosen.text }); }} data={[{ value: '', label: 'A template…' }, ...desk.templates.map(({ key: value, name }) => ({ value, label: name }))]} />
      </div>
      {desk.stopped.includes(draft.to) && <StoppedAddress key={draft.to} id={view.id} to={draft.to} />}
      <TextInput label="Subject" value={draft.subject} onChange={(event) => change({ subject: event.currentTarget.value })} maxLength={REPLY_LIMITS.subject} required />
      <Textarea label="What you say" value={draft.text} onChange={(event) => change({ text: event.currentTarget.value })} maxLength={REPLY_LIMITS.text} autosize minRows={4} maxRows={18} required description="{name}, {order}, {status}, {promise}, {owner} and {case} are filled in when you look at the mail." />
      <TextInput type="datetime-local" label="They hear more by" description="Stands where {promise} is, and on the clock of the case" value={draft.until} onChange={(event) => change({ until: event.currentTarget.value })} />
      {look.data === undefined ? <div><Button type="submit" loading={look.isPending} disabled={!isReady}>See the mail</Button></div> : <ReplyMail mail={look.data} send={() => send.mutate({ subject: look.data.subject, text: look.data.text })} isSending={send.isPending} back={() => look.reset()} />}
    </form>
  );
}

/** Others see that somebody writes. */
function Writes({ id }: { readonly id: string }): ReactNode {
  useWriting(id);
  return null;
}
