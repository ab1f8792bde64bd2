import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { CopyLink } from '../../../web/primitives/copy-link.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { MaskedNote } from '../../customers/web/parts.tsx';
import { IssueFiguresView } from './issue-figures-view.tsx';
import { IssueRows } from './issue-rows.tsx';
import { IssueSlot } from './issue-slot.tsx';
import css from './issues.module.css';
import { figuresQuery, issuesQuery } from './use-issues.ts';

const page = getRouteApi('/shell/issues');
const DAYS = [{ value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '365', label: 'A year' }];
const DAYS_FIRST = 90;
const LEAST = [{ value: '2', label: 'Twice or more' }, { value: '3', label: '3 or more' }, { value: '5', label: '5 or more' }];
const LEAST_FIRST = 2;
const PAGE = 50;
/** The server gives so many at most. */
const MOST = 200;

/** What customers come about again and again: in figures, and one by one, the most often asked first. The filter is the address. */
export function IssuesPage(): ReactNode {
  const { days = DAYS_FIRST, least = LEAST_FIRST, unanswered = false } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const [limit, setLimit] = useState(PAGE);
  const figures = useQuery(figuresQuery(days));
  const list = useQuery(issuesQuery({ days, least, unanswered, limit }));
  const isNone = figures.data?.issues === 0 && list.data?.length === 0 && !unanswered && least === LEAST_FIRST;
  return (
    <div className={css['page']} data-testid="issues-page">
      <PageHead
        title="Issues" lead="One thing that one customer comes to us about, however often and by whatever channel." actions={<CopyLink />} />
      {!may('see-personal-data') && <MaskedNote />}
      <div className={css['tools']}>
        <SegmentedControl size="xs" data={DAYS} value={String(days)} onChange={(value) => void navigate({ search: (before) => ({ ...before, days: value === '30' ? 30 : value === '365' ? 365 : undefined }), replace: true })} aria-label="Period" />
      </div>
      {figures.error !== null && figures.data === undefined ? <Problem error={figures.error} again={() => void figures.refetch()} />
        : figures.data === undefined ? <LinesSkeleton lines={6} height={22} />
          : isNone ? <Nothing waiting={figures.data.waiting} />
            : <><IssueFiguresView figures={figures.data} /><IssueSlot page="issues" id={String(days)} /></>}
      {!isNone && (
        <section aria-label="Asked again and again">
          <div className={css['tools']}>
            <h2>The most often asked first</h2>
            <SegmentedControl size="xs" data={LEAST} value={String(least)} onChange={(value) => void navigate({ search: (before) => ({ ...before, least: Number(value) === LEAST_FIRST ? undefined : Number(value) }), replace: true })} aria-label="How often it was asked" />
            <Checkbox size="sm" label="Unanswered only" checked={unanswered} onChange={(event) => void navigate({ search: (before) => ({ ...before, unanswered: event.currentTarget.checked ? true as const : undefined }), replace: true })} />
          </div>
          {list.error !== null && list.data === undefined ? <Problem error={list.error} again={() => void list.refetch()} />
            : list.data === undefined ? <LinesSkeleton lines={10} height={22} />
              : list.data.length === 0 ? <Empty title="None of this kind.">No issue that was last asked about in this period passes the filter.</Empty>
                : <IssueRows issues={list.data} nowMs={list.dataUpdatedAt} />}
          {list.data?.length === limit && limit < MOST && <Button variant="default" mt="md" onClick={() => setLimit(MOST)}>More</Button>}
        </section>
      )}
    </div>
  );
}

function Nothing({ waiting }: { readonly waiting: number }): ReactNode {
  return <Empty title="No issue is known of this period.">As soon as customers write, call or chat, their contacts about one thing are put together here across channels: what was asked about how often, over how many channels, by how many of ours, and what nobody has answered.{waiting > 0 && ' Contacts are being put together now.'}</Empty>;
}
