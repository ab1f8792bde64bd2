import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { CRITERIA, type Criterion, type Survivorship, type SurvivorshipTrial } from '../contract.ts';
import css from './golden-record-page.module.css';
import { OrderedList } from './ordered-list.tsx';
import { CRITERION_NAMES, criteriaText, traitName } from './survivorship-words.ts';

type Own = Survivorship['traits'][number];

const SHOWN = 15;

/** Trait by trait: how often sources contradict each other about it, and the order of its own where it has one. */
export function GoldenTraits({ draft, trial, sources, change }: {
  readonly draft: Survivorship; readonly trial: SurvivorshipTrial | undefined; readonly sources: readonly { readonly key: string; readonly name: string }[]; readonly change: ((traits: readonly Own[]) => void) | null;
}): ReactNode {
  const own = new Map(draft.traits.map((trait) => [trait.name, trait]));
  const seen = trial?.traits ?? [];
  const names = [...new Set([...draft.traits.map(({ name }) => name), ...seen.slice(0, SHOWN).map(({ name }) => name)])];
  const put = (next: Own): void => change?.([...draft.traits.filter(({ name }) => name !== next.name), next]);
  return (
    <Panel title="Trait by trait" testId="golden-traits">
      <p className={css['quiet']}>Those that sources contradict each other about most come first.</p>
      {names.length === 0 && trial !== undefined && <p className={css['quiet']}>No source said anything of anybody yet.</p>}
      {names.map((name) => {
        const figures = seen.find((one) => one.name === name);
        const rule = own.get(name);
        return (
          <div key={name} className={css['trait']} data-testid={`trait-${name}`}>
            <div className={css['traitHead']}>
              <b>{traitName(name)}</b>
              <span className={css['quiet']}>{figures === undefined ? 'said of none of them' : `said of ${countText(figures.customers)}; ${figures.contested === 0 ? 'never contradicted' : `contradicted of ${countText(figures.contested)}`}`}</span>
              {change !== null && (rule === undefined
                ? <Button size="compact-xs" variant="default" aria-label={`Its own order for ${traitName(name)}`} onClick={() => put({ name, criteria: [...draft.everyTrait], sources: null })}>Its own order</Button>
                : <Button size="compact-xs" variant="default" aria-label={`As every trait: ${traitName(name)}`} onClick={() => change(draft.traits.filter((one) => one.name !== name))}>As every trait</Button>)}
            </div>
            {rule !== undefined && change === null && <p className={css['quiet']}>{criteriaText(rule.criteria)}{rule.sources !== null && `; trusted: ${rule.sources.join(', ')}`}</p>}
            {rule !== undefined && change !== null && (
              <>
                <OrderedList<Criterion> label={`What decides ${traitName(name)}`} order={rule.criteria} offered={CRITERIA.map((key) => ({ key, name: CRITERION_NAMES[key] }))} nameOf={(key) => CRITERION_NAMES[key]} change={(criteria) => put({ ...rule, criteria: [...criteria] })} least={1} empty="" />
                {rule.criteria.includes('trust') && (rule.sources === null
                  ? <Button size="compact-xs" variant="default" onClick={() => put({ ...rule, sources: [...draft.sources] })}>Rank its sources by themselves</Button>
                  : <OrderedList label={`Sources of ${traitName(name)} by trust`} order={rule.sources} offered={sources} nameOf={(source) => source} change={(ranked) => put({ ...rule, sources: [...ranked] })} empty="No source is ranked for it: all are equals." />)}
              </>
            )}
          </div>
        );
      })}
    </Panel>
  );
}
