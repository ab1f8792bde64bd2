import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { call } from '../../../web/api.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { moneyText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type Gift, type Leeway } from '../contract.ts';
import { GiftForm } from './gift-form.tsx';
import css from './promises.module.css';
import { RemedyList } from './remedy-list.tsx';

const NAMES = { refund: 'Refunds', replacement: 'Replacements', voucher: 'Vouchers' } as const;
const STATES = { asked: 'an office is asked', granted: 'granted, not given yet', refused: 'refused', given: 'given' } as const;

/** What one may give: in one sentence where nothing limits it. */
function leewaysText(leeways: readonly Leeway[]): string {
  if (leeways.length === 0) return 'Your role gives nothing without asking an office.';
  return leeways.every(({ perCaseMinor }) => perCaseMinor === null) ? `${capital(new Intl.ListFormat(navigator.language).format(leeways.map(({ kind }) => NAMES[kind].toLowerCase())))} as you see fit, without asking.` : leeways.map(leewayText).join(' · ');
}

function leewayText({ kind, currency, perCaseMinor, leftMinor }: Leeway): string {
  return perCaseMinor === null || leftMinor === null ? `${NAMES[kind]}: as much as is right` : `${NAMES[kind]}: ${moneyText(leftMinor, currency)} of ${moneyText(perCaseMinor, currency)} a case`;
}

/** Beside a reply: what one may give without asking, what is owed for broken promises, and what was given or asked. `caseId` null: outside a case. */
export function MandateCard({ customer, caseId }: { readonly customer: string; readonly caseId: string | null }): ReactNode {
  const may = useMay();
  const [isGiving, setGiving] = useState(false);
  const { data } = useQuery({ queryKey: ['promises', 'card', customer, caseId], refetchInterval: 10_000, queryFn: ({ signal }) => call(routes.card, { query: { customer, ...(caseId === null ? {} : { case: caseId }) } }, signal) });
  if (data === undefined) return null;
  return (
    <Panel title="What we may give" testId="mandate-card" aside={may('work-cases') && !isGiving ? <Button size="compact-sm" variant="default" onClick={() => setGiving(true)}>Give something</Button> : undefined}>
      {may('work-cases') && <p className={css['quiet']}>{leewaysText(data.leeways)}</p>}
      {data.held !== null && <p className={css['quiet']}>Held for now. {data.held}</p>}
      {data.remedies.length > 0 && <RemedyList remedies={data.remedies} without="customer" />}
      {isGiving && <GiftForm card={data} customer={customer} caseId={caseId} done={() => setGiving(false)} />}
      {data.gifts.length > 0 && <ul className={css['steps']}>{data.gifts.map((one) => <GiftLine key={one.id} gift={one} held={data.held} />)}</ul>}
    </Panel>
  );
}

function GiftLine({ gift, held }: { readonly gift: Gift; readonly held: string | null }): ReactNode {
  const may = useMay();
  const queries = useQueryClient();
  const give = useMutation({ mutationFn: () => call(routes.giveGranted, { params: { id: gift.id }, body: {} }), onSuccess: async () => { sayDone('Noted, with what it cost.'); await queries.invalidateQueries({ queryKey: ['promises'] }); } });
  return (
    <li>
      <Moment at={gift.givenAt ?? gift.at} shape="day" /> <Personal value={gift.what} />, {moneyText(gift.costMinor, gift.currency)}, by {gift.by}: {STATES[gift.state]}{gift.answeredBy === null ? '' : ` by ${gift.answeredBy}`}{gift.answer === null || gift.answer === '' ? '' : <>, <Personal value={gift.answer} /></>}
      {gift.state === 'granted' && may('work-cases') && <> <Button size="compact-xs" variant="default" disabled={held !== null} loading={give.isPending} onClick={() => give.mutate()}>It was given</Button></>}
      {give.error !== null && <span role="alert" className={css['lately']}> {problemText(give.error)}</span>}
    </li>
  );
}
