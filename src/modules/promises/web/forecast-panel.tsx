import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { routes, type BreakChance, type Forecast } from '../contract.ts';
import { channelName } from '../../interactions/web/parts.tsx';
import { dayText } from './promise-words.ts';
import css from './promises.module.css';

const chanceText = (chance: BreakChance): string => (chance === null ? 'undecided' : `${chance.percent} % (${chance.lowPercent} to ${chance.highPercent}), of ${countText(chance.of)} that had come as far`);

/** What is about to break, before it does. */
export function ForecastPanel({ id }: { readonly id: string }): ReactNode {
  const { data, error } = useQuery({ queryKey: ['promises', id, 'forecast'], refetchInterval: 60_000, queryFn: ({ signal }) => call(routes.forecast, { params: { id } }, signal) });
  return (
    <Panel title="About to break" testId="forecast">
      {error !== null && data === undefined ? <p className={css['quiet']}>{problemText(error)}</p> : data === undefined ? <LinesSkeleton lines={3} /> : <Foretold forecast={data} />}
    </Panel>
  );
}

function Foretold({ forecast: { withinHours, due, expected, undecided, from, until, running, check } }: { readonly forecast: Forecast }): ReactNode {
  return (
    <div className={css['fields']}>
      <p className={css['sentence']}>{due === 0 ? `Nothing is due within ${withinHours} hours.` : undecided === due ? `${counted(due, 'is', 'are')} due within ${withinHours} hours. How many break is undecided: too little is known of how this promise goes.` : `${counted(due, 'is', 'are')} due within ${withinHours} hours; about ${countText(expected)} of them break, if it goes as it went.`}</p>
      <ul className={css['list']}>
        {running.slice(0, 10).map((one) => (
          <li key={`${one.interaction} ${one.dueAt}`} className={css['verdict']}>
            <span>{one.customer === null ? 'Nobody known' : <Link to="/customers/$id" params={{ id: one.customer }}><PersonalName id={one.customer} name={one.name} /></Link>} <span className={css['quiet']}>{channelName(one.channel)}, due <Moment at={one.dueAt} />: {chanceText(one.chance)}</span></span>
          </li>
        ))}
      </ul>
      <p className={css['quiet']}>Chances from what became of the latest of this promise ({dayText(from)} to {dayText(until)}): how many of those that had come as far broke. {check === null ? 'Too little is known to check them.' : `Checked on the later part, stretch by stretch, from each of which nothing had been learnt: ${countText(check.saidBroken)} of ${countText(check.n)} were expected to break, ${countText(check.broken)} did (squared error ${check.brier}; ${check.brierOfRate} for one rate for all).`}</p>
    </div>
  );
}
