import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type PromiseLine } from '../contract.ts';
import css from './promises.module.css';
import { RemediesPanel } from './remedies-panel.tsx';
import { CLAUSE_NAMES, remediesText } from './promise-words.ts';
import { MonthBars } from './rate-parts.tsx';

/** What the company promised, and whether it keeps it. */
export function PromisesPage(): ReactNode {
  const may = useMay();
  const { data, error, refetch } = useQuery({ queryKey: ['promises'], refetchInterval: 10_000, queryFn: ({ signal }) => call(routes.promises, {}, signal) });
  return (
    <div data-testid="promises-page">
      <PageHead title="Promises" lead="What customers may rely on, checked on every interaction." actions={may('govern-promises') ? <NewPromise /> : undefined} />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={8} height={28} />
          : data.promises.length === 0 ? <Empty title="Nothing is promised yet.">Here will stand each promise with how often it is kept, where it breaks, and the people to whom it was broken. {may('govern-promises') ? 'Begin with one of the ready promises, see what it would have come to in the last year, and publish it.' : 'Whoever runs an office writes the first one.'}</Empty>
            : <div className={css['page']}><ul className={css['list']}>{data.promises.map((one) => <Line key={one.id} promise={one} />)}</ul><RemediesPanel /></div>}
    </div>
  );
}

function Line({ promise }: { readonly promise: PromiseLine }): ReactNode {
  const { id, state, terms, rate, months, brokenLately, owners, remedies } = promise;
  const people = [owners.brand, owners.service].flatMap((one) => one?.name ?? []);
  return (
    <li className={css['line']} data-testid="promise">
      <div>
        <p className={css['said']}><Link to="/promises/$id" params={{ id }}>{terms.published === '' ? terms.name : terms.published}</Link></p>
        <p className={css['quiet']}>{state !== 'published' && <span className={css['state']} data-state={state}>{state}</span>} {terms.name} · {CLAUSE_NAMES[terms.clause.type]}{people.length > 0 ? ` · ${[...new Set(people)].join(', ')}` : ''}</p>
      </div>
      <div className={css['rate']}>
        {rate.keptPercent === null ? <p className={css['quiet']}>{state === 'draft' ? 'Not promised yet' : rate.kept + rate.broken === 0 ? 'Nothing was due yet' : 'Too few people for a rate'}</p>
          : <><strong>{rate.keptPercent} % kept</strong><span className={css['quiet']}>{rate.lowPercent} to {rate.highPercent} %, {counted(rate.people, 'person', 'people')}</span></>}
        {remedies.length > 0 && <p className={css['quiet']}>{remediesText(promise)}</p>}
        {brokenLately > 0 && <p className={css['lately']}>broken {counted(brokenLately, 'time')} in 7 days</p>}
      </div>
      <MonthBars months={months} />
    </li>
  );
}

function NewPromise(): ReactNode {
  const navigate = useNavigate();
  const { data } = useQuery({ queryKey: ['promises', 'library'], staleTime: Infinity, queryFn: ({ signal }) => call(routes.library, {}, signal) });
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target><Button>Make a promise</Button></Menu.Target>
      <Menu.Dropdown>{(data?.promises ?? []).map(({ key, terms }) => <Menu.Item key={key} onClick={() => void navigate({ to: '/promises/new/$key', params: { key } })}><b>{terms.name}</b><br /><span className={css['quiet']}>{terms.published}</span></Menu.Item>)}</Menu.Dropdown>
    </Menu>
  );
}
