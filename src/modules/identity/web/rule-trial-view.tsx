import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { counted, countText } from '../../../web/primitives/number.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type RuleTrial } from '../contract.ts';
import { CustomerLinks } from './customer-links.tsx';
import { trialWords } from './identity-words.ts';
import css from './matching-panel.module.css';

const NEVER = {
  'joins-by-nature': 'It can be tried, but never hold: people share devices, so that a device joins no two of them.',
  'only-shown': 'It can be tried, but never hold: such a value is only shown, and joins nobody.',
} as const;

/** What a change of the exact rules would do, and the way to make it. `made`: it holds now. */
export function RuleTrialView({ trial, made }: { readonly trial: RuleTrial; readonly made: () => void }): ReactNode {
  const mayGovern = useMay()('govern-identity');
  return (
    <div className={css['trial']}>
      {trial.joinsTooMany && <p><b>This would make one person of more people than can be one.</b></p>}
      <p>{trialWords(trial)}</p>
      {trial.claims < trial.ofClaims && <p className={css['text']}>Looked at {countText(trial.claims)} of {counted(trial.ofClaims, 'claim')}.</p>}
      {trial.examples.length > 0 && <ul className={css['history']} aria-label="Who would become one">{trial.examples.map((ids) => <li key={ids.join(' ')}><CustomerLinks ids={ids} /></li>)}</ul>}
      {trial.never !== null ? <p className={css['text']}>{NEVER[trial.never]}</p>
        : trial.trial === null ? <p className={css['text']}>These are the rules that hold.</p>
          : mayGovern ? <MakeItSo number={trial.trial} joinsTooMany={trial.joinsTooMany} made={made} /> : <p className={css['text']}>Owners and the two offices can make it so.</p>}
    </div>
  );
}

/** Makes a tried change, with why; where it does damage, with one word more. */
function MakeItSo({ number, joinsTooMany, made }: { readonly number: number; readonly joinsTooMany: boolean; readonly made: () => void }): ReactNode {
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [evenSo, setEvenSo] = useState(false);
  const make = useMutation({
    mutationFn: () => call(routes.changeRules, { body: { trial: number, note: note.trim(), evenSo } }),
    onSuccess: (state) => {
      queries.setQueryData(['exact-rules'], state);
      made();
      sayDone(`Version ${state.version} holds for every claim from now on. Customers follow in the background.`);
    },
    onError: sayProblem,
  });
  return (
    <form className={css['make']} onSubmit={(event) => { event.preventDefault(); make.mutate(); }}>
      {joinsTooMany && <Checkbox label="I have seen whom it would join. It shall be so even so." checked={evenSo} onChange={(event) => setEvenSo(event.currentTarget.checked)} />}
      <TextInput label="Why" value={note} onChange={(event) => setNote(event.currentTarget.value)} minLength={3} maxLength={500} required />
      <div><Button type="submit" loading={make.isPending} disabled={note.trim().length < 3 || (joinsTooMany && !evenSo)}>Make it so</Button></div>
    </form>
  );
}
