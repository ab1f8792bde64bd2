import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ruleOf, type ExactRulesState, type RuleChange } from '../contract.ts';
import { joinsWords, typeName } from './identity-words.ts';
import css from './matching-panel.module.css';

type Rule = ExactRulesState['rules'][number];
type Joins = Rule['joins'];

/** A change of one type's rule, to be tried. */
export function TryRule({ state, isTrying, attempt, forget }: { readonly state: ExactRulesState; readonly isTrying: boolean; readonly attempt: (change: RuleChange) => void; readonly forget: () => void }): ReactNode {
  const ruleNow = (type: string): Rule => state.rules.find((one) => one.type === type) ?? { type, joins: 'people', limit: 1, priority: 1, isChanged: false };
  const [wish, setWish] = useState<Rule>(ruleNow('email'));
  const change = (next: Partial<Rule>): void => { setWish({ ...wish, ...next }); forget(); };
  const { isOnlyShown = false, bridges } = ruleOf(wish.type);
  const offered: readonly Joins[] = bridges ? ['people', 'nobody'] : isOnlyShown ? ['nobody', 'people'] : ['nameless', 'people', 'nobody'];
  return (
    <form className={css['wish']} onSubmit={(event) => { event.preventDefault(); attempt({ type: wish.type, joins: wish.joins, limit: wish.limit, priority: wish.priority }); }}>
      <p className={css['text']}>What would become of your customers by another rule? It is counted on the latest claims before anything changes.</p>
      <div className={css['fields']}>
        <NativeSelect label="The same" value={wish.type} onChange={(event) => change(ruleNow(event.currentTarget.value))} data={state.rules.map(({ type }) => ({ value: type, label: typeName(type) }))} />
        <NativeSelect label="joins" value={wish.joins} onChange={(event) => change({ joins: offered.find((one) => one === event.currentTarget.value) ?? wish.joins })} data={offered.map((one) => ({ value: one, label: joinsWords(wish.type, one) }))} />
        <NumberInput w="9rem" label="At most" value={wish.limit} onChange={(value) => change({ limit: Number(value) || 1 })} min={1} max={1_000_000} allowDecimal={false} />
        <NumberInput w="9rem" label="Wins a conflict as" value={wish.priority} onChange={(value) => change({ priority: Number(value) || 1 })} min={1} max={1_000} allowDecimal={false} />
        <Button type="submit" variant="default" loading={isTrying}>Try it</Button>
      </div>
    </form>
  );
}
