import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { Words } from '../../../web/primitives/words.tsx';
import { useMay } from '../../../web/session.ts';
import type { MondayLine, MondayPage } from '../contract.ts';
import { AnswerQuestion } from './answer-question.tsx';
import css from './monday.module.css';
import { LINE_NAMES, weekText } from './monday-words.ts';
import { mondayQuery } from './use-monday.ts';

const route = getRouteApi('/shell/monday');
const day = (date: string): string => momentText(`${date}T00:00:00Z`, 'day', 'day');

/** The week in five lines, as it was written on its Monday; earlier weeks as they were shown. */
export function MondayPageView(): ReactNode {
  const { week } = route.useSearch();
  const may = useMay();
  const { data, error, refetch } = useQuery(mondayQuery(week));
  if (data === undefined) return <><PageHead title="Monday" />{error === null ? <LinesSkeleton lines={8} /> : <Problem error={error} again={() => void refetch()} />}</>;
  const { page, weeks, next } = data;
  const more = <p className={css['more']}><Link to="/monday/questions">{may('put-questions') ? 'Put a question to executives' : 'Questions'}</Link> <Link to="/monday/mail">As a mail</Link></p>;
  if (page === null) {
    return (
      <>
        <PageHead title="Monday" lead="The week in five lines, read within a minute." />
        <Empty title="The first page comes on a Monday.">It is written once a week from what customers said and lived through: at the latest on {day(next)}, when something is known of the week before. {more}</Empty>
      </>
    );
  }
  const earlier = weeks.filter((one) => one !== page.week);
  return (
    <div data-testid="monday">
      <PageHead title="Monday" over={weekText(page)} />
      <ol className={css['lines']}>{page.lines.map((line) => <li key={line.of}><Line line={line} page={page} /></li>)}</ol>
      <details className={css['how']}>
        <summary>How it was reckoned</summary>
        <dl>{page.lines.filter(({ how }) => how.length > 0).map(({ of, how }) => <div key={of}><dt>{LINE_NAMES[of]}</dt>{how.map((sentence) => <dd key={sentence}>{sentence}</dd>)}</div>)}</dl>
        <p className={css['quiet']}>Written {momentText(page.madeAt, 'short')} and never changed since. {page.words} words.</p>
      </details>
      {more}
      {earlier.length > 0 && <nav aria-label="Other weeks" className={css['weeks']}><h2>Other weeks</h2><ul>{earlier.map((one) => <li key={one}><Button component={Link} to={`/monday?week=${one}`} variant="default" size="compact-md">{day(one)}</Button></li>)}</ul></nav>}
    </div>
  );
}

function Line({ line, page }: { readonly line: MondayLine; readonly page: MondayPage }): ReactNode {
  const may = useMay();
  const { of, text, path, quote, isGone } = line;
  return (
    <section className={css['line']} aria-label={LINE_NAMES[of]} data-testid={`line-${of}`}>
      {!page.isQuiet || of !== 'changed' ? <h2 className={css['name']}>{of === 'question' && !may('decide-questions') ? 'Only an executive can decide' : LINE_NAMES[of]}</h2> : null}
      <p className={of === 'words' || of === 'escalation' ? css['before'] : css['text']}>{path === null ? text : <Link to={path}>{text}</Link>}</p>
      {isGone && <p className={css['quiet']}>These words went with the person who said them.</p>}
      {quote !== null && (of === 'words' ? <Words text={quote} own lines={20} /> : <p className={css['text']} dir="auto">{quote}</p>)}
      {of === 'question' && page.question !== null && <AnswerQuestion question={page.question} />}
    </section>
  );
}
