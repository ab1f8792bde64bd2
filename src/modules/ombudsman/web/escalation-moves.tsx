import { Button, Select, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { MATTERS, OMBUDSMAN_LIMITS, OUTCOMES, routes, type EscalationView } from '../contract.ts';
import { MATTER_NAMES, OUTCOME_NAMES } from './escalation-words.ts';
import css from './ombudsman.module.css';
import type { useEscalation } from './use-escalations.ts';

type Change = ReturnType<typeof useEscalation>['change'];
const MOVES = { note: 'Note', ask: 'Ask the customer’s word', said: 'Write down their word', close: 'Close', reopen: 'Open again' } as const;
type Move = keyof typeof MOVES;
const LABELS: Readonly<Record<Move, string>> = { note: 'Note', ask: 'What they read on their own page, with “Is this settled for you?”; nothing is sent', said: 'What they said, in their words', close: 'Reasons', reopen: 'Why' };

/** What the ombudsman can do with an escalation. */
export function EscalationMoves({ view, change }: { readonly view: EscalationView; readonly change: Change }): ReactNode {
  const moves: readonly Move[] = view.closedAt === null ? view.customer === null ? ['note', 'close'] : ['note', 'ask', 'said', 'close'] : ['note', 'reopen'];
  const [move, setMove] = useState<Move | null>(null);
  return (
    <Panel title="Decide" testId="escalation-moves">
      <div className={css['tabs']}>{moves.map((one) => <Button key={one} size="compact-sm" variant={one === move ? 'filled' : 'default'} onClick={() => setMove(one === move ? null : one)} data-testid={`move-${one}`}>{MOVES[one]}</Button>)}</div>
      {move !== null && moves.includes(move) && (move === 'close' && view.whyNotClose !== null ? <p role="status">{view.whyNotClose}</p> : <MoveForm key={move} move={move} view={view} change={change} done={() => setMove(null)} />)}
    </Panel>
  );
}

function MoveForm({ move, view, change, done }: { readonly move: Move; readonly view: EscalationView; readonly change: Change; readonly done: () => void }): ReactNode {
  const [text, setText] = useState('');
  const [told, setTold] = useState('');
  const [settled, setSettled] = useState('yes');
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('upheld');
  const [matter, setMatter] = useState(view.matter);
  const asked = { params: { id: view.id } };
  const seen = view.version;
  const work = (): Promise<EscalationView> => {
    switch (move) {
      case 'note': return call(routes.note, { ...asked, body: { text } });
      case 'ask': return call(routes.ask, { ...asked, body: { text, seen } });
      case 'said': return call(routes.customerSaid, { ...asked, body: { settled: settled === 'yes', words: text, seen } });
      case 'close': return call(routes.close, { ...asked, body: { outcome, reasons: text, matter, seen, ...(told.trim() === '' ? {} : { told }) } });
      case 'reopen': return call(routes.reopen, { ...asked, body: { why: text, seen } });
      default: return move satisfies never;
    }
  };
  const isReady = text.trim().length >= 3;
  return (
    <form className={css['form']} onSubmit={(event) => { event.preventDefault(); if (isReady) change.mutate(work, { onSuccess: done }); }}>
      {move === 'said' && <Select size="sm" label="Is it settled for them?" data={[{ value: 'yes', label: 'Settled' }, { value: 'no', label: 'Not settled' }]} value={settled} onChange={(value) => setSettled(value ?? 'yes')} allowDeselect={false} />}
      {move === 'close' && <Select size="sm" label="Outcome" data={OUTCOMES.map((value) => ({ value, label: OUTCOME_NAMES[value] }))} value={outcome} onChange={(value) => setOutcome(OUTCOMES.find((one) => one === value) ?? 'upheld')} allowDeselect={false} />}
      {move === 'close' && <Select size="sm" label="What it was about" data={MATTERS.map((value) => ({ value, label: MATTER_NAMES[value] }))} value={matter} onChange={(value) => setMatter(MATTERS.find((one) => one === value) ?? view.matter)} allowDeselect={false} />}
      <Textarea size="sm" label={LABELS[move]} autosize minRows={3} maxRows={12} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={OMBUDSMAN_LIMITS.text} required data-testid="move-text" />
      {move === 'close' && view.customer !== null && <Textarea size="sm" label="What the customer reads of it on their own page (may stay empty)" autosize minRows={2} value={told} onChange={(event) => setTold(event.currentTarget.value)} maxLength={OMBUDSMAN_LIMITS.text} />}
      <Button type="submit" loading={change.isPending} disabled={!isReady}>{MOVES[move]}</Button>
    </form>
  );
}
