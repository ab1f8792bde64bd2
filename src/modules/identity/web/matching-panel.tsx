import { Button, Slider, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { FoldingPanel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { Figure, Figures } from '../../../web/primitives/figure.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { matchingRoutes, type MatchingState } from '../contract.ts';
import { CutTrialView } from './cut-trial-view.tsx';
import { chanceWords, fieldName, fromChanceWords } from './likeness-words.ts';
import css from './matching-panel.module.css';
import { matchingQuery } from './matching-query.ts';
import { PRECISION_STEPS, stepOf } from './precision-steps.ts';

const LEARNING_MS = 3_000;

/** How likely joins happen: how often they must be right, what another wish would change, what was learnt and from how many records. */
export function MatchingPanel(): ReactNode {
  const { data, error, refetch } = useQuery({ ...matchingQuery, refetchInterval: (query) => ((query.state.data?.waiting ?? 0) > 0 || query.state.data?.isSettling === true ? LEARNING_MS : false) });
  return (
    <div className={css['panel']}>
      <FoldingPanel title="How likely joins happen" open={false} testId="matching">
        {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={4} /> : <State state={data} />}
      </FoldingPanel>
    </div>
  );
}

function State({ state }: { readonly state: MatchingState }): ReactNode {
  const mayChange = useMay()('change-identity');
  const { model } = state;
  return (
    <div className={css['state']}>
      <Figures>
        <Figure name="Joined by likelihood" value={countText(state.joined)} testId="likely-joined" {...(state.isSettling ? { note: 'customers still follow' } : {})} />
        <Figure name="In review" value={countText(state.inReview)} note="pairs wait" />
        <Figure name="Records" value={countText(state.records)} note={state.waiting > 0 ? `${counted(state.waiting, 'claim')} still to be read` : 'all read'} />
      </Figures>
      {model === null
        ? <p className={css['text']}>Nothing was learnt yet. {state.records < state.needsRecords ? `${counted(state.needsRecords, 'record')} are needed, there are ${countText(state.records)}; until then, only rules join customers.` : 'Learning starts by itself in a moment.'}</p>
        : <p className={css['text']}>Learnt from {counted(model.records, 'record')} on <Moment at={model.trainedAt} />, without anybody labelling anything: how often people repeat themselves in {listOf(model.fields.map((field) => fieldName(field).toLowerCase()))}, and how often strangers agree in it. <CutWords state={state} /></p>}
      {mayChange && <Wish key={`${String(state.isOn)} ${state.precision}`} state={state} />}
      {mayChange && state.records >= state.needsRecords && <Learn />}
      <History state={state} />
    </div>
  );
}

function CutWords({ state }: { readonly state: MatchingState }): ReactNode {
  const cut = state.model?.cut ?? null;
  if (!state.isOn) return 'Likely joins are switched off: everything likely waits in review.';
  if (cut === null) return 'No join is as sure as asked for: everything likely waits in review.';
  return `Pairs from ${fromChanceWords(cut.probability)} on are joined; of those joins, ${chanceWords(cut.precision)} are expected to be right, and of all that are one person, ${chanceWords(cut.recall)} to be found.`;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The company's wish: on or off, and how often likely joins must be right; what that would change is shown before it is saved. */
function Wish({ state }: { readonly state: MatchingState }): ReactNode {
  const queries = useQueryClient();
  const [isOn, setOn] = useState(state.isOn);
  const [step, setStep] = useState(stepOf(state.precision));
  const [asked, setAsked] = useState(stepOf(state.precision));
  const precision = PRECISION_STEPS[step] ?? state.precision;
  const isChanged = isOn !== state.isOn || step !== stepOf(state.precision);
  const save = useMutation({
    mutationFn: () => call(matchingRoutes.setPrecision, { body: { isOn, precision } }),
    onSuccess: () => { sayDone('Saved. Customers follow in the background.'); return queries.invalidateQueries(); },
  });
  return (
    <form className={css['wish']} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <Switch label="Join likely customers by themselves" checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
      <div className={css['slider']}>
        <p id="precision-name">Such joins must be right <b data-testid="wished">{chanceWords(precision)}</b></p>
        <Slider min={0} max={PRECISION_STEPS.length - 1} step={1} value={step} onChange={setStep} onChangeEnd={setAsked} disabled={!isOn} label={null} thumbLabel="How often likely joins must be right" thumbProps={{ 'aria-valuetext': chanceWords(precision) }} color="var(--ink)" />
        <p className={css['ends']} aria-hidden><span>more joins</span><span>fewer mistakes</span></p>
      </div>
      {state.model !== null && (isOn !== state.isOn || (isOn && asked !== stepOf(state.precision))) && <CutTrialView wish={{ isOn, precision: PRECISION_STEPS[asked] ?? state.precision }} />}
      <div><Button type="submit" variant={isChanged ? 'filled' : 'default'} disabled={!isChanged} loading={save.isPending}>Save</Button></div>
    </form>
  );
}

function Learn(): ReactNode {
  const queries = useQueryClient();
  const train = useMutation({
    mutationFn: () => call(matchingRoutes.train, { body: {} }),
    onSuccess: ({ started }) => { sayDone(started ? 'Learning anew. Customers follow when it is done.' : 'It is learning already.'); return queries.invalidateQueries({ queryKey: ['matching'] }); },
  });
  return <div className={css['learn']}><Button variant="default" size="xs" loading={train.isPending} onClick={() => train.mutate()}>Learn anew</Button> <span className={css['text']}>By itself it does when there are half as many records again.</span></div>;
}

function History({ state }: { readonly state: MatchingState }): ReactNode {
  if (state.history.length === 0) return null;
  return (
    <ul className={css['history']} aria-label="What was set and learnt">
      {state.history.map((one) => <li key={`${one.at} ${one.what}`}>{one.what} <span className={css['quiet']}>{one.by === '' ? '' : `${one.by}, `}<Moment at={one.at} /></span></li>)}
    </ul>
  );
}
