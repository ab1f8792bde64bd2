import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay, useMe } from '../../../web/session.ts';
import { routes } from '../contract.ts';
import { CellsPanel } from './cells-panel.tsx';
import css from './charter.module.css';
import { GovernancePanel } from './governance-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { StateMark } from './state-mark.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** The experience charter: what stages, personas and segments are, what is aspired to in each, and who signed it. */
export function CharterPage(): ReactNode {
  const me = useMe();
  const may = useMay();
  const queries = useQueryClient();
  const { data: charter, error, refetch } = useQuery({ queryKey: ['charter'], queryFn: ({ signal }) => call(routes.charter, {}, signal) });
  const { data: counts } = useQuery({ queryKey: ['charter', 'counts'], queryFn: ({ signal }) => call(routes.counts, {}, signal), refetchInterval: (query) => (query.state.data?.isCounting === true ? 2_000 : 60_000) });
  const sign = useMutation({
    mutationFn: (hash: string) => call(routes.sign, { body: { hash } }),
    onSuccess: ({ state }) => { sayDone(state === 'agreed' ? 'Signed. The charter is agreed.' : 'Signed. Others still have to.'); return queries.invalidateQueries(); },
  });
  if (error !== null && charter === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (charter === undefined) return <LinesSkeleton lines={10} />;
  const isMine = may('sign-charter') && charter.seats.some((seat) => seat.person?.id === me.id && seat.signedAt === null);
  const edits = may('edit-charter');
  return (
    <div data-testid="charter-page">
      <PageHead title="Charter" over={<>Version {charter.version.number}, <Moment at={charter.version.at} shape="day" />, by {charter.version.by}</>}
        lead={<><StateMark state={charter.state} /> What we call the stages, personas and value of our customers, by rules that everybody can read, and what each of them should be able to say. {charter.state === 'proposed' && 'The rules work meanwhile.'}</>}
        actions={isMine ? <Button onClick={() => sign.mutate(charter.version.hash)} loading={sign.isPending}>Sign version {charter.version.number}</Button> : undefined} />
      <div className={css['page']}>
        <p className={css['quiet']} data-testid="counted">
          {counts?.counts == null ? (counts?.failed === true ? 'Counting broke off; it is tried again.' : 'Customers are being counted; the page does not wait for it.') : <>{counted(counts.counts.customers, 'customer')}, as of <Moment at={counts.asOf ?? ''} />{counts.isCounting ? ', being counted again' : ''}.</>}
        </p>
        <RulesPanel kind="stages" charter={charter} counts={counts ?? null} edits={edits} />
        <RulesPanel kind="personas" charter={charter} counts={counts ?? null} edits={edits} />
        <RulesPanel kind="segments" charter={charter} counts={counts ?? null} edits={edits} />
        <CellsPanel charter={charter} counts={counts ?? null} edits={edits} />
        <RulesPanel kind="saved" charter={charter} counts={counts ?? null} edits={edits} />
        <GovernancePanel charter={charter} />
        <VersionsPanel present={charter.version.number} />
      </div>
    </div>
  );
}
