import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import { countText, percentText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import type { NamedRule, RuleKind, RuleSet } from '../../customers/contract.ts';
import { routes, type Charter, type Counts } from '../contract.ts';
import css from './charter.module.css';
import { EditRule } from './edit-rule.tsx';
import { ruleText } from './rule-words.ts';

const WORDS: Readonly<Record<RuleKind, { title: string; one: string; empty: string }>> = {
  stages: { title: 'Lifecycle stages', one: 'stage', empty: 'No stage yet: nobody carries one.' },
  personas: { title: 'Personas', one: 'persona', empty: 'No persona yet. A persona is a rule over what people do and say of themselves; begin with the example and make it yours.' },
  segments: { title: 'Value segments', one: 'value segment', empty: 'No value segment yet. As soon as 30 customers bought something in the last 12 months, Custos proposes thirds: High, Middle, Low.' },
  saved: { title: 'Saved segments', one: 'saved segment', empty: 'Groups of customers that you will need again, for promises, surveys and contact rules. A customer may be in several.' },
};

/** One list of rules, each with its size, overlaps and some of the people; changed by those who may. */
export function RulesPanel({ kind, charter, counts, edits }: { readonly kind: RuleKind; readonly charter: Charter; readonly counts: Counts | null; readonly edits: boolean }): ReactNode {
  const queries = useQueryClient();
  const [editing, setEditing] = useState<{ readonly place: number | null; readonly named: NamedRule } | null>(null);
  const rules = charter.rules.set[kind];
  const { title, one, empty } = WORDS[kind];
  const save = useMutation({
    mutationFn: ({ set, note }: { set: RuleSet; note: string }) => call(routes.saveRules, { body: { rules: set, basedOn: charter.rules.version, note } }),
    onSuccess: ({ version }) => { setEditing(null); sayDone(`Saved as version ${version}. It holds from now on, as a proposal until signed.`); return queries.invalidateQueries({ queryKey: ['charter'] }); },
  });
  const put = (next: readonly NamedRule[], note: string): void => save.mutate({ set: { ...charter.rules.set, [kind]: [...next] }, note });
  const counted = counts?.counts ?? null;
  const nameOf = (key: string): string => rules.find((other) => other.key === key)?.name ?? key;
  // A rule that fits everybody overlaps with all others by intention: naming it would say nothing.
  const all = new Set(counted?.kinds[kind].rules.filter((one) => one.fits === counted.customers).map(({ key }) => key));
  const telling = counted?.kinds[kind].overlaps.filter((pair) => !all.has(pair.one) && !all.has(pair.other)) ?? [];
  return (
    <Panel title={title} testId={`rules-${kind}`} aside={edits ? <>
      {kind === 'personas' && !rules.some(({ key }) => key === charter.example.key) && <Button size="compact-sm" variant="default" onClick={() => setEditing({ place: null, named: charter.example })}>Use the example</Button>}
      <Button size="compact-sm" variant="default" onClick={() => setEditing({ place: null, named: { key: '', name: '', about: '', rule: { is: 'all', rules: [] } } })}>Add a {one}</Button>
    </> : undefined}>
      {kind !== 'saved' && rules.length > 0 && <p className={css['quiet']}>Tried from the top; a customer carries the first that fits.</p>}
      {rules.length === 0 && <p className={css['quiet']}>{empty}</p>}
      <div className={css['rules']}>
        {rules.map((named, place) => {
          const figures = counted?.kinds[kind].rules.find(({ key }) => key === named.key);
          const overlaps = telling.filter((pair) => pair.one === named.key || pair.other === named.key);
          return (
            <div key={named.key} className={css['named']} data-testid="named-rule">
              <div><b>{named.name}</b>{named.about !== '' && <> <span className={css['quiet']}>{named.about}</span></>}<p className={css['quiet']}>{ruleText(named.rule)}</p></div>
              <div className={css['size']}>{figures === undefined ? <span className={css['quiet']}>counting</span> : <><strong>{countText(figures.carry)}</strong><span className={css['quiet']}>{counted === null || counted.customers === 0 ? '' : percentText(figures.carry / counted.customers)}</span></>}</div>
              <div className={css['wide']}>
                {overlaps.slice(0, 3).map((pair) => <span key={`${pair.one} ${pair.other}`}>{countText(pair.both)} also fit {nameOf(pair.one === named.key ? pair.other : pair.one)}</span>)}
                {figures !== undefined && figures.sample.length > 0 && <span>Such as</span>}
                {figures?.sample.slice(0, 4).map(({ customer, name }) => <Link key={customer} to="/customers/$id" params={{ id: customer }}><PersonalName id={customer} name={name} /></Link>)}
                {edits && <>
                  <Button size="compact-xs" variant="default" aria-label={`Change ${named.name}`} onClick={() => setEditing({ place, named })}>Change</Button>
                  {place > 0 && kind !== 'saved' && <Button size="compact-xs" variant="default" aria-label={`Up: ${named.name} is tried earlier`} onClick={() => put(rules.toSpliced(place, 1).toSpliced(place - 1, 0, named), `${named.name} is tried earlier`)}>Up</Button>}
                  <Button size="compact-xs" variant="default" aria-label={`Remove ${named.name}`} onClick={() => put(rules.toSpliced(place, 1), `${named.name} removed`)}>Remove</Button>
                </>}
              </div>
            </div>
          );
        })}
      </div>
      {rules.length > 0 && kind !== 'saved' && counted !== null && counted.kinds[kind].none > 0 && <p className={css['quiet']}>{countText(counted.kinds[kind].none)} carry none: no rule fits.</p>}
      {editing !== null && <EditRule one={one} kind={kind} set={charter.rules.set} place={editing.place} given={editing.named} saving={save.isPending} close={() => setEditing(null)}
        save={(named) => put(editing.place === null ? [...rules, named] : rules.with(editing.place, named), editing.place === null ? `${named.name} added` : `${named.name} changed`)} />}
    </Panel>
  );
}
