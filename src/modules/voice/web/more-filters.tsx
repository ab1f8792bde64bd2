import { NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { GROUP_KINDS, type GroupKind } from '../../customers/contract.ts';
import { GROUP_NAMES, GroupsNote, useCustomerGroups } from '../../customers/web/parts.tsx';
import { STAGES } from '../../interactions/contract.ts';
import { STAGE_NAMES, wordsOf } from '../../interactions/web/parts.tsx';
import { nameRoutes, verbatimRoutes, type Searched } from '../contract.ts';
import { labelsOf } from './mark-words.ts';
import { countMore } from './search-words.ts';
import css from './verbatim-filters.module.css';

const OFFICE_NAMES = [{ value: 'brand', label: 'Brand office' }, { value: 'service', label: 'Service office' }];
const NAMES_STALE_MS = 300_000;
type Choice = { readonly value: string; readonly label: string };
type Chosen = 'office' | 'stage' | 'kind' | 'feeling' | 'intent' | 'alarm' | 'topic' | 'product' | 'rival' | GroupKind;

/** The filters that are seldom asked for, behind one button: where and when in the customer's time it was said, how it was rated, what was read in it, and what its customers are. */
export function MoreFilters({ searched, change }: { readonly searched: Searched; readonly change: (next: Searched) => void }): ReactNode {
  const count = countMore(searched);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={css['more']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? 'Fewer filters' : 'More filters'}{count > 0 && ` (${count})`}</button>
      {isOpen && <Fields searched={searched} change={change} />}
    </>
  );
}

function Fields({ searched, change }: { readonly searched: Searched; readonly change: (next: Searched) => void }): ReactNode {
  const { data: choices } = useQuery({ queryKey: ['verbatim-choices'], staleTime: 60_000, queryFn: ({ signal }) => call(verbatimRoutes.verbatimChoices, {}, signal) });
  const { data: named } = useQuery({ queryKey: ['verbatim-names'], staleTime: NAMES_STALE_MS, queryFn: ({ signal }) => call(nameRoutes.named, { query: { months: 36 } }, signal) });
  const groups = useCustomerGroups();
  const choose = (name: Chosen, label: string, known: readonly Choice[]): ReactNode => {
    const chosen = searched[name];
    const data = chosen === undefined || known.some(({ value }) => value === chosen) ? known : [...known, { value: chosen, label: chosen }];
    if (data.length === 0) return null;
    return <Select size="sm" aria-label={label} placeholder={label} clearable searchable={data.length > 10} data={data} value={chosen ?? null} onChange={(value) => change({ [name]: value ?? undefined })} comboboxProps={{ width: 240, position: 'bottom-start' }} />;
  };
  const rating = (name: 'ratingFrom' | 'ratingUntil', label: string): ReactNode => <NumberInput size="sm" aria-label={label} placeholder={label} value={searched[name] ?? ''} onChange={(value) => change({ [name]: typeof value === 'number' ? value : undefined })} />;
  return (
    <div className={css['fields']} role="group" aria-label="More filters">
      {choose('office', 'Office', OFFICE_NAMES)}
      {choose('stage', 'Stage', STAGES.map((value) => ({ value, label: STAGE_NAMES[value] })))}
      {choose('kind', 'Kind', (choices?.kinds ?? []).map((value) => ({ value, label: wordsOf(value) })))}
      {rating('ratingFrom', 'Rated from')}
      {rating('ratingUntil', 'Rated to')}
      {choose('feeling', 'Feeling', labelsOf('feeling'))}
      {choose('intent', 'What they want', labelsOf('intent'))}
      {choose('alarm', 'Alarm', labelsOf('alarm'))}
      {choose('topic', 'Topic', (choices?.topics ?? []).map(({ id, name }) => ({ value: id, label: name })))}
      {choose('product', 'Product named', (named?.products ?? []).map(({ id, name }) => ({ value: id, label: name })))}
      {choose('rival', 'Rival named', (named?.rivals ?? []).map(({ id, name }) => ({ value: id, label: name })))}
      {GROUP_KINDS.map((kind) => <Fragment key={kind}>{choose(kind, GROUP_NAMES[kind], (groups?.groups ?? []).filter((one) => one.kind === kind && one.people > 0).map(({ key, name }) => ({ value: key, label: name })))}</Fragment>)}
      <GroupsNote groups={groups} asked={searched} />
    </div>
  );
}
