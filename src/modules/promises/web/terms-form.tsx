import { MultiSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatMinor, parseMinor } from '../../../kernel/money.ts';
import { customerGroupName, GROUP_NAMES, useCustomerGroups } from '../../customers/web/parts.tsx';
import { CLAUSE_TYPES, type Clause, type Terms } from '../contract.ts';
import { ClockSelect } from './clock-select.tsx';
import { CLAUSE_NAMES, newClause } from './promise-words.ts';
import css from './promises.module.css';

type Change = (terms: Terms) => void;
type Person = { readonly id: string; readonly name: string };
const CHANNELS = ['email', 'ticket', 'chat', 'call', 'bot', 'sms', 'letter', 'social', 'store', 'marketplace', 'order'];
/** As the server reads a remedy of which nobody says by when. */
const USUAL_REMEDY_DAYS = 14;
const UNITS = [{ value: '1', label: 'minutes' }, { value: '60', label: 'hours' }, { value: '1440', label: 'days' }];

/** How long something may take, in the largest unit that fits. */
function LengthInput({ label, minutes, change }: { readonly label: string; readonly minutes: number; change(minutes: number): void }): ReactNode {
  const unit = minutes % 1_440 === 0 ? 1_440 : minutes % 60 === 0 ? 60 : 1;
  return (
    <div className={css['pair']}>
      <NumberInput label={label} min={1} value={minutes / unit} onChange={(value) => { if (Number(value) >= 1) change(Math.round(Number(value)) * unit); }} />
      <Select aria-label="Unit" data={UNITS} value={String(unit)} allowDeselect={false} onChange={(value) => { if (value !== null) change((minutes / unit) * Number(value)); }} />
    </div>
  );
}

function ClauseFields({ clause, change }: { readonly clause: Clause; change(clause: Clause): void }): ReactNode {
  switch (clause.type) {
    case 'response-deadline': return (
      <>
        <Select label="What must be answered" data={[{ value: 'message', label: 'Every message' }, { value: 'question', label: 'Questions' }, { value: 'complaint', label: 'Complaints, also without the word' }]} value={clause.to} allowDeselect={false} onChange={(to) => { if (to !== null) change({ ...clause, to }); }} />
        <LengthInput label="By a person within" minutes={clause.withinMinutes} change={(withinMinutes) => change({ ...clause, withinMinutes })} />
      </>
    );
    case 'kept-word': return <Select label="Which word" data={[{ value: 'any', label: 'News or money' }, { value: 'reply', label: 'News: “you will hear from us by …”' }, { value: 'refund', label: 'Money: “refunded by …”' }]} value={clause.word} allowDeselect={false} onChange={(word) => { if (word !== null) change({ ...clause, word }); }} />;
    case 'outcome-as-ordered': {
      const { outcome } = clause;
      return (
        <div className={css['pair']}>
          <Select label="What" data={[{ value: 'deliver-by', label: 'Delivered by the promised day' }, { value: 'refund-by', label: 'Money back after a return' }]} value={outcome.is} allowDeselect={false} onChange={(is) => { if (is !== null) change({ ...clause, outcome: is === 'deliver-by' ? { is, graceHours: 0 } : { is: 'refund-by', withinDays: 14 } }); }} />
          {outcome.is === 'deliver-by' ? <NumberInput label="Hours of grace" min={0} value={outcome.graceHours} onChange={(value) => change({ ...clause, outcome: { ...outcome, graceHours: Math.max(0, Math.round(Number(value))) } })} />
            : <NumberInput label="Days" min={1} value={outcome.withinDays} onChange={(value) => { if (Number(value) >= 1) change({ ...clause, outcome: { ...outcome, withinDays: Math.round(Number(value)) } }); }} />}
        </div>
      );
    }
    case 'explain-once': return <LengthInput label="Another talk counts as handed over within" minutes={clause.withinMinutes} change={(withinMinutes) => change({ ...clause, withinMinutes: Math.min(1_440, withinMinutes) })} />;
    case 'ask-once': case 'no-repeat': return <DaysInput label={clause.type === 'ask-once' ? 'Not asked again for so many days' : 'No second time for so many days'} days={clause.withinDays} change={(withinDays) => change({ ...clause, withinDays })} />;
    case 'one-person': return (
      <div className={css['pair']}>
        <NumberInput label="People at most" min={1} max={20} value={clause.mostPeople} onChange={(value) => { if (Number(value) >= 1) change({ ...clause, mostPeople: Math.min(20, Math.round(Number(value))) }); }} />
        <DaysInput label="For so many days" days={clause.withinDays} change={(withinDays) => change({ ...clause, withinDays })} />
      </div>
    );
    case 'told-before': return <NumberInput label="Told within so many hours" min={1} max={1_440} value={clause.withinHours} onChange={(value) => { if (Number(value) >= 1) change({ ...clause, withinHours: Math.min(1_440, Math.round(Number(value))) }); }} />;
    case 'final-answer': return (
      <div className={css['pair']}>
        <Select label="What is answered" data={[{ value: 'message', label: 'Every matter' }, { value: 'complaint', label: 'Complaints, also without the word' }]} value={clause.to} allowDeselect={false} onChange={(to) => { if (to !== null) change({ ...clause, to }); }} />
        <DaysInput label="Within so many days" days={clause.withinDays} change={(withinDays) => change({ ...clause, withinDays })} />
      </div>
    );
    case 'followed-through': case 'remedy-given': return null;
    default: return clause satisfies never;
  }
}

function DaysInput({ label, days, change }: { readonly label: string; readonly days: number; change(days: number): void }): ReactNode {
  return <NumberInput label={label} min={1} max={366} value={days} onChange={(value) => { if (Number(value) >= 1) change(Math.min(366, Math.round(Number(value)))); }} />;
}

/** Money as text, to minor units; null while it is none. */
function minorOf(text: string, currency: string): string | null {
  const minor = parseMinor(text, currency);
  return minor === null ? null : minor.toString();
}

/** Everything that a promise says, to be written. */
export function TermsForm({ terms, change, people }: { readonly terms: Terms; readonly change: Change; readonly people: readonly Person[] }): ReactNode {
  const groups = useCustomerGroups();
  const { audience, remedy, exclusions, clock } = terms;
  const audiences = [{ value: 'everyone', label: 'Everyone' }, ...(groups?.groups ?? []).map(({ kind, key }) => ({ value: `${kind} ${key}`, label: `${GROUP_NAMES[kind]}: ${customerGroupName(groups, kind, key)}` }))];
  const owners = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={css['fields']}>
      <TextInput label="Name, for ourselves" value={terms.name} maxLength={120} onChange={({ currentTarget: { value } }) => change({ ...terms, name: value })} />
      <Textarea label="What customers read" autosize minRows={2} value={terms.published} maxLength={600} onChange={({ currentTarget: { value } }) => change({ ...terms, published: value })} />
      <Select label="Kind" data={CLAUSE_TYPES.map((type) => ({ value: type, label: CLAUSE_NAMES[type] }))} value={terms.clause.type} allowDeselect={false} onChange={(type) => { if (type !== null) change({ ...terms, clause: newClause(type) }); }} />
      <ClauseFields clause={terms.clause} change={(clause) => change({ ...terms, clause })} />
      <Select label="To whom" placeholder="Nobody yet" data={audiences} value={audience === null ? null : audience.kind === 'everyone' ? 'everyone' : `${audience.of} ${audience.key}`} clearable searchable
        onChange={(value) => { const group = groups?.groups.find(({ kind, key }) => `${kind} ${key}` === value); change({ ...terms, audience: value === 'everyone' ? { kind: 'everyone' } : group === undefined ? null : { kind: 'group', of: group.kind, key: group.key } }); }} />
      <MultiSelect label="On which channels" placeholder={terms.channels.length === 0 ? 'All' : ''} data={CHANNELS} value={[...terms.channels]} onChange={(channels) => change({ ...terms, channels })} />
      <ClockSelect clock={clock} change={(next) => change({ ...terms, clock: next })} />
      <div className={css['pair']}>
        <MultiSelect label="Not on these channels" data={CHANNELS} value={[...exclusions.channels]} onChange={(channels) => change({ ...terms, exclusions: { ...exclusions, channels } })} />
        <TagsInput label="Not for these brands" value={[...exclusions.brands]} onChange={(brands) => change({ ...terms, exclusions: { ...exclusions, brands } })} />
      </div>
      <TextInput label="Remedy when it is broken" placeholder="None" value={remedy?.text ?? ''} onChange={({ currentTarget: { value } }) => change({ ...terms, remedy: value === '' ? null : { text: value, valueMinor: remedy?.valueMinor ?? '0', currency: remedy?.currency ?? 'EUR' } })} />
      {remedy !== null && (
        <div className={css['pair']}>
          <TextInput key={remedy.currency} label="It is worth" defaultValue={formatMinor(BigInt(remedy.valueMinor), remedy.currency)} inputMode="decimal" onChange={({ currentTarget: { value } }) => { const valueMinor = minorOf(value, remedy.currency); if (valueMinor !== null) change({ ...terms, remedy: { ...remedy, valueMinor } }); }} />
          <NumberInput label="Given within so many days" min={1} max={366} value={remedy.withinDays ?? USUAL_REMEDY_DAYS} onChange={(value) => { if (Number(value) >= 1) change({ ...terms, remedy: { ...remedy, withinDays: Math.min(366, Math.round(Number(value))) } }); }} />
          <TextInput label="Currency" value={remedy.currency} maxLength={3} onChange={({ currentTarget: { value } }) => { if (/^[A-Z]{3}$/.test(value.toUpperCase())) change({ ...terms, remedy: { ...remedy, currency: value.toUpperCase() } }); }} />
        </div>
      )}
      <div className={css['pair']}>
        <Select label="Answers for it in brand & marketing" data={owners} value={terms.owners.brand} clearable onChange={(brand) => change({ ...terms, owners: { ...terms.owners, brand } })} />
        <Select label="Answers for it in service" data={owners} value={terms.owners.service} clearable onChange={(service) => change({ ...terms, owners: { ...terms.owners, service } })} />
      </div>
    </div>
  );
}
