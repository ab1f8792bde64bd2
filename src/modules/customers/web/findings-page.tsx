import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted, countText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay, useMe } from '../../../web/session.ts';
import { routes, type Finding } from '../contract.ts';
import css from './findings-page.module.css';

const FIRST = 5;

function FindingView({ finding }: { readonly finding: Finding }): ReactNode {
  const [all, setAll] = useState(false);
  const people = all ? finding.people : finding.people.slice(0, FIRST);
  return (
    <section className={css['finding']} aria-label={finding.title} data-testid="finding">
      <p className={css['count']}><b>{countText(finding.count)}</b><span>of {countText(finding.outOf)}</span></p>
      <div>
        <h2 className={css['title']}>{finding.title}</h2>
        <p className={css['sentence']}>{finding.sentence}</p>
        <ul className={css['people']}>
          {people.map((person) => (
            <li key={`${person.customer}/${person.order ?? ''}/${person.detail}`}>
              <Link to="/customers/$id" params={{ id: person.customer }}><Personal value={person.name ?? person.customer} /></Link>
              <span className={css['detail']}><Personal value={person.detail} />{person.order === null ? '' : `, order ${person.order}`}</span>
            </li>
          ))}
        </ul>
        {finding.people.length > people.length && <button type="button" className={css['more']} onClick={() => setAll(true)}>{finding.people.length === finding.count ? `All ${countText(finding.count)}` : `The first ${countText(finding.people.length)}`}</button>}
        <p className={css['evidence']}>{finding.evidence}</p>
      </div>
    </section>
  );
}

/** Plain findings in what is known, each opening to people, and what cannot be said yet. Prints on one page. */
export function FindingsPage(): ReactNode {
  const { company } = useMe();
  const may = useMay();
  const { data, error, refetch } = useQuery({ queryKey: ['findings'], staleTime: 60_000, queryFn: ({ signal }) => call(routes.findings, {}, signal) });
  if (data === undefined) return <><PageHead title="What we found" />{error === null ? <LinesSkeleton lines={12} /> : <Problem error={error} again={() => void refetch()} />}</>;
  const over = `${company} · ${momentText(data.at, 'day')}`;
  const lead = data.interactions === 0 ? 'Findings appear as soon as interactions are known.' : `In ${counted(data.interactions, 'interaction')} of ${counted(data.customers, 'customer')}${data.period === null ? '' : `, ${momentText(data.period.from, 'day')} to ${momentText(data.period.to, 'day')}`}. Only what the data shows; every line opens to the people behind it.`;
  return (
    <article className={css['page']} data-testid="findings">
      <PageHead title="What we found" over={over} lead={lead} actions={data.findings.length > 0 ? <Button variant="default" onClick={() => window.print()}>Print</Button> : undefined} />
      {data.findings.length === 0 && data.interactions === 0 && <Empty title="Nothing is known yet." action={may('import-files') ? <Button component={Link} to="/start">Three ways to begin</Button> : undefined}>Here will stand who seems to be several records, who had to ask three times, who waits longest for an answer, and what came back after a complaint.</Empty>}
      {data.findings.length === 0 && data.interactions > 0 && <p className={css['sentence']}>Nothing stands out so far. That can be good news, or a file that is still missing; see below.</p>}
      {data.findings.map((finding) => <FindingView key={finding.key} finding={finding} />)}
      {data.cannotSay.length > 0 && (
        <section className={css['cannot']} aria-label="What can’t be said yet">
          <h2 className={css['title']}>What can’t be said yet</h2>
          <ul>{data.cannotSay.map((gap) => <li key={gap.question}><b>{gap.question}.</b> {gap.because} <span className={css['bring']}>{gap.bring}</span></li>)}</ul>
        </section>
      )}
    </article>
  );
}
