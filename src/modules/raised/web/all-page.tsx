import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem, problemText } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { RAISE_LIMITS, routes, type RaisedFigures, type SeenReport } from '../contract.ts';
import css from './raised.module.css';
import { becameWords, isOpen, raisedBy } from './report-words.ts';

/** What the staff raised, for the offices: newest first, with who raised it where they do not hide. */
export function AllRaisedPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['raised', 'all'], queryFn: ({ signal }) => call(routes.all, {}, signal), refetchInterval: 60_000 });
  const [opening, setOpening] = useState<SeenReport | null>(null);
  return (
    <>
      <PageHead title="Raised by employees" lead={data === undefined ? 'What the staff see going wrong.' : figuresLine(data.figures)} />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={6} /> : data.reports.length === 0
        ? <Empty title="Nobody has raised anything yet.">Everybody with an account finds “Raise it” under Today. For shops and teams without accounts, make a link under Connect.</Empty>
        : <Panel title="Newest first"><ul className={css['list']}>{data.reports.map((report) => <OneReport key={report.id} report={report} open={() => setOpening(report)} />)}</ul></Panel>}
      {opening !== null && <OpenSeal report={opening} close={() => setOpening(null)} />}
    </>
  );
}

function figuresLine({ days, reports, fixed, open, places }: RaisedFigures): string {
  if (reports === null) return `Fewer than five reports within ${days} days: too few to count without pointing at somebody.`;
  return `${counted(reports, 'report')} within ${days} days, ${countText(fixed ?? 0)} fixed by whoever raised them, ${countText(open ?? 0)} open.${places.length === 0 ? '' : ` Most from ${places.slice(0, 3).map(({ place, reports: own }) => `${place} (${own})`).join(', ')}.`}`;
}

function OneReport({ report, open }: { readonly report: SeenReport; readonly open: () => void }): ReactNode {
  const may = useMay();
  return (
    <li data-open={isOpen(report.state)} data-testid="seen-report">
      <p className={css['words']} dir="auto">{report.words}</p>
      <p className={css['state']}>{report.state === 'noted' ? 'Fixed by whoever raised it.' : becameWords(report)}</p>
      {report.how !== null && <p className={css['how']} dir="auto">{report.how}</p>}
      <p className={css['quiet']}>{raisedBy(report)}, <Moment at={report.at} shape="ago" />{report.about === null ? '' : <>, about {report.about}</>} {!report.isVerified && <span className={css['mark']}>not verified</span>}</p>
      <div className={css['acts']}>
        {report.case !== null && <Button component={Link} to={`/cases/${report.case}`} variant="default" size="compact-md">The case</Button>}
        {report.isSealed && may('open-sealed-names') && <Button variant="subtle" size="compact-md" onClick={open}>Open the name{report.openings > 0 ? ` (opened ${report.openings === 1 ? 'once' : `${report.openings} times`})` : ''}</Button>}
      </div>
    </li>
  );
}

function OpenSeal({ report, close }: { readonly report: SeenReport; readonly close: () => void }): ReactNode {
  const [why, setWhy] = useState('');
  const queries = useQueryClient();
  const open = useMutation({ mutationFn: () => call(routes.openSeal, { params: { id: report.id }, body: { why } }), onSuccess: () => queries.invalidateQueries({ queryKey: ['raised'] }) });
  return (
    <Modal opened onClose={close} title="Open a hidden name">
      {open.data !== undefined ? <p role="status">It was <b>{open.data.name}</b>. They read that you opened it, and why.</p> : (
        <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); open.mutate(); }}>
          <p className={css['quiet']}>Whoever raised this was promised that line managers do not learn their name. They will read that you opened it and this reason; the audit log keeps it, too.</p>
          <Textarea label="Why you must know" value={why} onChange={(event) => setWhy(event.currentTarget.value)} maxLength={RAISE_LIMITS.why} autosize minRows={2} required data-autofocus />
          {open.error !== null && <p role="alert">{problemText(open.error)}</p>}
          <Button type="submit" color="red" loading={open.isPending} disabled={why.trim().length < 10}>Open the name</Button>
        </form>
      )}
    </Modal>
  );
}
