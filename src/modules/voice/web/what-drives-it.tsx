import { useQuery } from '@tanstack/react-query';
import type { CSSProperties, ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { routes, type Driver, type Drivers, type Score } from '../contract.ts';
import type { PageQuery } from './card-part.ts';
import { correlationText, explainedText, gapsText, headlineText, leftOutTexts, mayBeFirst, noDriversText, otherMethodText, placesText, shareRangeText, shareText, squareText } from './driver-words.ts';
import { HowRows } from './show-how.tsx';
import css from './what-drives-it.module.css';

/** What a score goes with among the questions answered in the same breath; asked for when somebody opens it. */
export function WhatDrivesIt({ score, filter, query }: { readonly score: Score; readonly filter: string; readonly query: PageQuery }): ReactNode {
  const { months, source, channel, brand } = query;
  const { data, error } = useQuery({
    queryKey: ['drivers', score.key, months, source ?? '', channel ?? '', brand ?? ''], staleTime: 60_000,
    queryFn: ({ signal }) => call(routes.drivers, { query: { score: score.key, ...query } }, signal),
  });
  if (error !== null) return <p className={css['lead']} role="alert">{problemText(error)}</p>;
  if (data === undefined) return <LinesSkeleton lines={5} height={22} />;
  const leftOut = leftOutTexts(data);
  return (
    <div data-testid="drivers">
      {data.reason !== null ? <p className={css['headline']}>{noDriversText(data)}</p> : (
        <>
          <p className={css['headline']}>{headlineText(data)}</p>
          <p className={css['lead']}>{explainedText(data)}</p>
          <Bars told={data} />
        </>
      )}
      {leftOut.length > 0 && <p className={css['out']}>Left out: {leftOut.slice(0, LEFT_OUT_MOST).join(', ')}{leftOut.length > LEFT_OUT_MOST ? ` and ${countText(leftOut.length - LEFT_OUT_MOST)} more, under Show how` : ''}.</p>}
      <HowRows rows={howRows(data, filter, leftOut)} figure={{ of: 'drivers', query: { ...query, score: score.key } }} />
    </div>
  );
}

const LEFT_OUT_MOST = 4;

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

function howRows(told: Drivers, filter: string, leftOut: readonly string[]): (readonly [string, ReactNode])[] {
  const { name, drivers, complete, interactions, lookedAt, rounds, version, explainedPlainly, explained, isMixed } = told;
  const other = otherMethodText(told);
  const counts = `${counted(interactions, 'interaction')} answered ${name} and another single question${lookedAt < interactions ? `; ${countText(lookedAt)} of them, drawn by lot, were looked at` : ''}. ${counted(complete.answers, 'interaction')} of ${counted(complete.people, 'person', 'people')} answered all that are shown. ${filter}`;
  const rest: readonly (readonly [string, ReactNode])[] = drivers.length === 0 ? [] : [
    ['Gaps', gapsText(told)],
    ['Explained', `R² is ${squareText(explainedPlainly ?? 0)}; less what as many questions would explain by chance (adjusted R²) ${squareText(explained?.value ?? 0)}. ${name} is taken as it was answered, not as it is counted in the score.${isMixed ? ' Some questions are exact mixtures of others: what they share is spread over them.' : ''}`],
    ['By itself', <OwnFigures key="own" drivers={drivers} />],
    ['Place', 'Where a question may stand, as far as its share can be told from the others’: all pairs are compared at once, 95 %.'],
    ['Interval', `95 %, from drawing as many people again ${countText(rounds)} times, each with all that they answered.`],
    ...(other === null ? [] : [['Check', other] as const]),
  ];
  return [
    ['Definition', `The share of each question in what all of them together explain of the differences in ${name}, so that questions which are answered alike share what they have in common (Johnson’s relative weights). Version ${version}.`],
    ['Counted', counts], ...rest,
    ['Left out', `${leftOut.length === 0 ? 'Nothing' : leftOut.join(', ')}. Facts about orders are not looked at yet.`],
    ['Cause', 'Not shown by this: who likes one thing may like all of it. What is seldom bad in these answers seems to count little.'],
  ];
}
