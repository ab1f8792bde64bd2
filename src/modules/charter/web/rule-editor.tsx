import { ActionIcon, Button, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import X from 'lucide-react/icons/x';
import { useState, type ReactNode } from 'react';
import { exponentOf, formatMinor } from '../../../kernel/money.ts';
import type { Condition, Rule } from '../../customers/contract.ts';
import css from './charter.module.css';
import { CONDITION_NAMES, minorOf, newCondition } from './rule-words.ts';

const KINDS = Object.entries(CONDITION_NAMES).map(([value, label]) => ({ value: value as Condition['is'], label }));
const JOINED = [{ value: 'all' as const, label: 'All of these' }, { value: 'any' as const, label: 'Any of these' }];
const WHEN = [{ value: 'before' as const, label: 'before' }, { value: 'after' as const, label: 'after' }];

/** Puts a rule together: conditions and groups of them, each of which may be turned round. */
export function RuleEditor({ rule, change, remove }: { readonly rule: Rule; readonly change: (rule: Rule) => void; readonly remove?: () => void }): ReactNode {
  const inner = rule.is === 'not' ? rule.rule : rule;
  const put = (next: Rule): void => change(rule.is === 'not' ? { is: 'not', rule: next } : next);
  return (
    <div className={css['rule']} role="group" aria-label={inner.is === 'all' || inner.is === 'any' ? 'Group of conditions' : 'Condition'}>
      <div className={css['line']}>
        <Button size="compact-sm" variant={rule.is === 'not' ? 'filled' : 'default'} aria-pressed={rule.is === 'not'} onClick={() => change(rule.is === 'not' ? rule.rule : { is: 'not', rule })}>not</Button>
        {inner.is === 'all' || inner.is === 'any'
          ? <Select aria-label="How they go together" data={JOINED} value={inner.is} onChange={(is) => { if (is !== null) put({ is, rules: inner.rules }); }} allowDeselect={false} size="xs" w={140} />
          : inner.is === 'not' ? null : <ConditionFields condition={inner} change={put} />}
        {remove !== undefined && <ActionIcon variant="subtle" color="gray" aria-label="Remove" onClick={remove}><X size={16} aria-hidden /></ActionIcon>}
      </div>
      {inner.is === 'not' && <RuleEditor rule={inner} change={put} />}
      {(inner.is === 'all' || inner.is === 'any') && (
        <div className={css['parts']}>
          {inner.rules.length === 0 && <p className={css['quiet']}>{inner.is === 'all' ? 'Without a condition it fits everybody.' : 'Without a condition it fits nobody.'}</p>}
          {inner.rules.map((part, place) => <RuleEditor key={place} rule={part} change={(next) => put({ is: inner.is, rules: inner.rules.with(place, next) })} remove={() => put({ is: inner.is, rules: inner.rules.toSpliced(place, 1) })} />)}
          <div className={css['line']}>
            <Button size="compact-sm" variant="default" onClick={() => put({ is: inner.is, rules: [...inner.rules, newCondition('orders')] })}>Add a condition</Button>
            <Button size="compact-sm" variant="default" onClick={() => put({ is: inner.is, rules: [...inner.rules, { is: inner.is === 'all' ? 'any' : 'all', rules: [] }] })}>Add a group</Button>
          </div>
        </div>
      )}
    </div>
  );
}

function ConditionFields({ condition, change }: { readonly condition: Condition; readonly change: (condition: Condition) => void }): ReactNode {
  return (
    <>
      <Select aria-label="What is asked" data={KINDS} value={condition.is} onChange={(is) => { if (is !== null && is !== condition.is) change(newCondition(is)); }} allowDeselect={false} size="xs" w={210} maxDropdownHeight={360} />
      <Fields condition={condition} change={change} />
    </>
  );
}

function Fields({ condition, change }: { readonly condition: Condition; readonly change: (condition: Condition) => void }): ReactNode {
  const text = (label: string, value: string, put: (value: string) => void): ReactNode => <TextInput aria-label={label} placeholder={label} value={value} onChange={(event) => put(event.currentTarget.value)} size="xs" w={120} maxLength={200} />;
  const count = (label: string, value: number | null, put: (value: number) => void, suffix = ''): ReactNode => <NumberInput aria-label={label} placeholder={label} value={value ?? ''} onChange={(next) => { if (typeof next === 'number') put(next); }} min={1} max={36_500} allowDecimal={false} suffix={suffix} size="xs" w={110} />;
  const tags = (label: string, value: readonly string[], put: (value: string[]) => void): ReactNode => <TagsInput aria-label={label} placeholder={value.length === 0 ? label : ''} value={[...value]} onChange={put} size="xs" miw={180} />;
  switch (condition.is) {
    case 'trait': return <>{text('Trait', condition.name, (name) => change({ ...condition, name }))}{text('Value', condition.equals, (equals) => change({ ...condition, equals }))}</>;
    case 'trait-in': return <>{text('Trait', condition.name, (name) => change({ ...condition, name }))}{tags('Values', condition.values, (values) => change({ ...condition, values }))}</>;
    case 'trait-exists': return text('Trait', condition.name, (name) => change({ ...condition, name }));
    case 'seen': return <>{count('At least', condition.atLeast, (atLeast) => change({ ...condition, atLeast }), ' times')}{text('Any channel', condition.channel ?? '', (channel) => change({ ...condition, channel: channel === '' ? null : channel }))}{text('Any kind', condition.kind ?? '', (kind) => change({ ...condition, kind: kind === '' ? null : kind }))}
      <NumberInput aria-label="Within days" placeholder="ever" value={condition.withinDays ?? ''} onChange={(next) => change({ ...condition, withinDays: typeof next === 'number' ? next : null })} min={1} max={36_500} allowDecimal={false} suffix=" days" size="xs" w={110} /></>;
    case 'last-seen': case 'last-seen-on': return <><Select aria-label="Before or after" data={WHEN} value={condition.when} onChange={(when) => { if (when !== null) change({ ...condition, when }); }} allowDeselect={false} size="xs" w={100} />
      {condition.is === 'last-seen' ? count('Days ago', condition.daysAgo, (daysAgo) => change({ ...condition, daysAgo }), ' days ago') : <TextInput aria-label="Day" type="date" value={condition.on} onChange={(event) => change({ ...condition, on: event.currentTarget.value })} size="xs" w={150} />}</>;
    case 'orders': return count('At least', condition.atLeast, (atLeast) => change({ ...condition, atLeast }), ' or more');
    case 'revenue': return <Amount condition={condition} change={change} />;
    case 'last-stage': return tags('Stages', condition.stages, (stages) => change({ ...condition, stages }));
    case 'source': return text('Source', condition.source, (source) => change({ ...condition, source }));
    case 'brand': return text('Brand', condition.brand, (brand) => change({ ...condition, brand }));
    default: return condition satisfies never;
  }
}

function Amount({ condition, change }: { readonly condition: Extract<Condition, { is: 'revenue' }>; readonly change: (condition: Condition) => void }): ReactNode {
  const [typed, setTyped] = useState(formatMinor(BigInt(condition.atLeastMinor), condition.currency));
  const minor = minorOf(typed, condition.currency);
  return (
    <>
      <TextInput aria-label="At least" inputMode="decimal" value={typed} error={minor === null ? `A number with at most ${exponentOf(condition.currency)} decimals` : undefined} size="xs" w={110}
        onChange={(event) => { setTyped(event.currentTarget.value); const next = minorOf(event.currentTarget.value, condition.currency); if (next !== null) change({ ...condition, atLeastMinor: next }); }} />
      <TextInput aria-label="Currency" value={condition.currency} size="xs" w={70} maxLength={3} onChange={(event) => { const currency = event.currentTarget.value.toUpperCase(); change({ ...condition, currency, atLeastMinor: minorOf(typed, currency) ?? condition.atLeastMinor }); }} />
    </>
  );
}
