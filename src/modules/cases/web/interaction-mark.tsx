import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { createTogether } from '../../../kernel/ask-together.ts';
import { call } from '../../../web/api.ts';
import { useMay } from '../../../web/session.ts';
import { spokenParts, type TimelineItem } from '../../interactions/contract.ts';
import { CASE_LIMITS, routes } from '../contract.ts';
import css from './cases-page.module.css';
import { STATE_NAMES } from './case-words.ts';
import { OpenCase } from './open-case.tsx';

type InCase = { readonly case: string; readonly state: keyof typeof STATE_NAMES };

/** In which cases interactions are: those asked for at the same time go together. */
const load = createTogether<string, Awaited<ReturnType<typeof ask>>, InCase[]>({
  slots: 1, most: CASE_LIMITS.interactions, ask,
  read: ({ cases }, ids) => ids.map((id) => cases.filter(({ interaction }) => interaction === id)),
});
function ask(ids: readonly string[]) {
  return call(routes.ofInteractions, { query: { ids: ids.join(',') } });
}

/** Below what a customer said: the case that it is in, or a way to open one. */
export function CaseMark({ item }: { readonly item: TimelineItem }): ReactNode {
  const may = useMay();
  const isKnown = item.node !== 'nod_0';
  const spoken = isKnown && spokenParts(item).length > 0;
  const { data } = useQuery({ queryKey: ['cases', 'interaction', item.id], queryFn: () => load(item.id), enabled: spoken, staleTime: 30_000, retry: 1 });
  const [opening, setOpening] = useState(false);
  const here = useRouterState({ select: ({ location }) => location.pathname });
  if (!spoken || (data === undefined && !may('work-cases')) || data?.length === 0 && !may('work-cases')) return null;
  if (data === undefined) return <p className={css['mark']} />;
  const others = data.filter((one) => here !== `/cases/${one.case}`);
  if (data.length > 0 && others.length === 0) return null;
  const [subject = null] = item.subjects.filter(({ type }) => type === 'order');
  return (
    <p className={css['mark']}>
      {others.map((one) => <Link key={one.case} to="/cases/$id" params={{ id: one.case }}>In a case: {STATE_NAMES[one.state].toLowerCase()}</Link>)}
      {data.length === 0 && may('work-cases') && <button type="button" onClick={() => setOpening(true)}>Open a case</button>}
      {opening && <OpenCase about={{ interactions: [item.id] }} subject={subject === null ? null : { type: subject.type, id: subject.id }} close={() => setOpening(false)} />}
    </p>
  );
}
