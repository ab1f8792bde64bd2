import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { useListKeys } from '../../../web/keys.ts';
import { CopyLink } from '../../../web/primitives/copy-link.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay, useMe } from '../../../web/session.ts';
import { asksForGroups } from '../../customers/contract.ts';
import { GroupFilters, GroupsNote, groupWords, MaskedNote, useCustomerGroups } from '../../customers/web/parts.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import { ALL_LANGUAGES, topicRoutes, type TopicFigure, type Topics } from '../contract.ts';
import { AsOfNote } from './as-of-note.tsx';
import { OfficeChoice } from './office-choice.tsx';
import { languageName, shareText } from './said-words.ts';
import { periodText } from './score-words.ts';
import { HowRows } from './show-how.tsx';
import type { Around } from './topic-open.tsx';
import { SpentNote } from './topic-spent.tsx';
import { GroupCard, TopicRow, TopicRows, type OpenTopic } from './topics-list.tsx';
import { acrossText, isAll, onTheirWayText, topicLanguage, waitingText } from './topics-words.ts';
import css from './topics.module.css';
import { wholeNameOf } from './office-view.ts';
import { useOffice } from './use-office.ts';
import { inAllLanguages, useTopicActs, type TopicActs } from './use-topics.ts';

const page = getRouteApi('/shell/topics');
const DEFAULT_MONTHS = 12;
const AGAIN_MS = 4_000;
/** How soon it is asked again what was spent, which takes long to count. Units: ms. */
const COUNTED_MS = 15_000;
const LENGTHS = [1, 3, 6, 12, 24].map((months) => ({ value: String(months), label: months === 1 ? '1 month' : `${months} months` }));
const FILTERS = ['channel', 'source', 'brand'] as const;

/** What customers write about, found by itself; people name and shape it. */
export function TopicsPage(): ReactNode {
  const { months = DEFAULT_MONTHS, open, language, asOf, pin, office: written, ...filters } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const acts = useTopicActs();
  const box = useRef<HTMLDivElement>(null);
  const { channel, source, brand, lifecycle, persona, segment, saved } = filters;
  const inGroups = { lifecycle, persona, segment, saved };
  const own = useOffice({ written, role: useMe().role, isFixed: asOf !== undefined || pin !== undefined, write: (one) => void navigate({ search: (before) => ({ ...before, office: one }), replace: true }) });
  const wholeQuery = { months, channel, source, brand, asOf };
  const query = { ...wholeQuery, office: own ?? undefined, ...inGroups };
  const isNarrowed = asksForGroups(inGroups);
  const wholeName = wholeNameOf(own, isNarrowed);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['topics', query, language ?? ''], staleTime: 30_000, queryFn: ({ signal }) => call(topicRoutes.topics, { query: { ...query, language } }, signal), placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data === undefined || asOf !== undefined || (state.data.again === null && !state.data.finding && state.data.tree !== null) ? (state.data?.values?.asOf === null ? COUNTED_MS : false) : AGAIN_MS),
  });
  const all = useQuery({ queryKey: ['topics', wholeQuery, data?.language ?? ''], staleTime: 30_000, enabled: wholeName !== null && data?.language != null, queryFn: ({ signal }) => call(topicRoutes.topics, { query: { ...wholeQuery, language: data?.language ?? undefined } }, signal) }).data;
  // Asking has everybody counted: not before there is something to narrow.
  const groups = useCustomerGroups(asOf === undefined && (isNarrowed || data?.tree != null));
  const only = isNarrowed ? [`${groupWords(inGroups, groups).join(', ')}, in which customers are today`] : [];
  useListKeys((step) => {
    const rows = [...box.current?.querySelectorAll<HTMLElement>('[data-testid="topic-row"]') ?? []];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
  }, () => undefined);
  const choose = (name: (typeof FILTERS)[number], label: string, values: readonly string[], show: (value: string) => string): ReactNode => (values.length < 2 && filters[name] === undefined ? null : (
    <Select key={name} aria-label={label} size="sm" className={css['choice']} data={values.map((one) => ({ value: one, label: show(one) }))} value={filters[name] ?? null} placeholder={`Any ${name}`} clearable onChange={(chosen) => void navigate({ search: (before) => ({ ...before, [name]: chosen ?? undefined }), replace: true })} />
  ));
  const known = data?.languages.filter(({ hasTopics }) => hasTopics) ?? [];
  const shown = data === undefined || data.tree === null || data.language === null ? null : data;
  const banner = data === undefined ? null : onTheirWayText(data);
  // What was shown then is past: nothing can be done to it.
  const mayShape = may('teach-readings') && asOf === undefined;
  const row: OpenTopic = { id: open ?? null, show: (id) => void navigate({ search: (before) => ({ ...before, open: id ?? undefined }), replace: true, resetScroll: false }) };
  return (
    <div data-testid="topics-page" ref={box}>
      <PageHead title="Topics" lead={shown === null ? ' ' : `What ${counted(shown.people, 'person', 'people')} write about in ${counted(shown.texts, 'text')}, ${periodText(shown.from, shown.until)}. Found by itself, named by their own words; open one to read them.`}
        actions={<><CopyLink />{mayShape && shown !== null && <Button size="compact-sm" variant="default" disabled={acts.isBusy || shown.finding || shown.again !== null} onClick={acts.find}>Find topics anew</Button>}</>} />
      {!may('see-personal-data') && <MaskedNote />}
      {asOf !== undefined && (data?.asOf != null || error !== null) && <AsOfNote asOf={data?.asOf ?? asOf} pin={pin} now="/topics">Topics, their names and what was decided about them are those that were shown then.</AsOfNote>}
      {banner !== null && <p className={css['banner']} role="status">{banner}</p>}
      {shown !== null && (
        <div className={css['filters']}>
          <Select aria-label="Period" size="sm" className={css['choice']} data={LENGTHS} value={String(months)} allowDeselect={false} onChange={(chosen) => void navigate({ search: (before) => ({ ...before, months: chosen === null || Number(chosen) === DEFAULT_MONTHS ? undefined : Number(chosen) }), replace: true })} />
          {known.length > 1 && <Select aria-label="Language" size="sm" className={css['choice']} allowDeselect={false} data={[...(shown.across === null ? [] : [{ value: ALL_LANGUAGES, label: 'All languages' }]), ...known.map((one) => ({ value: one.language ?? '', label: languageName(one.language) }))]} value={shown.language} onChange={(chosen) => void navigate({ search: (before) => ({ ...before, language: chosen ?? undefined, open: undefined }), replace: true })} />}
          <OfficeChoice office={own} className={css['choice']} change={(chosen) => void navigate({ search: (before) => ({ ...before, office: chosen }), replace: true })} />
          {choose('channel', 'Channel', shown.choices.channels, channelName)}
          {choose('source', 'Source', shown.choices.sources, (one) => one)}
          {choose('brand', 'Brand', shown.choices.brands, (one) => one)}
          <GroupFilters asked={inGroups} asOf={asOf} className={css['choice']} change={(kind, key) => void navigate({ search: (before) => ({ ...before, [kind]: key }), replace: true })} />
          <GroupsNote asked={inGroups} groups={groups} />
        </div>
      )}
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={14} height={22} />
          : shown === null ? <Empty title="No topics yet." action={may('import-files') ? <Button component={Link} to="/connect/imports">Import mails, tickets or reviews</Button> : undefined}>{data.asOf === null ? waitingText(data) : 'No topics had been found then.'}</Empty>
            : <Found topics={shown} open={row} isStale={isPlaceholderData} acts={mayShape ? acts : null} query={query} only={[...(own === null ? [] : [`office ${own}`]), ...only]} whole={wholeName === null || all === undefined ? null : { name: wholeName, figures: figuresOf(all) }} />}
    </div>
  );
}

/** Every topic and group by its id. */
function figuresOf({ groups, alone, unclear }: Topics): ReadonlyMap<string, TopicFigure> {
  return new Map([...groups.flatMap((group) => [group, ...group.topics]), ...alone, ...(unclear === null ? [] : [unclear])].map((one) => [one.id, one]));
}

function Found({ topics, open, isStale, acts, query, only, whole }: { readonly only: readonly string[]; readonly whole: Around['whole']; readonly topics: Topics; readonly open: OpenTopic; readonly isStale: boolean; readonly acts: TopicActs | null; readonly query: Around['query'] }): ReactNode {
  const { fresh, groups, alone, hidden, unclear, decisions, languages } = topics;
  const others = [...groups.flatMap((group) => group.topics), ...alone].map(({ id, name }) => ({ id, name }));
  const around: Around = isAll(topics.language) ? { query: { ...query, language: ALL_LANGUAGES }, acts: inAllLanguages(acts), others, values: topics.values, whole } : { query, acts, others, values: topics.values, whole };
  const props = { open, around };
  const moved = [...groups.flatMap((group) => group.topics), ...alone].filter(({ change }) => change?.isReal === true).toSorted((a, b) => Math.abs(b.change?.difference ?? 0) - Math.abs(a.change?.difference ?? 0));
  const unread = languages.filter(({ hasTopics }) => !hasTopics).reduce((sum, { texts }) => sum + texts, 0);
  return (
    <div className={css['cards']} data-stale={isStale}>
      {moved.length > 0 && (
        <p className={css['moved']} data-testid="topics-moved">
          Told from chance against the months before: {moved.map(({ id, name, change }, at) => <span key={id}>{at > 0 && ', '}{(change?.difference ?? 0) > 0 ? 'more' : 'less'} <button type="button" onClick={(event) => { open.show(id); const row = event.currentTarget.closest('[data-testid="topics-page"]')?.querySelector<HTMLElement>(`[data-id="${id}"]`); row?.scrollIntoView({ block: 'center' }); row?.focus({ preventScroll: true }); }}>{name}</button></span>)}.
        </p>
      )}
      <SpentNote values={topics.values} />
      {alone.length > 0 && (
        <section className={css['card']} aria-label="New" data-testid="topics-new">
          <h2 className={css['title']}>New</h2>
          <p className={css['quiet']}>{fresh.length === 0 ? 'They belong to no group until topics are found again.' : fresh.map((one) => <span key={one.id} className={css['since']}>“{one.name}”: {counted(one.people, 'person', 'people')} in four weeks, first on {one.since}.</span>)}</p>
          <TopicRows topics={alone} {...props} />
        </section>
      )}
      {groups.map((group) => <GroupCard key={group.id} group={group} {...props} />)}
      {unclear !== null && (
        <section className={css['card']} aria-label="Unclear" data-testid="topics-unclear">
          <TopicRow figure={unclear} topic={null} level="group" mayShape={false} {...props} />
          <p className={css['quiet']}>{unclear.share === null ? countText(unclear.texts) : shareText(unclear.share)} of the texts fit no topic well: they are short, rare, or about several things. They are not pressed into one.{unread > 0 ? ` ${counted(unread, 'more text')} in languages without topics, or too short to tell which, are in no figure here.` : ''}</p>
        </section>
      )}
      {hidden.length > 0 && (
        <details className={css['card']} data-testid="topics-hidden">
          <summary>{counted(hidden.length, 'hidden topic')}</summary>
          <ul className={css['plain']}>{hidden.map(({ id, name, people }) => <li key={id}><span><bdi>{name}</bdi>, {counted(people, 'person', 'people')}</span>{acts !== null && <Button size="compact-sm" variant="default" disabled={acts.isBusy} onClick={() => acts.decide({ kind: 'show', id }, 'It is shown again.')}>Show</Button>}</li>)}</ul>
        </details>
      )}
      {decisions.length > 0 && (
        <details className={css['card']} data-testid="topics-decisions">
          <summary>What was decided</summary>
          <ul className={css['plain']}>
            {decisions.map(({ number, words, by, at, isUndone, mayUndo }) => (
              <li key={number}><span>{isUndone ? <s>{words}</s> : words}, <span className={css['quiet']}>{by}, <Moment at={at} />{isUndone ? ', taken back' : ''}</span></span>{acts !== null && mayUndo && <Button size="compact-sm" variant="default" disabled={acts.isBusy} onClick={() => acts.undo(number)}>Take back</Button>}</li>
            ))}
          </ul>
        </details>
      )}
      <How topics={topics} query={query} only={only} />
    </div>
  );
}

function How({ topics, query, only }: { readonly only: readonly string[]; readonly topics: Topics; readonly query: Around['query'] }): ReactNode {
  const { from, until, zone, language, languages, learntFrom, tree, madeAt, peopleNeeded, asOf } = topics;
  const across = acrossText(topics);
  const left = languages.filter((one) => !one.hasTopics && one.texts > 0);
  return (
    <HowRows rows={[
      ['Definition', 'Texts that are alike form topics, topics that lie near each other groups. Each text is in one topic at most. Share of texts, version 1: per cent of all texts in the language, or in the languages that are shown.'],
      ...(across === null ? [] : [['Across languages', across] as const]),
      ['Found', <>Version {tree} of the topics{madeAt === null ? '' : <>, <Moment at={madeAt} /></>}, from {counted(learntFrom, 'different text')} in {topicLanguage(language)}, drawn by lot from the twelve months before, ten of one person at most. Found anew each week; ids, names and decisions stay.</>],
      ['Counted', `${periodText(from, until)}, months of ${zone}${asOf === null ? '' : `, as it was known on ${momentText(asOf, 'day')}, by the topics that were shown then`}${only.length === 0 ? '' : `, only ${only.join(', ')}`}; advertising too.`],
      ['Left out', left.length === 0 ? 'Nothing.' : `${left.map((one) => `${counted(one.texts, 'text')} ${one.language === null ? 'in no language that is read, or too short to tell' : `in ${languageName(one.language)}`}`).join('; ')}: topics are found in a language from ${peopleNeeded} customers on.`],
      ['Words', 'Phrases that at least three different customers share; never numbers or addresses, nor the names of those who write.'],
      ['Change', 'Against as many months before; called one when it is told from chance among all topics at once.'],
      ['New', 'Something that five people or more write about in three days, far more than in the four weeks before: about one false alarm a year and language.'],
      ['Spent', 'Observed value, version 1: totals of the orders of the last 365 days that were not cancelled, less refunds, each customer once in a topic, each currency by itself; a currency of fewer than ten of them is left out. Whose orders are not known here has no value. Counted in the background, not as of a moment.'],
      ['Interval', '95 %: several texts of one person do not count as several people. It covers chance in who wrote, not texts put into the wrong topic.'],
    ]} figure={{ of: 'topics', query: { ...query, language: language ?? undefined } }} />
  );
}
