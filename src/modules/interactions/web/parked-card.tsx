import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type ParkedItem } from '../contract.ts';
import { jsonProblem, laidOut } from './json-text.ts';
import css from './quarantine-page.module.css';
import { REASONS } from './quarantine-reasons.ts';

/** One item of the quarantine; opens to its reason and to its body, which can be mended. */
export function ParkedCard({ item }: { readonly item: ParkedItem }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <div className={css['card']} data-testid="parked">
      <button type="button" className={css['head']} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={css['reason']}>{REASONS[item.reason].short}</span>
        <span className={css['from']}>{item.source}{item.itemId === null ? '' : `, ${item.itemId}`} · <Moment at={item.parkedAt} shape="ago" /></span>
        <span className={css['detail']}>{item.detail}</span>
      </button>
      {open && <Mending item={item} />}
    </div>
  );
}

function Mending({ item }: { readonly item: ParkedItem }): ReactNode {
  const queries = useQueryClient();
  const may = useMay()('mend-quarantine');
  const mayMend = may && item.state === 'parked';
  const [first] = useState(() => laidOut(item.body));
  const [text, setText] = useState(first);
  const [still, setStill] = useState('');
  const problem = jsonProblem(text);
  const replay = useMutation({
    mutationFn: () => call(routes.mend, { params: { reference: item.reference }, body: text === first ? {} : { body: text } }),
    onSuccess: (result) => {
      if (result.status === 'quarantined') {
        setStill(`Still not: ${result.detail ?? result.reason ?? 'it can’t be accepted'}`);
        return undefined;
      }
      sayDone(result.status === 'duplicate' ? 'It was known already; nothing counts twice.' : 'Accepted. It is on its way into the timeline.');
      return queries.invalidateQueries();
    },
  });
  const discard = useMutation({
    mutationFn: () => call(routes.discard, { params: { reference: item.reference }, body: {} }),
    onSuccess: () => { sayDone('Set aside. It stays readable under “Set aside”.', () => back.mutate()); return queries.invalidateQueries(); },
  });
  const back = useMutation({
    mutationFn: () => call(routes.bringBack, { params: { reference: item.reference }, body: {} }),
    onSuccess: () => { sayDone('It waits again, to be mended and replayed.'); return queries.invalidateQueries(); },
  });
  return (
    <div className={css['body']}>
      <p className={css['how']}>{REASONS[item.reason].why} {REASONS[item.reason].mend}</p>
      <Textarea className={css['editor']} label="The item, as it was sent" value={text} onChange={(event) => setText(event.currentTarget.value)} readOnly={!mayMend} autosize minRows={4} maxRows={24} spellCheck={false} error={problem} data-testid="parked-body" />
      {mayMend && (
        <div className={css['actions']}>
          <Button onClick={() => replay.mutate()} loading={replay.isPending} disabled={problem !== null}>{text === first ? 'Replay as it is' : 'Replay the mended item'}</Button>
          <Button variant="default" onClick={() => discard.mutate()} loading={discard.isPending}>Set aside</Button>
          <span role="status" className={css['still']}>{still}</span>
        </div>
      )}
      {may && item.state === 'discarded' && <div className={css['actions']}><Button variant="default" onClick={() => back.mutate()} loading={back.isPending}>Bring back</Button></div>}
    </div>
  );
}
