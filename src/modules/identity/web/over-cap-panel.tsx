import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { routes, type OverCap } from '../contract.ts';
import { typeName } from './identity-words.ts';
import css from './matching-panel.module.css';

type Held = OverCap['customers'][number];
const keyOf = ({ id }: Held): string => id;

/** Customers with whom so many claims hang together that no further one joins: somebody looks at what ties them. Nothing where there are none. */
export function OverCapPanel(): ReactNode {
  const { data } = useQuery({ queryKey: ['over-cap'], queryFn: ({ signal }) => call(routes.overCap, {}, signal), staleTime: 30_000 });
  const columns = useMemo((): readonly Column<Held>[] => [
    { key: 'id', name: 'Customer', value: ({ id }) => id, show: ({ id }) => <Link to="/customers/$id" params={{ id }}>{id}</Link> },
    { key: 'claims', name: 'Claims', value: ({ claims }) => claims, show: ({ claims }) => countText(claims), number: true },
    { key: 'ties', name: 'What most of them say', value: ({ identifiers }) => identifiers.map(({ type }) => type).join(' '), show: ({ identifiers }) => <>{identifiers.map(({ type, value }, at) => <span key={`${type} ${value}`}>{at === 0 ? '' : ', '}{typeName(type)} <Personal value={value} /></span>)}</> },
    { key: 'seen', name: 'Last seen', value: ({ lastSeenAt }) => lastSeenAt, show: ({ lastSeenAt }) => <Moment at={lastSeenAt} shape="ago" />, narrow: 'hide' },
  ], []);
  if (data === undefined || data.count === 0) return null;
  return (
    <div className={css['panel']}>
      <Panel title="Too much hangs together" testId="over-cap">
        <p className={css['text']}>{counted(data.count, 'customer')} {data.count === 1 ? 'has' : 'have'} so many claims that no further one joins by itself. Open one and block the value that ties them, where it says nothing about who somebody is.</p>
        <DataTable name="Over the cap" columns={columns} rows={data.customers} keyOf={keyOf} />
      </Panel>
    </div>
  );
}
