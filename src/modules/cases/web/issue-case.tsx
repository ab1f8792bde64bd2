import { Button } from '@mantine/core';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
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

const hasOwner = (one: CaseOfIssue | null): boolean => one !== null && one.isOpen && one.owner !== null;

/** Who has an issue, with a way to its case; where nobody has, one click takes it. `others`: what is told with it, which is taken with it, so that one of us has all of it. */
export function IssueCase({ id, others = [] }: { readonly id: string; readonly others?: readonly string[] }): ReactNode {
  const may = useMay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const found = useQueries({ queries: [id, ...others].map((issue) => ({ queryKey: ['cases', 'issue', issue], queryFn: () => load(issue), staleTime: 10_000, retry: 1 })), combine: (all) => (all.some(({ data }) => data === undefined) ? null : all.map(({ data }) => data ?? null)) });
  const taking = useMutation({
    mutationFn: () => call(issueCaseRoutes.takeIssue, { params: { id }, body: { others: [...others] } }),
    onSuccess: (taken) => {
      sayDone('You have it now.');
      void navigate({ to: '/cases/$id', params: { id: taken.case } });
    },
    onError: sayProblem,
    onSettled: () => { void queries.invalidateQueries({ queryKey: ['cases'] }); },
  });
  if (found === null) return null;
  const cases = [...new Map(found.flatMap((one) => (one === null ? [] : [[one.case, one] as const]))).values()];
  const free = found.filter((one) => !hasOwner(one)).length;
  const isTheirs = found.some((one) => hasOwner(one) && one?.owner?.isYou === false);
  const mayTake = may('work-cases') && free + Number(cases.length > 1) > 0 && !isTheirs;
  if (cases.length === 0 && !mayTake) return null;
  return (
    <p className={css['issueCase']} data-testid="issue-case">
      {cases.map((one) => <Link key={one.case} to="/cases/$id" params={{ id: one.case }}>{ownerText(one)}</Link>)}
      {free > 0 && free < found.length && <span className={css['quiet']}>nobody has {free === 1 ? 'the other issue' : `${free} of the issues`}{isTheirs && ': ask them to take it too'}</span>}
      {mayTake && <Button size="compact-xs" variant="default" loading={taking.isPending} onClick={() => taking.mutate()}>{free < found.length ? 'Take all of it' : 'Take it'}</Button>}
    </p>
  );
}

/** The issues that a case is about, and other open cases of the same. */
export function CaseIssue({ id }: { readonly id: string }): ReactNode {
  const { data } = useQuery({ queryKey: ['cases', 'issue-of', id], queryFn: ({ signal }) => call(issueCaseRoutes.issueOfCase, { params: { id } }, signal), staleTime: 10_000 });
  if (data === undefined) return null;
  if (data.issues.length === 0) return <p className={css['quiet']}>No contact of this case belongs to an issue.</p>;
  return (
    <>
      {data.issues.map((issue) => <IssueBrief key={issue} id={issue} />)}
      {data.others.map((one) => <p key={`${one.issue} ${one.case}`} className={css['quiet']}>The same issue is in <Link to="/cases/$id" params={{ id: one.case }}>another case</Link>: {ownerText(one).toLowerCase()}. Make them one.</p>)}
    </>
  );
}
