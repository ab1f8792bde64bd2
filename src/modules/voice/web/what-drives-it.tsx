import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CSSProperties, ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { routes, type Driver, type Drivers, type Score } from '../contract.ts';
import type { OpenPart } from './card-part.ts';
import { amongOf, correlationText, explainedText, gapsText, hasFacts, headlineText, leftOutTexts, mayBeFirst, noDriversText, ordersText, otherMethodText, placesText, shareRangeText, shareText, squareText } from './driver-words.ts';
import { HowRows } from './show-how.tsx';
import css from './what-drives-it.module.css';

const ALL = { value: 'all', label: 'Questions and facts' };
const ORDERS = { value: 'orders', label: 'Facts, where the order is known' };
const QUESTIONS = { value: 'questions', label: 'Questions' };

/** What a score goes with: questions answered in the same breath, facts about the order, contacts, channel and topics; asked for when somebody opens it. */
export function WhatDrivesIt({ score, filter, open }: { readonly score: Score; readonly filter: string; readonly open: OpenPart }): ReactNode {
  const among = amongOf(open.of);
  return (
    <div data-testid="drivers">
      <SegmentedControl size="xs" className={css['among'] ?? ''} aria-label="Among what" data={score.hasOthers ? [ALL, QUESTIONS, ORDERS] : [{ ...ALL, label: 'Facts' }, ORDERS]} value={among} onChange={(chosen) => open.show('drivers', score.key, chosen === 'all' ? null : chosen)} />
      <Told key={among} score={score} filter={filter} query={open.query} among={among} />
    </div>
  );
}

type Asked = { readonly score: Score; readonly filter: string; readonly query: OpenPart['query']; readonly among: Drivers['among'] };

function Told({ score, filter, query, among }: Asked): ReactNode {
  const { months, source, channel, brand, office, asOf } = query;
  const { data, error } = useQuery({
    queryKey: ['drivers', score.key, months, source ?? '', channel ?? '', brand ?? '', office ?? '', asOf ?? '', among], staleTime: 60_000,
    queryFn: ({ signal }) => call(routes.drivers, { query: { score: score.key, ...query, among } }, signal),
  });
  if (error !== null) return <p className={css['lead']} role="alert">{problemText(error)}</p>;
  if (data === undefined) return <LinesSkeleton lines={5} height={22} />;
  const leftOut = leftOutTexts(data);
  return (
    <>
      {data.reason !== null ? <p className={css['headline']}>{noDriversText(data)}</p> : (
        <>
          <p className={css['headline']}>{headlineText(data)}</p>
          <p className={css['lead']}>{explainedText(data)}</p>
          <Bars told={data} />
        </>
      )}
      {leftOut.length > 0 && <p className={css['out']}>Left out: {leftOut.slice(0, LEFT_OUT_MOST).join(', ')}{leftOut.length > LEFT_OUT_MOST ? ` and ${countText(leftOut.length - LEFT_OUT_MOST)} more, under Show how` : ''}.</p>}
      <HowRows rows={howRows(data, filter, leftOut, asOf !== undefined)} figure={{ of: 'drivers', query: { ...query, score: score.key, among } }} />
    </>
  );
}

const LEFT_OUT_MOST = 4;
const FACTS = 'Each as of the answer: days late behind the promised moment, so far where the order has not come; days from placed to delivered; returned or refunded by then; order value against the usual one in its currency, where twice as much is one step; how often the same person turned to the company by chat, call, mail, letter, message or ticket in the 30 days before; by which channel was answered; and what the same person wrote about in the answer or in the 14 days before. Nobody known has no contacts and no order: that is a gap, not a nought.';
const FACTS_THEN = ' As of then: orders, contacts and topics of which was known then; what was said of an order and corrected since counts as it was corrected.';

/** Each driver with its share as a bar, the interval on it and where it may stand. Everything is text as well. */
function Bars({ told }: { readonly told: Drivers }): ReactNode {
  const top = Math.max(...told.drivers.map(({ share }) => share.high));
  const first = new Set(mayBeFirst(told).map(({ key }) => key));
  const at = (ratio: number): string => `${ratio / top * 100}%`;
  return (
    <>
      <p className={css['key']} aria-hidden><span>Share of what all of them explain</span>{first.size < told.drivers.length && <span className={css['swatch']}>may count most</span>}{told.drivers.some(({ isReal }) => !isReal) && <span className={css['swatch']} data-of="none">may be nothing</span>}</p>
      <ol className={css['bars']}>
        {told.drivers.map((driver) => (
          <li key={driver.key} className={css['driver']}>
            <span className={css['name']}>{driver.name}{driver.correlation.value < 0 && driver.isReal && <em>, against it</em>}{!driver.isReal && <em>, may be nothing</em>}</span>
            <span className={css['track']} aria-hidden>
              <span className={css['bar']} data-first={first.has(driver.key)} data-real={driver.isReal} style={{ width: at(driver.share.value) }} />
              <span className={css['range']} style={{ '--low': at(driver.share.low), '--high': at(driver.share.high) } as CSSProperties} />
            </span>
            <span className={css['figure']}><b>{shareText(driver.share.value)}</b> <span>{shareRangeText(driver.share)}</span></span>
            <span className={css['place']}>{placesText(driver.places)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

function OwnFigures({ drivers }: { readonly drivers: readonly Driver[] }): ReactNode {
  return drivers.map(({ key, name, correlation, answers }) => <span key={key} className={css['own']}>{name}: {correlationText(correlation)}, {counted(answers, 'answer')}</span>);
}

function howRows(told: Drivers, filter: string, leftOut: readonly string[], isThen: boolean): (readonly [string, ReactNode])[] {
  const { name, drivers, complete, interactions, lookedAt, rounds, version, explainedPlainly, explained, isMixed } = told;
  const other = otherMethodText(told);
  const isMore = hasFacts(told);
  const counts = `${counted(interactions, 'interaction')} answered ${name}${isMore ? '' : ' and another single question'}${(told.orders?.of ?? lookedAt) < interactions ? `; ${countText(told.orders?.of ?? lookedAt)} of them, drawn by lot, were looked at` : ''}. ${isMore ? `${ordersText(told)} Of ${counted(complete.answers, 'interaction')} of ${counted(complete.people, 'person', 'people')} all that is shown is known.` : `${counted(complete.answers, 'interaction')} of ${counted(complete.people, 'person', 'people')} answered all that are shown.`} ${filter}`;
  const rest: readonly (readonly [string, ReactNode])[] = drivers.length === 0 ? [] : [
    ['Gaps', gapsText(told)],
    ['Explained', `R² is ${squareText(explainedPlainly ?? 0)}; less what as many questions would explain by chance (adjusted R²) ${squareText(explained?.value ?? 0)}. ${name} is taken as it was answered, not as it is counted in the score.${isMixed ? ' Some questions are exact mixtures of others: what they share is spread over them.' : ''}`],
    ['By itself', <OwnFigures key="own" drivers={drivers} />],
    ['Place', 'Where a question may stand, as far as its share can be told from the others’: all pairs are compared at once, 95 %.'],
    ['Interval', `95 %, from drawing as many people again ${countText(rounds)} times, each with all that they answered.`],
    ...(other === null ? [] : [['Check', other] as const]),
  ];
  return [
    ['Definition', `The share of each ${isMore ? 'question or fact' : 'question'} in what all of them together explain of the differences in ${name}, so that ${isMore ? 'what goes together shares what it has' : 'questions which are answered alike share what they have'} in common (Johnson’s relative weights). Version ${version}.`],
    ...(isMore ? [['Facts', `${FACTS}${isThen ? FACTS_THEN : ''}`] as const] : []),
    ['Counted', counts], ...rest,
    ['Left out', `${leftOut.length === 0 ? 'Nothing' : leftOut.join(', ')}.`],
    ['Cause', 'Not shown by this: these go together with the score and are not proved causes. Who likes one thing may like all of it. What is seldom bad in these answers seems to count little.'],
  ];
}
