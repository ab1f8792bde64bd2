import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Search from 'lucide-react/icons/search';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { useSearchText } from '../../../web/search-text.ts';
import { DIRECTIONS } from '../../interactions/contract.ts';
import { channelName } from '../../interactions/web/parts.tsx';
import { VERBATIM_LIMITS, verbatimRoutes, type Searched } from '../contract.ts';
import { MoreFilters } from './more-filters.tsx';
import css from './verbatim-filters.module.css';

const WHOSE = [{ value: 'in', label: 'From customers' }, { value: 'public', label: 'In public' }, { value: 'out', label: 'From us' }, { value: 'internal', label: 'Inside the company' }];

const BY = [{ value: 'words', label: 'Words' }, { value: 'meaning', label: 'Meaning' }];

/** What is typed: its words are looked for, or what it means; and in what; each is part of the address. What there is one of is not offered. */
export function VerbatimFilters({ searched, change, isMeant, changeMeant }: { readonly searched: Searched; readonly change: (next: Searched) => void; readonly isMeant: boolean; readonly changeMeant: (isMeant: boolean) => void }): ReactNode {
  const [typed, type] = useSearchText(searched.words, (words) => change({ words }));
  const { data } = useQuery({ queryKey: ['verbatim-choices'], staleTime: 60_000, queryFn: ({ signal }) => call(verbatimRoutes.verbatimChoices, {}, signal) });
  const choose = (name: 'channel' | 'source' | 'brand' | 'language', label: string, known: readonly string[], show = (value: string): string => value): ReactNode => {
    const chosen = searched[name];
    const values = chosen === undefined || known.includes(chosen) ? known : [...known, chosen];
    if (known.length < 2 && chosen === undefined) return null;
    return <Select size="sm" aria-label={label} placeholder={label} clearable data={values.map((value) => ({ value, label: show(value) }))} value={chosen ?? null} onChange={(value) => change({ [name]: value ?? undefined })} comboboxProps={{ width: 220, position: 'bottom-start' }} />;
  };
  const day = (name: 'from' | 'until', label: string): ReactNode => (
    <label className={css['day']}><span>{label}</span><TextInput type="date" size="sm" value={searched[name] ?? ''} onChange={(event) => change({ [name]: event.currentTarget.value === '' ? undefined : event.currentTarget.value })} /></label>
  );
  return (
    <div className={css['filters']} role="search" aria-label="Search in everything said">
      <div className={css['asked']}>
        <SegmentedControl size="sm" aria-label="Search by" data={BY} value={isMeant ? 'meaning' : 'words'} onChange={(value) => { changeMeant(value === 'meaning'); }} />
        <TextInput type="search" data-page-search size="sm" className={css['words']} maxLength={VERBATIM_LIMITS.words} aria-label={isMeant ? 'What it means' : 'Words that were said'} description={isMeant ? 'In your own words: what means the same is found. Only customers’ words are compared.' : 'All words. “Together in quotes”, -without, begin*'} inputWrapperOrder={['input', 'description']} placeholder={isMeant ? 'What did they mean?' : 'What did they say?'} value={typed} leftSection={<Search size={14} aria-hidden />} onChange={(event) => type(event.currentTarget.value)} />
      </div>
      {choose('channel', 'Channel', data?.channels ?? [], channelName)}
      {choose('source', 'Source', data?.sources ?? [])}
      <Select size="sm" aria-label="Whose words" placeholder="Whose words" clearable data={WHOSE} value={searched.direction ?? null} onChange={(value) => change({ direction: DIRECTIONS.find((known) => known === value) })} comboboxProps={{ width: 200, position: 'bottom-start' }} />
      {choose('brand', 'Brand', data?.brands ?? [])}
      {!isMeant && choose('language', 'Language', data?.languages ?? [])}
      {day('from', 'From')}
      {day('until', 'Until')}
      {!isMeant && <Checkbox size="sm" className={css['only']} label="May be quoted" checked={searched.quotable !== undefined} onChange={(event) => change({ quotable: event.currentTarget.checked ? 'true' : undefined })} />}
      {!isMeant && <MoreFilters searched={searched} change={change} />}
    </div>
  );
}
