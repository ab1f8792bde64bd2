import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Personal, PersonalName } from '../../../web/primitives/masked.tsx';
import { counted, countText, moneyText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type Gift } from '../contract.ts';
import css from './promises.module.css';
import { RemedyList } from './remedy-list.tsx';

const FIRST = 10;

/** What is owed for broken promises, and what offices are asked for their word on. */
export function RemediesPanel(): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const { data } = useQuery({ queryKey: ['promises', 'remedies'], refetchInterval: 10_000, queryFn: ({ signal }) => call(routes.remedies, {}, signal) });
  const { data: asked } = useQuery({ queryKey: ['promises', 'asked'], refetchInterval: 10_000, queryFn: ({ signal }) => call(routes.asked, {}, signal) });
  if (data === undefined || (data.total === 0 && (asked?.gifts.length ?? 0) === 0)) return null;
  const shown = isWhole ? data.remedies : data.remedies.slice(0, FIRST);
  return (
    <Panel title="Owed for broken promises" testId="remedies-panel" aside={<Link to="/promises/mandate">Who may give what</Link>}>
      {data.held !== null && <p className={css['quiet']}>{counted(data.total, 'remedy is', 'remedies are')} held. {data.held}</p>}
      {(asked?.gifts ?? []).map((gift) => <AskedWord key={gift.id} gift={gift} />)}
      <RemedyList remedies={shown} />
      {data.remedies.length > shown.length && <Button size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>Show all {countText(data.total)}</Button>}
    </Panel>
  );
}

function AskedWord({ gift }: { readonly gift: Gift }): ReactNode {
  const may = useMay();
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const answer = useMutation({ mutationFn: (granted: boolean) => call(routes.answer, { params: { id: gift.id }, body: { granted, words } }), onSuccess: async ({ state }) => { sayDone(state === 'granted' ? 'Granted. They are told beside the case.' : 'Refused. They are told beside the case.'); await queries.invalidateQueries({ queryKey: ['promises'] }); } });
  return (
    <div className={css['verdict']} data-testid="asked-word">
      <span>{gift.by} asks whether they may give {gift.customer === null ? 'somebody' : <Link to="/customers/$id" params={{ id: gift.customer }}><PersonalName id={gift.customer} name={gift.name} /></Link>} <Personal value={gift.what} /> ({moneyText(gift.costMinor, gift.currency)}){gift.case === null ? '' : <> in <Link to="/cases/$id" params={{ id: gift.case }}>{gift.case}</Link></>}.</span>
      {gift.why !== null && <span className={css['said']}><Personal value={gift.why} /></span>}
      {may('govern-promises') && !gift.isMine && (
        <div className={css['actions']}>
          <TextInput size="xs" aria-label="A word to them" placeholder="A word to them" value={words} maxLength={500} onChange={({ currentTarget: { value } }) => setWords(value)} />
          <Button size="compact-sm" loading={answer.isPending} onClick={() => answer.mutate(true)}>Grant</Button>
          <Button size="compact-sm" variant="default" loading={answer.isPending} onClick={() => answer.mutate(false)}>Refuse</Button>
        </div>
      )}
      {answer.error !== null && <p role="alert" className={css['lately']}>{problemText(answer.error)}</p>}
    </div>
  );
}
