import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { countText, percentText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { routes, type ImportRun } from '../contract.ts';
import { DropFile } from './drop-file.tsx';
import { KIND_NAMES, STATE_NAMES } from './import-kinds.ts';

const keyOf = (run: ImportRun): string => run.id;

/** How far an import is, or how it ended. */
function stateText(run: ImportRun): string {
  return run.state === 'running' && run.bytesTotal > 0 ? `${STATE_NAMES.running}, ${percentText(run.bytesRead / run.bytesTotal)}` : STATE_NAMES[run.state];
}

/** Drop a file; see what was imported before. */
export function ImportsPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['imports'], queryFn: ({ signal }) => call(routes.runs, {}, signal), refetchInterval: (query) => (query.state.data?.runs.some((run) => run.state === 'running') === true ? 1_500 : false) });
  const columns = useMemo((): readonly Column<ImportRun>[] => [
    { key: 'file', name: 'File', value: (run) => run.file, show: (run) => <Link to="/connect/imports/$id" params={{ id: run.id }}>{run.file}</Link> },
    { key: 'kind', name: 'Holds', value: (run) => KIND_NAMES[run.kind].name, narrow: 'hide' },
    { key: 'state', name: 'State', value: stateText },
    { key: 'accepted', name: 'Accepted', value: (run) => run.accepted, show: (run) => countText(run.accepted), number: true },
    { key: 'rejected', name: 'Rejected', value: (run) => run.rejected, show: (run) => countText(run.rejected), number: true, narrow: 'hide' },
    { key: 'started', name: 'Started', value: (run) => run.startedAt, show: (run) => <Moment at={run.startedAt} />, narrow: 'hide' },
  ], []);
  return (
    <>
      <PageHead title="Imports" lead="Drop an export that you already have. You see how its first rows would become interactions before anything is kept; importing the same file again changes nothing." />
      <DropFile />
      <div style={{ marginTop: 'var(--gap-6)' }}>
        {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
          : data === undefined ? <LinesSkeleton lines={4} />
            : data.runs.length === 0 ? <Empty title="Nothing was imported yet.">Orders, reviews and tickets together tell most: who bought what, what they said about it, and what they had to ask. Start with the largest file that you can export.</Empty>
              : <Panel title="Imports so far" aside={<Link to="/findings">What we found</Link>}><DataTable name="Imports" columns={columns} rows={data.runs} keyOf={keyOf} /></Panel>}
      </div>
    </>
  );
}
