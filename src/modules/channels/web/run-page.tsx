import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Figure, Figures } from '../../../web/primitives/figure.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { bytesText, countText, percentText, spanText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { routes, type ImportRun } from '../contract.ts';
import { KIND_NAMES, STATE_NAMES } from './import-kinds.ts';
import { Rejects } from './rejects.tsx';
import css from './run-page.module.css';

const page = getRouteApi('/shell/connect/imports/$id');

function paceOf(run: ImportRun): string {
  if (run.state !== 'running') return '';
  const left = run.secondsLeft === null ? 'time left not known yet' : run.secondsLeft < 2 ? 'nearly there' : `about ${spanText(run.secondsLeft * 1000)} left`;
  return `${countText(Math.round(run.rowsPerSecond))} rows/s, ${left}`;
}

/** How an import goes, what it could not read, and what comes next. */
export function RunPage(): ReactNode {
  const { id } = page.useParams();
  const queries = useQueryClient();
  const { data: run, error, refetch } = useQuery({ queryKey: ['import', id], queryFn: ({ signal }) => call(routes.run, { params: { id } }, signal), refetchInterval: (query) => (query.state.data?.state === 'running' ? 700 : false) });
  const resume = useMutation({ mutationFn: () => call(routes.resume, { params: { id }, body: {} }), onSuccess: (next) => queries.setQueryData(['import', id], next) });
  if (run === undefined) return error === null ? <LinesSkeleton lines={8} /> : <Problem error={error} again={() => void refetch()} />;
  const ratio = run.state === 'done' ? 1 : run.bytesTotal === 0 ? 0 : Math.min(1, run.bytesRead / run.bytesTotal);
  const known = run.duplicates + run.revised;
  return (
    <div data-testid="import-run" data-state={run.state}>
      <p className={css['back']}><Link to="/connect/imports">Imports</Link></p>
      <PageHead title={run.file} over={`${KIND_NAMES[run.kind].name} from ${run.source}`} actions={run.state === 'done' ? <Button component={Link} to="/findings">See what we found</Button> : undefined} />
      <div className={css['progress']} role="status">
        <p><b>{STATE_NAMES[run.state]}</b> {percentText(ratio)} of {bytesText(run.bytesTotal)} <span className={css['pace']}>{paceOf(run)}</span></p>
        <Progress value={ratio * 100} size="lg" color="ink" aria-label="Import" />
        {run.problem !== null && <p className={css['problem']}>{run.problem}</p>}
        {(run.state === 'paused' || run.state === 'failed') && <p><Button onClick={() => resume.mutate()} loading={resume.isPending}>Go on where it stopped</Button></p>}
      </div>
      <Figures>
        <Figure name="Rows read" value={countText(run.rowsRead)} testId="rows-read" />
        <Figure name="Accepted" value={countText(run.accepted)} testId="accepted" />
        <Figure name="Known before" value={countText(known)} note={run.revised > 0 ? `${countText(run.revised)} with news` : 'counted once'} />
        <Figure name="In quarantine" value={countText(run.quarantined)} {...(run.quarantined > 0 ? { note: <Link to="/connect/quarantine">Mend them</Link> } : {})} />
        <Figure name="Rejected lines" value={countText(run.rejected)} testId="rejected" />
      </Figures>
      {run.rejected > 0 && <Rejects id={id} live={run.state === 'running'} count={run.rejected} />}
    </div>
  );
}
