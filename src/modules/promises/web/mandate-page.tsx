import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Role } from '../../../kernel/access.ts';
import { formatMinor, parseMinor } from '../../../kernel/money.ts';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { moneyText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem, problemText } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { GIFT_KINDS, routes, type Mandate, type MandateLine } from '../contract.ts';
import css from './promises.module.css';

/** Roles that work on cases: the others give nothing. */
const GIVING: readonly { readonly value: Role; readonly label: string }[] = [{ value: 'agent', label: 'Agents' }, { value: 'service-office', label: 'Service office' }, { value: 'brand-office', label: 'Brand office' }, { value: 'owner', label: 'Owner' }];
const KINDS = GIFT_KINDS.map((kind) => ({ value: kind, label: `${kind}s` }));
type Draft = { readonly role: Role; readonly kind: MandateLine['kind']; readonly perCase: string; readonly perWeek: string; readonly currency: string };

const draftOf = ({ role, kind, perCaseMinor, perWeekMinor, currency }: MandateLine): Draft => ({ role, kind, currency, perCase: formatMinor(BigInt(perCaseMinor), currency), perWeek: formatMinor(BigInt(perWeekMinor), currency) });
const lineOf = ({ role, kind, perCase, perWeek, currency }: Draft): MandateLine => ({ role, kind, currency, perCaseMinor: parseMinor(perCase.replace(',', '.'), currency).toString(), perWeekMinor: parseMinor(perWeek.replace(',', '.'), currency).toString() });

/** What each role may give a customer without asking. */
export function MandatePage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['promises', 'mandate'], queryFn: ({ signal }) => call(routes.mandate, {}, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  return data === undefined ? <LinesSkeleton lines={6} /> : <Lines key={data.version} mandate={data} />;
}

function Lines({ mandate }: { readonly mandate: Mandate }): ReactNode {
  const may = useMay();
  const queries = useQueryClient();
  const [drafts, setDrafts] = useState<readonly Draft[] | null>(null);
  const save = useMutation({ mutationFn: async (lines: readonly Draft[]) => call(routes.saveMandate, { body: { lines: lines.map(lineOf), basedOn: mandate.version } }), onSuccess: async () => { sayDone('Saved. It holds from now on.'); setDrafts(null); await queries.invalidateQueries({ queryKey: ['promises'] }); } });
  const change = (at: number, more: Partial<Draft>): void => setDrafts((now) => (now ?? []).map((one, place) => (place === at ? { ...one, ...more } : one)));
  return (
    <div data-testid="mandate-page">
      <PageHead title="Who may give what" lead="What each role may give a customer without asking. What a promise owes needs nobody’s word; beyond this, an office is asked for its word."
        over={mandate.at === null ? 'Nobody said anything yet' : <>Version {mandate.version} by {mandate.by}, <Moment at={mandate.at} shape="day" /></>}
        actions={may('govern-promises') && drafts === null ? <Button onClick={() => setDrafts(mandate.lines.map(draftOf))}>Change it</Button> : undefined} />
      {drafts === null ? (mandate.lines.length === 0 ? <Empty title="Agents give nothing without asking.">Say here what they may give by themselves: nobody who waits should wait for a signature. Offices are not limited where no line names them.</Empty> : (
        <ul className={css['list']}>{mandate.lines.map((one) => <li key={`${one.role} ${one.kind}`} className={css['verdict']}>{GIVING.find(({ value }) => value === one.role)?.label ?? one.role}: {one.kind}s up to {moneyText(one.perCaseMinor, one.currency)} in a case, and {moneyText(one.perWeekMinor, one.currency)} by one person in seven days.</li>)}</ul>
      )) : (
        <div className={css['fields']}>
          {drafts.map((one, at) => (
            <div key={at} className={css['mandate']}>
              <Select label="Who" data={GIVING} value={one.role} allowDeselect={false} onChange={(role) => { if (role !== null) change(at, { role }); }} />
              <Select label="What" data={KINDS} value={one.kind} allowDeselect={false} onChange={(kind) => { if (kind !== null) change(at, { kind }); }} />
              <TextInput label="In a case" inputMode="decimal" value={one.perCase} onChange={({ currentTarget: { value } }) => change(at, { perCase: value })} />
              <TextInput label="In a week" inputMode="decimal" value={one.perWeek} onChange={({ currentTarget: { value } }) => change(at, { perWeek: value })} />
              <TextInput label="Currency" maxLength={3} value={one.currency} onChange={({ currentTarget: { value } }) => change(at, { currency: value.toUpperCase() })} />
              <Button variant="subtle" onClick={() => setDrafts(drafts.filter((_, place) => place !== at))}>Remove</Button>
            </div>
          ))}
          {save.error !== null && <p role="alert" className={css['lately']}>{problemText(save.error)}</p>}
          <div className={css['actions']}>
            <Button variant="default" onClick={() => setDrafts([...drafts, { role: 'agent', kind: 'voucher', perCase: '25', perWeek: '150', currency: drafts.at(-1)?.currency ?? 'EUR' }])}>Add a line</Button>
            <Button loading={save.isPending} onClick={() => save.mutate(drafts)}>Save</Button>
            <Button variant="subtle" onClick={() => setDrafts(null)}>Leave it</Button>
          </div>
        </div>
      )}
    </div>
  );
}
