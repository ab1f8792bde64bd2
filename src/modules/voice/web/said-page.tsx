import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { CopyLink } from '../../../web/primitives/copy-link.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay, useMe } from '../../../web/session.ts';
import { asksForGroups } from '../../customers/contract.ts';
import { GroupFilters, GroupsNote, groupWords, MaskedNote, useCustomerGroups } from '../../customers/web/parts.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import { saidRoutes, type Said } from '../contract.ts';
import { AsOfNote } from './as-of-note.tsx';
import type { OpenRow } from './figure-rows.tsx';
import { NamedCard } from './named-card.tsx';
import { OfficeChoice } from './office-choice.tsx';
import { AspectsCard, FeltCard, LanguagesCard, ThingsCard, type Whole } from './said-cards.tsx';
import css from './said-page.module.css';
import { againText, languageName } from './said-words.ts';
import { periodText } from './score-words.ts';
import { wholeNameOf } from './office-view.ts';
import { useOffice } from './use-office.ts';

const page = getRouteApi('/shell/said');
const DEFAULT_MONTHS = 12;
const AGAIN_MS = 5_000;
const LENGTHS = [1, 3, 6, 12, 24, 36].map((months) => ({ value: String(months), label: months === 1 ? '1 month' : `${months} months` }));
const FILTERS = ['channel', 'source', 'brand', 'language'] as const;
type Filters = Readonly<Partial<Record<(typeof FILTERS)[number] | 'office', string | undefined>>>;

/** What customers said, counted by what was read in it; each figure opens to the texts behind it. */
export function SaidPage(): ReactNode {
  const { months = DEFAULT_MONTHS, open, asOf, pin, office: written, ...filters } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const { channel, source, brand, language, lifecycle, persona, segment, saved } = filters;
  const inGroups = { lifecycle, persona, segment, saved };
  const isNarrowed = asksForGroups(inGroups);
  const own = useOffice({ written, role: useMe().role, isFixed: asOf !== undefined || pin !== undefined, write: (one) => void navigate({ search: (before) => ({ ...before, office: one }), replace: true }) });
  const office = own ?? undefined;
  const wholeQuery = { months, channel, source, brand, language, asOf };
  const query = { ...wholeQuery, office, ...inGroups };
  const wholeName = wholeNameOf(own, isNarrowed);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['said', query], staleTime: 30_000, queryFn: ({ signal }) => call(saidRoutes.said, { query }, signal), placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.again === null ? false : AGAIN_MS),
  });
  // Asking has everybody counted: not before there is something to narrow.
  const groups = useCustomerGroups(asOf === undefined && (isNarrowed || (data?.texts ?? 0) > 0));
  const all = useQuery({ queryKey: ['said', wholeQuery], staleTime: 30_000, enabled: wholeName !== null, queryFn: ({ signal }) => call(saidRoutes.said, { query: wholeQuery }, signal) }).data;
  const choose = (name: (typeof FILTERS)[number], label: string, values: readonly string[], show: (value: string) => string): ReactNode => (values.length < 2 && filters[name] === undefined ? null : (
    <Select key={name} aria-label={label} size="sm" className={css['choice']} data={values.map((one) => ({ value: one, label: show(one) }))} value={filters[name] ?? null} placeholder={`Any ${name}`} clearable onChange={(chosen) => void navigate({ search: (before) => ({ ...before, [name]: chosen ?? undefined, open: undefined }), replace: true })} />
  ));
  const isFiltered = wholeName !== null || FILTERS.some((name) => filters[name] !== undefined);
  const again = data === undefined ? null : againText(data);
  const row: OpenRow = { key: open ?? null, query, show: (key) => void navigate({ search: (before) => ({ ...before, open: key ?? undefined }), replace: true, resetScroll: false }) };
  return (
    <div data-testid="said-page">
      <PageHead title="What is said" lead={data === undefined ? ' ' : data.texts === 0 ? periodText(data.from, data.until) : `${counted(data.texts, 'text')} of ${counted(data.people, 'person', 'people')}, ${periodText(data.from, data.until)}: what was read in them. Every figure opens to the words behind it.`} actions={<CopyLink />} />
      {!may('see-personal-data') && <MaskedNote />}
      {asOf !== undefined && (data?.asOf != null || error !== null) && <AsOfNote asOf={data?.asOf ?? asOf} pin={pin} now="/said" />}
      {again !== null && <p className={css['banner']} role="status">{again}</p>}
      {data !== undefined && (data.texts > 0 || isFiltered) && (
        <div className={css['tools']}>
          <Select aria-label="Period" size="sm" className={css['choice']} data={LENGTHS} value={String(months)} allowDeselect={false} onChange={(chosen) => void navigate({ search: (before) => ({ ...before, months: chosen === null || Number(chosen) === DEFAULT_MONTHS ? undefined : Number(chosen), open: undefined }), replace: true })} />
          <OfficeChoice office={own} className={css['choice']} change={(chosen) => void navigate({ search: (before) => ({ ...before, office: chosen, open: undefined }), replace: true })} />
          {choose('channel', 'Channel', data.choices.channels, channelName)}
          {choose('source', 'Source', data.choices.sources, (one) => one)}
          {choose('brand', 'Brand', data.choices.brands, (one) => one)}
          {choose('language', 'Language', data.choices.languages, languageName)}
          <GroupFilters asked={inGroups} asOf={asOf} className={css['choice']} change={(kind, key) => void navigate({ search: (before) => ({ ...before, [kind]: key, open: undefined }), replace: true })} />
          <GroupsNote asked={inGroups} groups={groups} />
        </div>
      )}
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={14} height={22} />
          : data.texts > 0 || data.spam.texts > 0 ? <Cards said={data} whole={wholeName === null || all === undefined ? null : { said: all, name: wholeName }} filter={filterText(data, { ...filters, office }, groupWords(inGroups, groups))} open={row} wholeOf={wholeName === null ? null : { query: wholeQuery, name: wholeName }} isStale={isPlaceholderData} />
            : isFiltered ? <Empty title="Nobody said anything here.">No text came with these choices in these months. Take one choice away, or look at a longer period.</Empty>
              : <Empty title="Nobody has said anything yet." action={may('import-files') ? <Button component={Link} to="/connect/imports">Import mails, tickets or reviews</Button> : undefined}>Here will stand how customers feel, what they want, what they complain of and praise, and what somebody must look at, as soon as words come in. Each text is read within a second.</Empty>}
    </div>
  );
}

function filterText(said: Said, filters: Filters, inGroups: readonly string[]): string {
  const only = ([...FILTERS, 'office'] as const).flatMap((name) => (filters[name] === undefined ? [] : [`${name} ${filters[name]}`])).concat(inGroups.length === 0 ? [] : [`${inGroups.join(', ')}, in which customers are today`]);
  return `${periodText(said.from, said.until)}, months of ${said.zone}${only.length === 0 ? '' : `, only ${only.join(', ')}`}.`;
}

function Cards({ isStale, wholeOf, ...props }: { readonly said: Said; readonly whole: Whole | null; readonly wholeOf: { readonly query: OpenRow['query']; readonly name: string } | null; readonly filter: string; readonly open: OpenRow; readonly isStale: boolean }): ReactNode {
  return (
    <div className={css['cards']} data-stale={isStale}>
      <FeltCard {...props} />
      <ThingsCard {...props} title="Alarms" lead="Somebody should look at these." testId="alarms" shade="act" outputs={['alarm', 'urgency']} definition="A text that tells of leaving, of law or of danger, or that cannot wait." />
      <ThingsCard {...props} title="Complaints and praise" lead="With and without a word such as “complaint” or “unhappy”: what no search for such words finds." testId="complaints" order="given" outputs={['complaint', 'unworded', 'praise']} definition="Complaint: tells of something that went wrong or falls short. Without the word: no word such as complaint, unhappy, disappointed, unacceptable, terrible, awful or worst stands in it. Praise: of a person or a team of the company; nobody of staff is counted by name." />
      <ThingsCard {...props} title="What they want" lead="What each writer wants most." testId="wants" outputs={['intent']} definition="What the writer wants most; one a text." />
      <ThingsCard {...props} title="What else shows" lead="Emotion, effort and irony, where they show." testId="shows" outputs={['emotion', 'effort', 'sarcasm']} definition="The emotion that shows most; effort of which a text tells; irony." />
      <AspectsCard {...props} />
      <NamedCard open={props.open} filter={props.filter} wholeOf={wholeOf} />
      <LanguagesCard {...props} />
    </div>
  );
}
