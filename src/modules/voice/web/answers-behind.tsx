import { Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { addressOf, call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { ChannelIcon, channelName } from '../../interactions/web/parts.tsx';
import { EXCLUSIONS, routes, type Score, type ScoreAnswer } from '../contract.ts';
import css from './answers-behind.module.css';
import { readOpened, type OpenPart } from './card-part.ts';
import { answerText, exclusionText, monthText, openedText } from './score-words.ts';

const PAGE = 20;

/** The answers behind a score, newest first, with who gave them; of a month, of one answer, or those left out. */
export function AnswersBehind({ score, open }: { readonly score: Score; readonly open: OpenPart }): ReactNode {
  const opened = readOpened(open.of);
  const excluded = EXCLUSIONS.find((reason) => reason === opened.excluded);
  const query = { ...open.query, score: score.key, month: opened.month, value: opened.value, excluded };
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['score-answers', query], initialPageParam: '', staleTime: 30_000,
    queryFn: ({ pageParam, signal }) => call(routes.scoreAnswers, { query: { ...query, limit: PAGE, before: pageParam === '' ? undefined : pageParam } }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const answers = data?.pages.flatMap((page) => page.answers) ?? [];
  const total = data?.pages[0]?.total ?? null;
  return (
    <section aria-label={`Who answered ${score.name}`} data-testid="answers-behind">
      <div className={css['tools']}>
        <Select aria-label="Which answers" size="xs" className={css['choice']} data={choicesOf(score)} value={open.of ?? ''} allowDeselect={false} onChange={(chosen) => open.show('behind', score.key, chosen === '' ? null : chosen)} />
        <p className={css['count']} role="status">{total === null ? '' : `${openedText(score, { ...opened, excluded })}: ${counted(total.answers, 'answer')} of ${counted(total.people, 'person', 'people')}.`}</p>
        <a className={css['link']} href={addressOf(routes.scoreRows, { query })} download>Rows as a file (CSV)</a>
        <a className={css['link']} href={addressOf(routes.scoreRows, { query: { ...query, format: 'parquet' } })} download>as Parquet</a>
      </div>
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={6} height={24} />
          : answers.length === 0 ? <p className={css['count']}>Nobody answered so in this period.</p>
            : <ul className={css['rows']}>{answers.map((answer, at) => <Row key={`${answer.interaction}/${at}`} score={score} answer={answer} />)}</ul>}
      {hasNextPage && <button type="button" className={css['link']} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{isFetchingNextPage ? 'Reading…' : 'Show older ones'}</button>}
    </section>
  );
}

function choicesOf(score: Score): { readonly group: string; readonly items: { readonly value: string; readonly label: string }[] }[] {
  return [
    { group: 'All', items: [{ value: '', label: 'Everybody who counts' }] },
    { group: 'Of a month', items: score.months.filter(({ answers }) => answers > 0).toReversed().map(({ month }) => ({ value: `month.${month}`, label: monthText(month) })) },
    { group: 'Who answered', items: score.distribution.toReversed().map(({ value }) => ({ value: `value.${value}`, label: answerText(score, value) })) },
    { group: 'Left out', items: score.excluded.map(({ reason }) => ({ value: `excluded.${reason}`, label: exclusionText(reason) })) },
  ].filter(({ items }) => items.length > 0);
}

function Row({ score, answer }: { readonly score: Score; readonly answer: ScoreAnswer }): ReactNode {
  const { customer, name, channel, source, brand, occurredAt, question, value, isTurned, excluded } = answer;
  return (
    <li className={css['row']} data-testid="answer-row">
      <span className={css['value']}>{value === null ? 'no number' : answerText(score, value)}{isTurned && <em> (asked the other way round)</em>}</span>
      <span className={css['who']}>{customer === null ? <Link to="/customers/nobody" search={{ channel, source }}>Nobody known</Link> : <Link to="/customers/$id" params={{ id: customer }} search={{ channel }}><PersonalName id={customer} name={name} /></Link>}</span>
      <span className={css['where']}><ChannelIcon channel={channel} size={14} /> {channelName(channel)}, {source}{brand === '' ? '' : `, ${brand}`}, <Moment at={occurredAt} shape="day" /></span>
      {question !== '' && question !== score.name && score.wordings.length + score.otherWordings > 1 && <span className={css['question']}>{question}</span>}
      {excluded !== null && <span className={css['out']}>left out: {exclusionText(excluded)}</span>}
    </li>
  );
}
