import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { calendarRoutes } from '../../people/contract.ts';
import type { Terms } from '../contract.ts';

type Clock = Terms['clock'];
type Hours = Extract<Clock, { kind: 'hours' }>['hours'];
const WALL = 'wall';
const WEEK = 'nine-to-five';
const OWN = 'own';
const WEEKDAY = [{ from: '09:00', to: '17:00' }];
const nineToFive = (): Hours => ({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, week: [WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, [], []], days: [] });
const isSame = (one: Hours, other: Hours): boolean => JSON.stringify([one.zone, one.week, one.days]) === JSON.stringify([other.zone, other.week, other.days]);

/** By which clock the time of a promise runs: day and night, the company's own opening hours as they stand now, or nine to five. */
export function ClockSelect({ clock, change }: { readonly clock: Clock; change(clock: Clock): void }): ReactNode {
  const { data } = useQuery({ queryKey: ['calendars'], staleTime: 60_000, queryFn: ({ signal }) => call(calendarRoutes.calendars, {}, signal) });
  const calendars = (data?.calendars ?? []).map(({ key, name, hours, isAssumed }) => ({ value: `calendar ${key}`, label: `${name}${isAssumed ? ' (assumed: nobody confirmed them)' : ', as they stand now'}`, hours }));
  const held = clock.kind === 'hours' ? calendars.find(({ hours }) => isSame(hours, clock.hours)) : undefined;
  const value = clock.kind === 'wall' ? WALL : held?.value ?? (isSame(clock.hours, nineToFive()) ? WEEK : OWN);
  const choices = [{ value: WALL, label: 'Day and night' }, ...calendars.map(({ value: key, label }) => ({ value: key, label })), { value: WEEK, label: 'Monday to Friday, 9 to 17' }, ...(value === OWN ? [{ value: OWN, label: 'Opening hours of its own' }] : [])];
  return (
    <Select label="Time runs" data={choices} value={value} allowDeselect={false}
      onChange={(chosen) => {
        const hours = calendars.find((one) => one.value === chosen)?.hours;
        if (chosen === WALL) change({ kind: 'wall' });
        else if (hours !== undefined) change({ kind: 'hours', hours });
        else if (chosen === WEEK) change({ kind: 'hours', hours: nineToFive() });
      }} />
  );
}
