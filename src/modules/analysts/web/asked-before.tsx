import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { routes, type AskedSql } from '../contract.ts';

const keyOf = (one: AskedSql): string => one.reference;

/** What was asked last, by whom: for those who may read the log. */
export function AskedBefore(): ReactNode {
  const { data } = useQuery({ queryKey: ['sql-asked'], queryFn: ({ signal }) => call(routes.asked, {}, signal) });
  const columns = useMemo((): readonly Column<AskedSql>[] => [
    { key: 'at', name: 'When', value: (one) => one.at, show: (one) => <Moment at={one.at} /> },
    { key: 'by', name: 'Who', value: (one) => one.by },
    { key: 'shape', name: 'Statement, without its texts', value: (one) => one.shape, show: (one) => <code>{one.shape.slice(0, 200)}{one.shape.length > 200 ? '…' : ''}</code> },
    { key: 'form', name: 'Personal data', value: (one) => (one.isMasked ? 'hidden' : 'in view'), narrow: 'hide' },
    { key: 'outcome', name: 'Outcome', value: (one) => one.outcome, narrow: 'hide' },
    { key: 'rows', name: 'Rows', value: (one) => one.rows, number: true, narrow: 'hide' },
  ], []);
  if (data === undefined || data.statements.length === 0) return null;
  return <Panel title="Asked last, by everybody"><DataTable name="Statements" columns={columns} rows={data.statements} keyOf={keyOf} /></Panel>;
}
