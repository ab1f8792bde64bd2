import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import X from 'lucide-react/icons/x';
import { useMemo, useState, type ReactNode } from 'react';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { call } from '../../../web/api.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { calendarRoutes, type Calendar } from '../contract.ts';
import { draftOf, hoursOf, nextOpenings } from './calendar-draft.ts';
import css from './calendar-editor.module.css';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const OPENINGS_SHOWN = 5;

/** Opening hours under a name: a line for each weekday, the days that differ, and when it opens next by what is written. Whoever may not change them sees the same, and changes nothing. */
export function CalendarEditor({ calendar, mayChange }: { readonly calendar: Calendar; readonly mayChange: boolean }): ReactNode {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(calendar.hours));
  const hours = useMemo(() => hoursOf(draft), [draft]);
  const openings = useMemo(() => nextOpenings(hours, Date.now(), OPENINGS_SHOWN, navigator.language), [hours]);
  const isChanged = canonicalJson(hours) !== canonicalJson(calendar.hours);
  const send = (to: Calendar['hours'], basedOn: number): Promise<Calendar> => call(calendarRoutes.saveCalendar, { params: { key: calendar.key }, body: { name: calendar.name, hours: to, basedOn } });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['calendars'] });
  const save = useMutation({
    mutationFn: () => send({ zone: hours.zone, week: hours.week.map((windows) => [...windows]), days: hours.days.map((day) => ({ ...day, windows: [...day.windows] })) }, calendar.version),
    onSuccess: ({ version }) => {
      sayDone(isChanged ? `${calendar.name}: saved.` : `${calendar.name}: confirmed.`, isChanged ? () => void send(calendar.hours, version).then(refresh, sayProblem) : undefined);
      return refresh();
    },
    onError: sayProblem,
  });
  const setDay = (at: number, to: Partial<(typeof draft.days)[number]>): void => setDraft({ ...draft, days: draft.days.map((day) => (day.at === at ? { ...day, ...to } : day)) });
  const fields = { readOnly: !mayChange, size: 'sm' } as const;
  return (
    <form className={css['editor']} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <div className={css['hours']}>
        <Select label="Zone" description="Its clocks show these hours, also when they change" data={ZONES} value={draft.zone} onChange={(zone) => setDraft({ ...draft, zone: zone ?? 'UTC' })} searchable limit={60} allowDeselect={false} {...fields} />
        <fieldset className={css['week']}>
          <legend>Week</legend>
          {WEEKDAYS.map((weekday, at) => (
            <label key={weekday} className={css['weekday']}>
              <span>{weekday}</span>
              <TextInput value={draft.week[at] ?? ''} placeholder="Closed" aria-label={weekday} onChange={({ currentTarget: { value } }) => setDraft({ ...draft, week: draft.week.map((text, place) => (place === at ? value : text)) })} {...fields} />
            </label>
          ))}
          {mayChange && <p className={css['hint']}>Such as 9–12, 13–17. For hours past midnight: 22–24, and 0–6 on the next day.</p>}
        </fieldset>
        <fieldset className={css['days']}>
          <legend>Holidays and other days</legend>
          {draft.days.length === 0 && <p className={css['hint']}>None. On every day the hours of its weekday hold.</p>}
          {draft.days.map((day, place) => (
            <div key={day.at} className={css['day']}>
              <TextInput value={day.on} placeholder="2026-12-24 or 12-25" aria-label={`Date of day ${place + 1}`} onChange={({ currentTarget: { value } }) => setDay(day.at, { on: value })} maxLength={10} {...fields} />
              <TextInput value={day.name} placeholder="Name" aria-label={`Name of day ${place + 1}`} onChange={({ currentTarget: { value } }) => setDay(day.at, { name: value })} maxLength={80} {...fields} />
              <TextInput value={day.windows} placeholder="Closed" aria-label={`Hours of day ${place + 1}`} onChange={({ currentTarget: { value } }) => setDay(day.at, { windows: value })} {...fields} />
              {mayChange && <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Take out day ${place + 1}`} onClick={() => setDraft({ ...draft, days: draft.days.filter(({ at }) => at !== day.at) })}><X size={16} aria-hidden /></ActionIcon>}
            </div>
          ))}
          {mayChange && <div><Button variant="default" size="compact-sm" onClick={() => setDraft({ ...draft, days: [...draft.days, { at: Math.max(-1, ...draft.days.map(({ at }) => at)) + 1, on: '', name: '', windows: '' }] })}>Add a day</Button></div>}
        </fieldset>
      </div>
      <section className={css['next']} aria-label="Opens next" aria-live="polite">
        <h3>Opens next</h3>
        {openings.ok
          ? <ol data-testid="openings">{openings.value.map((opening) => <li key={opening}>{opening}</li>)}</ol>
          : <p className={css['refusal']} data-testid="calendar-refusal">{openings.refusal}</p>}
        {openings.ok && openings.value.length === 0 && <p className={css['refusal']}>It never opens again by these hours.</p>}
        {openings.ok && <p className={css['hint']}>By the clocks of {draft.zone}.</p>}
        {mayChange && <Button type="submit" loading={save.isPending} disabled={!openings.ok || (!isChanged && !calendar.isAssumed)}>{isChanged || !calendar.isAssumed ? 'Save' : 'Confirm these hours'}</Button>}
      </section>
    </form>
  );
}
