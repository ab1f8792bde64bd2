import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { CopyLink } from '../../../web/primitives/copy-link.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { rivalRoutes } from '../contract.ts';
import css from './rivals-page.module.css';
import { SiteCard } from './rivals-site.tsx';
import { EnterPage } from './rivals-summaries.tsx';
import { siteName } from './rivals-words.ts';
import { periodText } from './score-words.ts';

const page = getRouteApi('/shell/rivals');
const DEFAULT_MONTHS = 12;
const LENGTHS = [3, 6, 12, 24, 36].map((months) => ({ value: String(months), label: `${months} months` }));

/** Us and rivals on public ratings, site by site. */
export function RivalsPage(): ReactNode {
  const { months = DEFAULT_MONTHS, site } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const { data, error, isPlaceholderData, refetch } = useQuery({ queryKey: ['rivals', months], staleTime: 30_000, queryFn: ({ signal }) => call(rivalRoutes.rivalRatings, { query: { months } }, signal), placeholderData: (before) => before });
  const sites = data?.shown.map((one) => one.site) ?? [];
  const shown = data?.shown.filter((one) => site === undefined || one.site === site) ?? [];
  return (
    <div data-testid="rivals-page">
      <PageHead title="Rivals" lead={data === undefined ? ' ' : `Public ratings of us and of rivals, side by side at the same site, ${periodText(data.from, data.until)}.`} actions={<CopyLink />} />
      {data !== undefined && data.shown.length > 0 && (
        <>
          <p className={css['note']}>Public ratings: whoever rates there chose to, nobody was invited. They are compared with our own ratings of the same site and months alone, and never with NPS or other answers of people who were asked.</p>
          <div className={css['tools']}>
            <Select aria-label="Period" size="sm" className={css['choice']} data={LENGTHS} value={String(months)} allowDeselect={false} onChange={(chosen) => void navigate({ search: (before) => ({ ...before, months: chosen === null || Number(chosen) === DEFAULT_MONTHS ? undefined : Number(chosen) }), replace: true })} />
            {(sites.length > 1 || site !== undefined) && <Select aria-label="Site" size="sm" className={css['choice']} data={sites.map((one) => ({ value: one, label: siteName(one) }))} value={site ?? null} placeholder="Any site" clearable onChange={(chosen) => void navigate({ search: (before) => ({ ...before, site: chosen ?? undefined }), replace: true })} />}
            <Button component="a" size="sm" variant="default" href={`${rivalRoutes.rivalFile.path}?months=${months}${site === undefined ? '' : `&site=${encodeURIComponent(site)}`}`} download>CSV</Button>
          </div>
        </>
      )}
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={12} height={22} />
          : (
            <div className={css['cards']} data-stale={isPlaceholderData}>
              {shown.map((one) => <SiteCard key={one.site} site={one} rivals={data} months={months} />)}
              {shown.length === 0 && <Empty title="No rival’s public ratings are here yet." action={may('import-files') ? <Button component={Link} to="/connect/imports">Import public ratings</Button> : undefined}>Here will stand each rival beside us, site by site, as soon as its public ratings come in: as a file of reviews with a column that tells whose they are, or as the few figures that a public page shows.</Empty>}
              {may('name-rivals') && <EnterPage rivals={data} />}
            </div>
          )}
    </div>
  );
}
