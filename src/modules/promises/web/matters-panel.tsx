import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { routes } from '../contract.ts';
import css from './promises.module.css';

const FIRST = 8;

/** What lies behind the breaks: the same matter with several people has a cause of its own. */
export function MattersPanel({ id }: { readonly id: string }): ReactNode {
  const { data } = useQuery({ queryKey: ['promises', id, 'matters'], refetchInterval: 60_000, queryFn: ({ signal }) => call(routes.matters, { params: { id } }, signal) });
  if (data === undefined || data.matters.length === 0) return null;
  const systemic = data.matters.filter(({ isSystemic }) => isSystemic).length;
  return (
    <Panel title="What lies behind it" testId="matters">
      <p className={css['quiet']}>{systemic === 0 ? 'No matter broke it to five people or more' : `${counted(systemic, 'matter', 'matters')} broke it to five people or more`} since <Moment at={data.since} shape="day" />.</p>
      <ul className={css['list']}>
        {data.matters.slice(0, FIRST).map(({ topic, name, broken, people, isSystemic }) => (
          <li key={topic} className={css['verdict']}><span><Link to="/topics" search={{ open: topic }}>{name}</Link> <span className={css['quiet']}>{counted(broken, 'time')}, {counted(people, 'person', 'people')}{isSystemic ? ': systemic' : ''}</span></span></li>
        ))}
      </ul>
      {data.unnamed > 0 && <p className={css['quiet']}>Of {countText(data.unnamed)} more no topic is known.</p>}
    </Panel>
  );
}
