import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { createTogether } from '../../../kernel/ask-together.ts';
import { call } from '../../../web/api.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { IssueBrief } from '../../journeys/web/parts.tsx';
import { ISSUES_AT_ONCE, issueCaseRoutes, type CaseOfIssue } from '../contract.ts';
import css from './cases-page.module.css';
import { STATE_NAMES } from './case-words.ts';

const load = createTogether<string, Awaited<ReturnType<typeof ask>>, CaseOfIssue | null>({ slots: 1, most: ISSUES_AT_ONCE, ask, read: ({ cases }, ids) => ids.map((id) => cases.find(({ issue }) => issue === id) ?? null) });
function ask(ids: readonly string[]) {
  return call(issueCaseRoutes.casesOfIssues, { query: { ids: ids.join(',') } });
}

function ownerText({ owner, isOpen, state }: CaseOfIssue): string {
  if (!isOpen) return STATE_NAMES[state];
  return owner === null ? 'Nobody owns it' : owner.isYou ? 'You have it' : `${owner.name ?? 'Somebody who left'} has it`;
}

/** Who has an issue, with a way to its case; where nobody has, one click takes it. */
export function IssueCase({ id }: { readonly id: string }): ReactNode {
  const may = useMay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: found } = useQuery({ queryKey: ['cases', 'issue', id], queryFn: () => load(id), staleTime: 10_000, retry: 1 });
  const taking = useMutation({
    mutationFn: () => call(issueCaseRoutes.takeIssue, { params: { id }, body: {} }),
    onSuccess: (taken) => {
      sayDone('You have it now.');
      void navigate({ to: '/cases/$id', params: { id: taken.case } });
    },
    onError: sayProblem,
    onSettled: () => { void queries.invalidateQueries({ queryKey: ['cases'] }); },
  });
  if (found === undefined) return null;
  const isFree = found === null || !found.isOpen || found.owner === null;
  if (found === null && !may('work-cases')) return null;
  return (
    <p className={css['issueCase']} data-testid="issue-case">
      {found !== null && <Link to="/cases/$id" params={{ id: found.case }}>{ownerText(found)}</Link>}
      {isFree && may('work-cases') && <Button size="compact-xs" variant="default" loading={taking.isPending} onClick={() => taking.mutate()}>Take it</Button>}
    </p>
  );
}

/** The issue that a case is about, and other open cases of the same. */
export function CaseIssue({ id }: { readonly id: string }): ReactNode {
  const { data } = useQuery({ queryKey: ['cases', 'issue-of', id], queryFn: ({ signal }) => call(issueCaseRoutes.issueOfCase, { params: { id } }, signal), staleTime: 10_000 });
  if (data === undefined) return null;
  if (data.issue === null) return <p className={css['quiet']}>No contact of this case belongs to an issue.</p>;
  return (
    <>
      <IssueBrief id={data.issue} />
      {data.others.map((one) => <p key={one.case} className={css['quiet']}>The same issue is in <Link to="/cases/$id" params={{ id: one.case }}>another case</Link>: {ownerText(one).toLowerCase()}. Make them one.</p>)}
    </>
  );
}
