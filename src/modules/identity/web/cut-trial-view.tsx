import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { matchingRoutes, type CutExample, type CutTrial } from '../contract.ts';
import css from './cut-trial-view.module.css';
import { LikenessDialog } from './likeness-dialog.tsx';
import { chanceWords } from './likeness-words.ts';

/** How often it is asked how far the counting is. Units: ms. */
const ASK_MS = 700;

/** What another wish would make of customers, before anybody saves it: how many there would be, whom it would join and part, the largest, and examples to open. */
export function CutTrialView({ wish }: { readonly wish: { readonly isOn: boolean; readonly precision: number } }): ReactNode {
  const { data, error } = useQuery({
    queryKey: ['matching-trial', wish.isOn, wish.precision], queryFn: ({ signal }) => call(matchingRoutes.tryPrecision, { body: wish }, signal),
    refetchInterval: (query) => (query.state.data?.isDone === false ? ASK_MS : false),
  });
  return (
    <div className={css['trial']} data-testid="trial" aria-live="polite">
      {data === undefined ? error === null ? <p>Counting…</p> : <p>It could not be counted.</p> : data.isDone ? <Outcome trial={data} /> : <p>Counting: looked at {countText(data.looked)} of {counted(data.of, 'customer')} whom likelihood touches …</p>}
    </div>
  );
}

function Outcome({ trial }: { readonly trial: CutTrial }): ReactNode {
  const { people, largest, joined, parted } = trial;
  const [pair, setPair] = useState<{ readonly id: string; readonly other: string } | null>(null);
  return (
    <>
      <p>
        {people.after === people.before ? <>There would still be <b>{counted(people.after, 'customer')}</b>.</> : <>There would be <b>{counted(people.after, 'customer')}</b> instead of {countText(people.before)}.</>}{' '}
        {joined === 0 && parted === 0 ? 'Nobody would be joined or parted.' : <>{joined === 0 ? 'Nobody' : counted(joined, 'customer')} would become part of another, {parted === 0 ? 'nobody' : countText(parted)} would come apart.</>}{' '}
        {largest.after === largest.before ? <>The largest would still have {counted(largest.after, 'claim')}.</> : <>The largest would have {counted(largest.after, 'claim')} instead of {countText(largest.before)}.</>}
      </p>
      <Expected trial={trial} />
      {trial.examples.length > 0 && <ul className={css['examples']} aria-label="Such as">{trial.examples.map((one) => <li key={`${one.kind} ${one.of.map(({ id }) => id).join(' ')}`}><Example example={one} compare={setPair} /></li>)}</ul>}
      <LikenessDialog pair={pair} close={() => setPair(null)} />
    </>
  );
}

function Expected({ trial: { before, after } }: { readonly trial: CutTrial }): ReactNode {
  if (after === null) return <p>Nothing would be joined by likelihood; what people decided stays.</p>;
  if (before === null) return <p>Of its joins, {chanceWords(after.precision)} are expected to be right, and of all that are one person, {chanceWords(after.recall)} to be found.</p>;
  return <p>Expected right: {chanceWords(after.precision)} instead of {chanceWords(before.precision)}. Expected found: {chanceWords(after.recall)} instead of {chanceWords(before.recall)}.</p>;
}

function Example({ example: { kind, of }, compare }: { readonly example: CutExample; readonly compare: (pair: { readonly id: string; readonly other: string }) => void }): ReactNode {
  const [first, second] = of;
  return (
    <>
      <span className={css['kind']}>{kind === 'joined' ? 'one' : 'apart'}</span>
      <span>{of.map(({ id, customer, names }, at) => <span key={id}>{at === 0 ? '' : kind === 'joined' ? ' with ' : ' and '}<Link to="/customers/$id" params={{ id: customer }}><Personal value={names[0] ?? id} /></Link></span>)}</span>
      {first !== undefined && second !== undefined && <button type="button" className={css['why']} onClick={() => compare({ id: first.id, other: second.id })} aria-label={`Why ${first.id} and ${second.id}`}>Why</button>}
    </>
  );
}
