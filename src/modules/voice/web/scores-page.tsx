import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { CopyLink } from '../../../web/primitives/copy-link.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay, useMe } from '../../../web/session.ts';
import { routes, type Scores } from '../contract.ts';
import { AsOfNote } from './as-of-note.tsx';
import { CARD_PARTS, type OpenPart } from './card-part.ts';
import { ScoreCard } from './score-card.tsx';
import { OfficeChoice } from './office-choice.tsx';
import { periodText } from './score-words.ts';
import css from './scores-page.module.css';
import { useOffice } from './use-office.ts';

const page = getRouteApi('/shell/scores');
const DEFAULT_MONTHS = 12;
const LENGTHS = [3, 6, 12, 24, 36].map((months) => ({ value: String(months), label: `${months} months` }));

/** Every score of what customers answered, each with how many people are behind it. */
export function ScoresPage(): ReactNode {
  const { months = DEFAULT_MONTHS, source, channel, brand, office: written, asOf, pin, of, ...search } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const own = useOffice({ written, role: useMe().role, isFixed: asOf !== undefined || pin !== undefined, write: (one) => void navigate({ search: (before) => ({ ...before, office: one }), replace: true }) });
  const office = own ?? undefined;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['scores', months, source ?? '', channel ?? '', brand ?? '', office ?? '', asOf ?? ''], staleTime: 30_000,
    queryFn: ({ signal }) => call(routes.scores, { query: { months, source, channel, brand, office, asOf } }, signal),
    placeholderData: (before) => before,
  });
  const whole = useQuery({ queryKey: ['scores', months, source ?? '', channel ?? '', brand ?? '', '', asOf ?? ''], staleTime: 30_000, enabled: own !== null, queryFn: ({ signal }) => call(routes.scores, { query: { months, source, channel, brand, asOf } }, signal) }).data;
  const choose = (name: 'source' | 'channel' | 'brand', label: string, values: readonly string[], value: string | undefined): ReactNode => (values.length < 2 && value === undefined ? null : (
    <Select aria-label={label} size="sm" className={css['choice']} data={values.map((one) => ({ value: one, label: one }))} value={value ?? null} placeholder={`Any ${name}`} clearable onChange={(chosen) => void navigate({ search: (before) => ({ ...before, [name]: chosen ?? undefined }), replace: true })} />
  ));
  const part = CARD_PARTS.find((one) => search[one] !== undefined) ?? null;
  const none = Object.fromEntries(CARD_PARTS.map((one) => [one, undefined]));
  const open: OpenPart = {
    part, score: part === null ? null : search[part] ?? null, of: of ?? null, query: { months, source, channel, brand, office, asOf },
    show: (next, score, what) => void navigate({ search: (before) => ({ ...before, ...none, of: what ?? undefined, ...(next === null ? {} : { [next]: score }) }), replace: true, resetScroll: false }),
  };
  const isFiltered = office !== undefined || source !== undefined || channel !== undefined || brand !== undefined;
  return (
    <>
      <PageHead title="Scores" lead={data === undefined ? ' ' : `What customers answered when they were asked, ${periodText(data.from, data.until)}. Every figure says how many people are behind it and how far that carries.`} actions={<CopyLink />} />
      {data !== undefined && data.asOf !== null && <AsOfNote asOf={data.asOf} pin={pin} now="/scores">Weights look like the customers of then; what is predicted is given as it was shown then.</AsOfNote>}
      {data !== undefined && (data.scores.length > 0 || isFiltered) && (
        <div className={css['tools']}>
          <Select aria-label="Period" size="sm" className={css['choice']} data={LENGTHS} value={String(months)} allowDeselect={false} onChange={(chosen) => void navigate({ search: (before) => ({ ...before, months: chosen === null || Number(chosen) === DEFAULT_MONTHS ? undefined : Number(chosen) }), replace: true })} />
          <OfficeChoice office={own} className={css['choice']} change={(chosen) => void navigate({ search: (before) => ({ ...before, office: chosen }), replace: true })} />
          {choose('source', 'Source', data.choices.sources, source)}
          {choose('channel', 'Channel', data.choices.channels, channel)}
          {choose('brand', 'Brand', data.choices.brands, brand)}
        </div>
      )}
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={12} height={22} />
          : data.scores.length > 0 ? <Cards data={data} whole={own === null ? [] : whole?.scores ?? []} filter={filterText(data, { source, channel, brand, office })} isStale={isPlaceholderData} open={open} />
            : isFiltered ? <Empty title="Nobody answered here.">No answer on a scale came with these choices in these months. Take one choice away, or look at a longer period.</Empty>
              : <Empty title="Nobody has answered yet." action={may('import-files') ? <Button component={Link} to="/connect/imports">Import reviews or survey answers</Button> : undefined}>Here will stand NPS, CSAT, effort, stars and every other question on a scale, month by month, as soon as answers come in: with a review, a survey, a rating in a chat.</Empty>}
    </>
  );
}

function filterText(data: Scores, chosen: { readonly office: string | undefined; readonly source: string | undefined; readonly channel: string | undefined; readonly brand: string | undefined }): string {
  const only = Object.entries(chosen).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return `${periodText(data.from, data.until)}, months of ${data.zone}${data.asOf === null ? '' : `, as it was known on ${momentText(data.asOf, 'day')}`}${only.length === 0 ? '' : `, only ${only.join(', ')}`}.`;
}

function Cards({ data, whole, filter, isStale, open }: { readonly data: Scores; readonly whole: Scores['scores']; readonly filter: string; readonly isStale: boolean; readonly open: OpenPart }): ReactNode {
  return (
    <div className={css['cards']} data-stale={isStale}>
      {data.scores.map((score) => <ScoreCard key={score.key} score={score} whole={whole.find(({ key }) => key === score.key) ?? null} choices={data.choices} filter={filter} open={open} />)}
      {data.notShown > 0 && <p className={css['rest']}>{counted(data.notShown, 'more question')} with fewer answers {data.notShown === 1 ? 'is' : 'are'} not shown.</p>}
    </div>
  );
}
