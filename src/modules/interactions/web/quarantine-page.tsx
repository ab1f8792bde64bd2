import { Button, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { QUARANTINE_REASONS, routes, type QuarantineReason } from '../contract.ts';
import { ParkedCard } from './parked-card.tsx';
import css from './quarantine-page.module.css';
import { REASONS } from './quarantine-reasons.ts';

const page = getRouteApi('/shell/connect/quarantine');
const STATES = [{ value: 'parked', label: 'Waiting' }, { value: 'replayed', label: 'Replayed' }, { value: 'discarded', label: 'Set aside' }];
const LIMIT = 200;

function ReplayAll({ reason, open }: { readonly reason: QuarantineReason; readonly open: number }): ReactNode {
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => call(routes.replayAll, { body: { reason } }),
    onSuccess: ({ replayed, stillParked }) => {
      sayDone(`${counted(replayed, 'item')} accepted${stillParked > 0 ? `; ${countText(stillParked)} still can’t be` : ''}.`);
      return queries.invalidateQueries();
    },
  });
  return <Button variant="default" onClick={() => replay.mutate()} loading={replay.isPending}>Replay all {countText(open)}</Button>;
}

/** What could not be accepted, why, and the way to mend and replay it. */
export function QuarantinePage(): ReactNode {
  const { reason, state = 'parked' } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const { data, error, refetch } = useQuery({ queryKey: ['quarantine', reason ?? '', state], queryFn: ({ signal }) => call(routes.quarantine, { query: { reason, state, limit: LIMIT } }, signal), refetchInterval: 10_000 });
  const pulse = useQuery({ queryKey: ['pulse'], queryFn: ({ signal }) => call(routes.pulse, {}, signal), refetchInterval: 3_000 }).data;
  const open = new Map(pulse?.quarantine.map((row) => [row.reason, row.open]));
  const present = QUARANTINE_REASONS.filter((one) => (open.get(one) ?? 0) > 0 || one === reason);
  const ofReason = reason === undefined ? 0 : open.get(reason) ?? 0;
  return (
    <div data-testid="quarantine">
      <PageHead title="Quarantine" lead="What could not be accepted waits here with its reason, and is never lost. Mend it and replay it: it takes its place in the timeline as if it had been right at once." actions={may('mend-quarantine') && reason !== undefined && state === 'parked' && ofReason > 0 ? <ReplayAll reason={reason} open={ofReason} /> : undefined} />
      <div className={css['tools']}>
        <SegmentedControl data={STATES} value={state} onChange={(value) => void navigate({ search: (before) => ({ ...before, state: value === 'parked' ? undefined : value as 'replayed' }), replace: true })} aria-label="State" />
        {present.length > 0 && (
          <div className={css['reasons']} role="group" aria-label="Reason">
            <button type="button" aria-pressed={reason === undefined} onClick={() => void navigate({ search: (before) => ({ ...before, reason: undefined }), replace: true })}>Every reason</button>
            {present.map((one) => <button key={one} type="button" aria-pressed={reason === one} onClick={() => void navigate({ search: (before) => ({ ...before, reason: one }), replace: true })}>{REASONS[one].short} <b>{countText(open.get(one) ?? 0)}</b></button>)}
          </div>
        )}
      </div>
      {reason !== undefined && <p className={css['why']}><b>{REASONS[reason].short}.</b> {REASONS[reason].why} {REASONS[reason].mend}</p>}
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={8} height={20} />
          : data.items.length === 0 ? <Empty title={state === 'parked' ? 'Nothing waits.' : 'Nothing here.'}>{state === 'parked' ? 'Everything that came was accepted. If a source ever sends something that can’t be read, it appears here within seconds.' : 'Items that were replayed or set aside stay readable here.'}</Empty>
            : <ul className={css['items']}>{data.items.map((item) => <li key={item.reference}><ParkedCard item={item} /></li>)}</ul>}
      {data !== undefined && data.items.length === LIMIT && <p className={css['rest']}>The newest {LIMIT} are shown. Replay or set aside some to see the next.</p>}
    </div>
  );
}
