import { Button, Select } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { CopyLink } from '../../../web/primitives/copy-link.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { MaskedNote } from '../../customers/web/parts.tsx';
import { CASE_VIEWS, type CaseCounts, type CaseLine, type CaseQuery, type Holder } from '../contract.ts';
import { CaseRows } from './case-rows.tsx';
import css from './cases-page.module.css';
import { HolderSelect } from './holder-select.tsx';
import { useChoices, useMany, useQueue } from './use-cases.ts';

const page = getRouteApi('/shell/cases');
const PAGE = 100;
type View = CaseQuery['view'];
const VIEW_NAMES: Readonly<Record<View, string>> = { mine: 'Mine', unowned: 'Nobody’s', open: 'All open', due: 'Due soon', mentioned: 'Mention you', closed: 'Closed' };
const EMPTY: Readonly<Record<View, string>> = { mine: 'You own no case.', unowned: 'Nobody is without an owner.', open: 'Nobody waits.', due: 'Nothing is due soon.', mentioned: 'Nobody mentions you.', closed: 'No case has ended yet.' };
const NOTHING: Readonly<Record<View, string>> = {
  mine: 'Cases that you take or are given stand here. Take the first of “Nobody’s”.', unowned: 'Every open case has an owner.', open: 'A case is opened on a customer’s page, below what they said or from the card “Cases”. Here stands who waits for what, and what is due.', due: 'Nothing is due within a day.', mentioned: 'Notes that mention you stand here until you read them.', closed: 'Cases that ended stand here.',
};

/** Who waits, who owns it, and what is due. The view is the address. */
export function CasesPage(): ReactNode {
  const { view = 'open', queue } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const [limit, setLimit] = useState(PAGE);
  const { data, counts, error, isPending, refetch } = useQueue({ view, limit, ...(queue === undefined ? {} : { queue }) });
  const { queues } = useChoices();
  return (
    <div data-testid="cases-page">
      <PageHead title="Cases" lead="Who waits for something, who owns it, and what is due. The most urgent and longest waiting first." actions={<CopyLink />} />
      {!may('see-personal-data') && <MaskedNote />}
      <div className={css['tools']}>
        <nav className={css['views']} aria-label="Which cases">
          {CASE_VIEWS.map((one) => <Link key={one} to="/cases" search={{ view: one === 'open' ? undefined : one, queue }} className={css['view']} aria-current={one === view ? 'page' : undefined} activeProps={{}}>{VIEW_NAMES[one]}<Count view={one} counts={queue === undefined ? counts : undefined} /></Link>)}
        </nav>
        <Select aria-label="Queue of a team" placeholder="All teams" size="xs" clearable data={queues.map(({ key, name }) => ({ value: key, label: `${name}${openOf(counts, key)}` }))} value={queue ?? null} onChange={(key) => void navigate({ search: (before) => ({ ...before, queue: key ?? undefined }), replace: true })} />
      </div>
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
        : isPending || data === undefined ? <LinesSkeleton lines={10} height={22} />
          : data.cases.length === 0 ? <Empty title={queue === undefined ? EMPTY[view] : 'None for this team.'}>{NOTHING[view]}</Empty>
            : <Chosen key={`${view} ${queue ?? ''}`} lines={data.cases} mayWork={may('work-cases') && view !== 'closed'} />}
      {data?.isMore === true && <Button variant="default" mt="md" onClick={() => setLimit(limit + PAGE)}>More</Button>}
    </div>
  );
}

function openOf(counts: CaseCounts | undefined, key: string): string {
  const open = counts?.queues.find(({ queue }) => queue === key)?.open ?? 0;
  return open === 0 ? '' : ` (${countText(open)})`;
}

function Count({ view, counts }: { readonly view: View; readonly counts: CaseCounts | undefined }): ReactNode {
  const count = counts === undefined || view === 'closed' ? 0 : counts[view];
  return count === 0 ? null : <span className={css['count']} data-late={view === 'due' && (counts?.overdue ?? 0) > 0}>{countText(count)}</span>;
}

/** The list, and what is done with several that nobody owns. */
function Chosen({ lines, mayWork }: { readonly lines: readonly CaseLine[]; readonly mayWork: boolean }): ReactNode {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [to, setTo] = useState<Holder | null>(null);
  const many = useMany();
  const chosen = lines.filter((line) => ids.has(line.id) && line.owner === null);
  const choose = (id: string): void => setIds(new Set(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id]));
  const work = (holder: Holder | null): void => many.mutate({ cases: chosen.map(({ id, version }) => ({ id, seen: version })), to: holder }, {
    onSuccess: ({ done, refused }) => {
      setIds(new Set());
      sayDone(`${counted(done, 'case')} ${holder === null ? 'taken' : 'given'}.${refused.length === 0 ? '' : ` ${counted(refused.length, 'case')} not: ${refused[0]?.because ?? ''}`}`);
    },
  });
  const isChoice = mayWork && lines.some(({ owner, endedAt }) => owner === null && endedAt === null);
  return (
    <>
      {chosen.length > 0 && (
        <div className={css['bar']} role="group" aria-label="With the chosen cases">
          <span>{counted(chosen.length, 'case')} chosen</span>
          <Button size="compact-sm" loading={many.isPending} onClick={() => work(null)}>Take them</Button>
          <span className={css['give']}><HolderSelect label="Give them to" value={to} change={setTo} /></span>
          <Button size="compact-sm" variant="default" disabled={to === null} loading={many.isPending} onClick={() => work(to)}>Give them</Button>
        </div>
      )}
      <CaseRows lines={lines} chosen={isChoice ? ids : null} choose={choose} />
    </>
  );
}
