import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal, PersonalName } from '../../../web/primitives/masked.tsx';
import { countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import type { SurvivorshipTrial } from '../contract.ts';
import css from './golden-record-page.module.css';
import { traitName } from './survivorship-words.ts';

function sampleWords({ customers, ofPeople }: SurvivorshipTrial): string {
  return customers === ofPeople ? `all ${countText(customers)} customers` : `the ${countText(customers)} customers seen last (of ${countText(ofPeople)})`;
}

function Summary({ trial, isChanged }: { readonly trial: SurvivorshipTrial; readonly isChanged: boolean }): ReactNode {
  if (trial.customers === 0) return 'There is no customer yet to try it on.';
  if (!isChanged) return `Change the order, and here stands of how many of ${sampleWords(trial)} a value would differ, before anything is saved.`;
  if (trial.differ === 0) return `Nothing, looked at ${sampleWords(trial)}.`;
  return <><strong>{countText(trial.differ)}</strong> of {sampleWords(trial)} would read differently.</>;
}

/** What the rules as they stand on the page would change, and of whom. */
export function TrialPanel({ trial, stale, isChanged }: { readonly trial: SurvivorshipTrial | undefined; readonly stale: boolean; readonly isChanged: boolean }): ReactNode {
  const changing = trial?.traits.filter(({ differ }) => differ > 0) ?? [];
  return (
    <Panel title="What would change" testId="trial">
      {trial === undefined ? <LinesSkeleton lines={3} /> : (
        <div aria-live="polite" aria-busy={stale} className={css['trial']}>
          <p><Summary trial={trial} isChanged={isChanged} /></p>
          {isChanged && changing.map((trait) => (
            <div key={trait.name}>
              <h3 className={css['sub']}>{traitName(trait.name)}: {countText(trait.differ)} of {countText(trait.customers)}</h3>
              <ul className={css['examples']}>
                {trait.examples.map((one) => (
                  <li key={one.customer}><Link to="/customers/$id" params={{ id: one.customer }}><PersonalName id={one.customer} name={one.name} /></Link> <span>{one.before === null ? 'nothing' : <Personal value={one.before} />} → {one.after === null ? 'nothing' : <Personal value={one.after} />}</span></li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </Panel>
  );
}
