import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { StackedColumns } from '../../../web/charts/stacked-columns.tsx';
import { Figure, Figures } from '../../../web/primitives/figure.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText, percentText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { useMay } from '../../../web/session.ts';
import type { IssueFigures } from '../contract.ts';
import { BREAK_WORDS, meanText, PAIRS_CORRECT, shareEnds } from './issue-words.ts';
import css from './issues.module.css';

type Estimate = IssueFigures['asksPerIssue'];
/** From here on asks of one issue are counted together. */
const MANY_ASKS = 10;

/** Issues that began in a period, in figures, and how surely contacts are put together. */
export function IssueFiguresView({ figures }: { readonly figures: IssueFigures }): ReactNode {
  const { issues, ripe, customers, asksPerIssue, peoplePerIssue, askedAgain, askedAgainCorrected, unanswered, waiting, quality } = figures;
  const of = `${counted(issues, 'issue')} of ${counted(customers, 'customer')}`;
  return (
    <>
      <Panel title="Issues that began in this period" aside={waiting > 0 ? `${counted(waiting, 'customer')} being put together` : undefined} testId="issue-figures">
        <Figures>
          <Mean name="Asks per issue" estimate={asksPerIssue} of={of} testId="asks-per-issue" />
          <Mean name="People per issue" estimate={peoplePerIssue} of={of} testId="people-per-issue" />
          <Share name="Asked again" estimate={askedAgain} of={`${counted(ripe, 'issue')} old enough to tell`} testId="asked-again" />
          {askedAgain !== null && (askedAgainCorrected === null
            ? <Figure name="Asked again, corrected" value={<span className={css['words']}>Not yet</span>} note={`${countText(quality.pairs)} of ${PAIRS_CORRECT} pairs judged`} testId="asked-again-corrected" />
            : <Share name="Asked again, corrected" estimate={askedAgainCorrected} of="mistakes found in judged pairs taken out" testId="asked-again-corrected" />)}
          <Share name="Unanswered" estimate={unanswered} of={of} testId="unanswered" />
        </Figures>
        {customers < 10 && <p className={css['quiet']}>{of}: below ten customers no figure is told.</p>}
        <p className={css['method']}><Link to="/methods/$name" params={{ name: 'issue-threading' }}>How this is reckoned</Link></p>
      </Panel>
      {figures.breaks.length > 0 && <Panel title="What should not have been" testId="issue-breaks"><Breaks figures={figures} /></Panel>}
      <div className={css['two']}>
        <Panel title="How often one thing was asked"><AsksChart figures={figures} /></Panel>
        <Panel title="How contacts are put together" testId="thread-quality"><Threading figures={figures} /></Panel>
      </div>
    </>
  );
}

function Mean({ name, estimate, of, testId }: { readonly name: string; readonly estimate: Estimate; readonly of: string; readonly testId: string }): ReactNode {
  if (estimate === null) return <TooFew name={name} testId={testId} />;
  return <Figure name={name} value={meanText(estimate.value)} note={<>{meanText(Math.max(0, estimate.low))} to {meanText(estimate.high)}<br />{of}</>} testId={testId} />;
}

function Share({ name, estimate, of, testId }: { readonly name: string; readonly estimate: Estimate; readonly of: string; readonly testId: string }): ReactNode {
  if (estimate === null) return <TooFew name={name} testId={testId} />;
  return <Figure name={name} value={percentText(estimate.value)} note={<>{shareEnds(estimate)}<br />{of}</>} testId={testId} />;
}

function TooFew({ name, testId }: { readonly name: string; readonly testId: string }): ReactNode {
  return <Figure name={name} value={<span className={css['words']}>Too few to tell</span>} testId={testId} />;
}

function AsksChart({ figures: { byAsks } }: { readonly figures: IssueFigures }): ReactNode {
  const most = Math.max(...byAsks.map(({ asks }) => asks), 3);
  const columns = Array.from({ length: most }, (_, at) => byAsks.find(({ asks }) => asks === at + 1)?.issues ?? 0);
  const once = columns[0] ?? 0;
  const again = columns.reduce((sum, issues) => sum + issues, 0) - once;
  return <StackedColumns labels={columns.map((_, at) => (at + 1 === MANY_ASKS ? '10+' : String(at + 1)))} series={[{ name: 'issues', colour: '--ink-3', values: columns }]} first="Asks" height={170} everyLabel summary={`${counted(once, 'issue')} asked about once, ${countText(again)} more than once.`} />;
}

/** The most frequent first. */
function Breaks({ figures: { breaks } }: { readonly figures: IssueFigures }): ReactNode {
  return (
    <dl className={css['breaks']}>
      {breaks.toSorted((a, b) => b.issues - a.issues).map(({ code, issues, share }) => (
        <div key={code}><dt>{capital(BREAK_WORDS[code])}</dt><dd>{share === null ? <span className={css['quiet']}>too few to tell</span> : <><b>{percentText(share.value)}</b> of issues, {shareEnds(share)} <span className={css['quiet']}>({counted(issues, 'issue')})</span></>}</dd></div>
      ))}
    </dl>
  );
}

function Threading({ figures: { windowDays, model, quality } }: { readonly figures: IssueFigures }): ReactNode {
  const may = useMay();
  return (
    <div className={css['threading']}>
      <p>{windowDays === 0 ? 'When somebody comes again, it is rather about another thing.' : <>Whoever comes again about the same thing does so within <b>{windowDays < 1 ? counted(Math.round(windowDays * 24), 'hour') : counted(Math.round(windowDays), 'day')}</b>.</>}</p>
      <p className={css['quiet']}>{model === null ? 'Put together by what is assumed: there are too few contacts to learn from.' : <>Learnt from {counted(model.contacts, 'contact')} of {counted(model.customers, 'customer')}, <Moment at={model.madeAt} shape="ago" />.</>}</p>
      <dl>
        <div><dt>Put together rightly</dt><dd>{quality.precision === null ? <span className={css['quiet']}>not measured yet</span> : <><b>{percentText(quality.precision.value)}</b> {shareEnds(quality.precision)}</>}</dd></div>
        <div><dt>Found of what belongs together</dt><dd>{quality.recall === null ? <span className={css['quiet']}>not measured yet</span> : <><b>{percentText(quality.recall.value)}</b> {shareEnds(quality.recall)}</>}</dd></div>
      </dl>
      <p className={css['quiet']}>{quality.pairs === 0 ? 'No pair of contacts was judged yet.' : `By ${counted(quality.pairs, 'pair')} that people judged.`} {may('change-identity') && <Link to="/issues/judge" className={css['more']}>Judge pairs</Link>}</p>
    </div>
  );
}
