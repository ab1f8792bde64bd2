import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import type { OwnReport } from '../contract.ts';
import css from './raised.module.css';
import { becameWords, isOpen } from './report-words.ts';
import { useMine } from './use-mine.ts';

/** What one raised, and what became of each, live. */
export function MinePage(): ReactNode {
  const { data, error, refetch } = useMine();
  const open = data?.reports.filter(({ state }) => isOpen(state)).length ?? 0;
  const lead = data === undefined || data.reports.length === 0 ? 'What you raise stands here, with what becomes of it.' : open === 0 ? 'Nothing of it is open.' : `${counted(open, 'thing')} still open.`;
  return (
    <>
      <PageHead title="What I raised" lead={lead} actions={<Button component={Link} to="/raise">Raise it</Button>} />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={6} /> : data.reports.length === 0
        ? <Empty title="You have raised nothing yet." action={<Button component={Link} to="/raise">Raise it</Button>}>When something goes wrong for a customer, say so: it takes less than a minute, and you are told what becomes of it.</Empty>
        : <Panel title="Yours"><ul className={css['list']}>{data.reports.map((report) => <OneReport key={report.id} report={report} />)}</ul></Panel>}
    </>
  );
}

function OneReport({ report }: { readonly report: OwnReport }): ReactNode {
  return (
    <li data-open={isOpen(report.state)} data-testid="own-report">
      <p className={css['state']}>{becameWords(report)}</p>
      <p className={css['words']} dir="auto">{report.words}</p>
      {report.how !== null && <p className={css['how']} dir="auto">{report.how}</p>}
      <p className={css['quiet']}>Raised <Moment at={report.at} shape="ago" />{report.about === null ? '' : <>, about {report.about}</>}{report.changedAt === report.at ? '' : <>, changed <Moment at={report.changedAt} shape="ago" /></>}{report.hidesName ? ' · your name is hidden' : ''}</p>
      {report.openings.map((opening) => <p key={opening.at} className={css['how']}>{opening.by} opened your name <Moment at={opening.at} shape="ago" />: {opening.why}</p>)}
    </li>
  );
}
