import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Figure, Figures } from '../../../web/primitives/figure.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { countText, counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem, problemText } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type OnePromise, type Terms } from '../contract.ts';
import { Contradictions } from './contradictions.tsx';
import { ForecastPanel } from './forecast-panel.tsx';
import { BackTestPanel } from './back-test-panel.tsx';
import { MattersPanel } from './matters-panel.tsx';
import { brokenText, clauseText, remediesText, remedyText, scopeText, weekText } from './promise-words.ts';
import css from './promises.module.css';
import { MonthColumns, PartTable, type OpenPart } from './rate-parts.tsx';
import { TermsForm } from './terms-form.tsx';
import { VerdictList } from './verdict-list.tsx';

const page = getRouteApi('/shell/promises/$id');

/** One promise: whether it is kept, where and to whom it broke, what it says, and its versions. */
export function PromisePage(): ReactNode {
  const { id } = page.useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['promises', id], refetchInterval: 10_000, queryFn: ({ signal }) => call(routes.promise, { params: { id } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  return data === undefined ? <LinesSkeleton lines={10} /> : <Promised key={id} promise={data} />;
}

function Promised({ promise }: { readonly promise: OnePromise }): ReactNode {
  const may = useMay();
  const queries = useQueryClient();
  const [editing, setEditing] = useState<Terms | null>(null);
  const { id, state, versions } = promise;
  const latest = versions[0];
  const done = async (said: string): Promise<void> => { setEditing(null); sayDone(said); await queries.invalidateQueries({ queryKey: ['promises'] }); };
  const publish = useMutation({ mutationFn: (version: number) => call(routes.publish, { params: { id }, body: { version } }), onSuccess: () => done('Published. It is checked from now on.') });
  const stop = useMutation({ mutationFn: () => call(routes.stop, { params: { id }, body: {} }), onSuccess: () => done('Stopped. What began before is still judged.') });
  const save = useMutation({ mutationFn: (terms: Terms) => call(routes.save, { params: { id }, body: { terms, basedOn: latest?.number ?? 1 } }), onSuccess: () => done('Saved. It holds once it is published.') });
  const problem = publish.error ?? stop.error ?? save.error;
  const waits = latest !== undefined && (state !== 'published' || promise.hasDraft);
  return (
    <div data-testid="promise-page">
      <PageHead title={promise.terms.name} over={<><Link to="/promises">Promises</Link> · <span className={css['state']} data-state={state}>{state}</span> Version {promise.version}{promise.since === null ? '' : <>, since <Moment at={promise.since} shape="day" /></>}</>}
        lead={<span className={css['said']}>{promise.terms.published}</span>}
        actions={may('govern-promises') ? (
          <div className={css['actions']}>
            {editing === null && latest !== undefined && <Button variant="default" onClick={() => setEditing(latest.terms)}>Change it</Button>}
            {state === 'published' && <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>Stop promising it</Button>}
            {waits && editing === null && <Button loading={publish.isPending} onClick={() => publish.mutate(latest.number)}>Publish version {latest.number}</Button>}
          </div>
        ) : undefined} />
      {problem !== null && <p role="alert" className={css['lately']} data-testid="refused">{problemText(problem)}</p>}
      {waits && editing === null && <Contradictions terms={latest.terms} id={id} />}
      {editing === null ? <Shown promise={promise} /> : (
        <div className={css['two']}>
          <Panel title="What is promised" aside={<div className={css['actions']}><Button size="compact-sm" variant="default" onClick={() => setEditing(null)}>Leave it</Button><Button size="compact-sm" loading={save.isPending} onClick={() => save.mutate(editing)}>Save</Button></div>}><EditTerms terms={editing} change={setEditing} /><Contradictions terms={editing} id={id} /></Panel>
          <BackTestPanel terms={editing} />
        </div>
      )}
    </div>
  );
}

function EditTerms({ terms, change }: { readonly terms: Terms; change(terms: Terms): void }): ReactNode {
  const { data } = useQuery({ queryKey: ['promises'], queryFn: ({ signal }) => call(routes.promises, {}, signal) });
  return <TermsForm terms={terms} change={change} people={data?.people ?? []} />;
}

function Shown({ promise }: { readonly promise: OnePromise }): ReactNode {
  const [part, setPart] = useState<OpenPart>({});
  const { id, rate, terms, months, weeks, channels, seams, owners, versions } = promise;
  const { data } = useQuery({ queryKey: ['promises', id, 'verdicts', part], refetchInterval: 10_000, queryFn: ({ signal }) => call(routes.verdicts, { params: { id }, query: { ...part, state: 'broken' } }, signal) });
  return (
    <div className={css['page']}>
      <Panel title="Whether it is kept">
        <Figures>
          <Figure name="Kept" value={rate.keptPercent === null ? (rate.kept + rate.broken === 0 ? 'Nothing was due yet' : 'Too few people') : `${rate.keptPercent} %`} note={rate.keptPercent === null ? 'no rate below ten people' : `${rate.lowPercent ?? ''} to ${rate.highPercent ?? ''} %, ${counted(rate.people, 'person', 'people')}, 365 days`} />
          <Figure name="Broken" value={countText(rate.broken)} note={`${countText(promise.brokenLately)} in 7 days`} />
          <Figure name="Not due yet" value={countText(rate.running)} />
          {promise.remedies.length > 0 && <Figure name="Made good" value={countText(promise.remedies.reduce((sum, one) => sum + one.given, 0))} note={remediesText(promise)} testId="made-good" />}
        </Figures>
        {weeks.length > 1 && <details className={css['weeks']} data-testid="weeks"><summary>Week by week</summary>{weeks.map(weekText).join(' · ')}</details>}
        {months.length > 0 && <MonthColumns months={months} open={setPart} />}
        {seams.length > 0 ? <PartTable name="Handed over" of="seam" parts={seams} open={setPart} /> : channels.length > 1 && <PartTable name="Channel" of="channel" parts={channels} open={setPart} />}
        {data !== undefined && data.total > 0 && <VerdictList {...data} title={brokenText(part)} />}
      </Panel>
      {promise.state === 'published' && <ForecastPanel id={id} />}
      {rate.broken > 0 && <MattersPanel id={id} />}
      <div className={css['two']}>
        <Panel title="What is promised">
          <dl className={css['facts']}>
            <dt>What</dt><dd>{clauseText(terms.clause)}</dd>
            <dt>To whom</dt><dd>{scopeText(terms)}</dd>
            <dt>When broken</dt><dd>{remedyText(terms.remedy)}</dd>
            <dt>Answers for it</dt><dd>{owners.brand?.name ?? 'nobody named'} in brand & marketing, {owners.service?.name ?? 'nobody named'} in service</dd>
          </dl>
        </Panel>
        <BackTestPanel terms={versions[0]?.terms ?? terms} isPromised={promise.state === 'published' && !promise.hasDraft} />
      </div>
      <Panel title="Versions">
        <ul className={css['steps']}>{versions.map((one) => <li key={one.number}>Version {one.number} by {one.by}, <Moment at={one.at} shape="day" />{one.publishedAt === null ? ', not published' : <>, published <Moment at={one.publishedAt} shape="day" /></>}{one.note === '' ? '' : `: ${one.note}`}</li>)}</ul>
      </Panel>
    </div>
  );
}
