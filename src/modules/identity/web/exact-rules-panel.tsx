import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { FoldingPanel } from '../../../web/primitives/panel.tsx';
import { useMay } from '../../../web/session.ts';
import { IDENTIFIER_RULES, routes, ruleOf, type IdentifierRule, type RuleTrial } from '../contract.ts';
import { CustomerLinks } from './customer-links.tsx';
import { trialWords, typeName } from './identity-words.ts';
import css from './matching-panel.module.css';

type Row = { readonly type: string; readonly rule: IdentifierRule };

const TYPES = Object.keys(IDENTIFIER_RULES);
const ROWS: readonly Row[] = TYPES.map((type) => ({ type, rule: ruleOf(type) }));
const keyOf = ({ type }: Row): string => type;
const joins = ({ bridges, isOnlyShown = false, passesOn = false }: IdentifierRule): string => (isOnlyShown ? 'nobody, it is only shown' : !bridges ? 'a nameless claim to a person' : passesOn ? 'people whom nothing else tells apart' : 'people');
const COLUMNS: readonly Column<Row>[] = [
  { key: 'type', name: 'The same', value: ({ type }) => capital(typeName(type)) },
  { key: 'joins', name: 'Joins', value: ({ rule }) => joins(rule) },
  { key: 'limit', name: 'At most of one person', value: ({ rule }) => rule.limit, show: ({ rule }) => countText(rule.limit), number: true },
  { key: 'priority', name: 'Wins a conflict', value: ({ rule }) => rule.priority, show: ({ rule }) => `${rule.priority}.`, number: true, narrow: 'hide' },
];

/** The exact rules by which claims become one customer, and what a change of one would do, counted before anything changes. */
export function ExactRulesPanel(): ReactNode {
  const mayTry = useMay()('change-identity');
  return (
    <div className={css['panel']}>
      <FoldingPanel title="Exact rules" open={false} testId="exact-rules">
        <div className={css['state']}>
          <DataTable name="Exact rules" columns={COLUMNS} rows={ROWS} keyOf={keyOf} />
          {mayTry && <TryRule />}
        </div>
      </FoldingPanel>
    </div>
  );
}

function TryRule(): ReactNode {
  const [type, setType] = useState('email');
  const [who, setWho] = useState<'people' | 'nobody'>('people');
  const [limit, setLimit] = useState<number>(ruleOf('email').limit);
  const trial = useMutation({ mutationFn: () => call(routes.tryRules, { body: { changes: [{ type, joins: who, limit }] } }) });
  const choose = (next: string): void => { setType(next); setLimit(ruleOf(next).limit); setWho(ruleOf(next).bridges ? 'people' : 'nobody'); trial.reset(); };
  return (
    <form className={css['wish']} onSubmit={(event) => { event.preventDefault(); trial.mutate(); }}>
      <p className={css['text']}>What would become of your customers by another rule? It is counted on the latest claims; nothing changes.</p>
      <div className={css['learn']}>
        <NativeSelect label="The same" value={type} onChange={(event) => choose(event.currentTarget.value)} data={TYPES.map((one) => ({ value: one, label: typeName(one) }))} />
        <NativeSelect label="joins" value={who} onChange={(event) => { setWho(event.currentTarget.value === 'nobody' ? 'nobody' : 'people'); trial.reset(); }} data={[{ value: 'people', label: 'people' }, { value: 'nobody', label: 'nobody' }]} />
        <NumberInput label="At most of one person" value={limit} onChange={(value) => { setLimit(Number(value) || 1); trial.reset(); }} min={1} max={1_000_000} allowDecimal={false} />
        <Button type="submit" variant="default" loading={trial.isPending}>Try it</Button>
      </div>
      <div aria-live="polite" data-testid="rule-trial">
        {trial.data === undefined ? null : <Outcome trial={trial.data} />}
      </div>
    </form>
  );
}

function Outcome({ trial }: { readonly trial: RuleTrial }): ReactNode {
  return (
    <>
      {trial.joinsTooMany && <p><b>This would make one person of more people than can be one.</b></p>}
      <p>{trialWords(trial)}</p>
      {trial.claims < trial.ofClaims && <p className={css['text']}>Looked at {countText(trial.claims)} of {counted(trial.ofClaims, 'claim')}.</p>}
      {trial.examples.length > 0 && <ul className={css['history']} aria-label="Who would become one">{trial.examples.map((ids) => <li key={ids.join(' ')}><CustomerLinks ids={ids} /></li>)}</ul>}
    </>
  );
}
