import { z } from 'zod';
import { LOWER_WORD } from '../../../kernel/lower-word.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';

const windows = z.array(z.object({ from: z.string().max(5), to: z.string().max(5) })).max(12);

/** When somebody is there (kernel/opening-hours.ts). What is written here is checked there, so that refusals are the same on the page and on the server. */
const Hours = z.object({ zone: z.string().max(60), week: z.array(windows).max(14), days: z.array(z.object({ on: z.string().max(10), name: z.string().trim().max(80).optional(), windows })).max(500) });

/** Opening hours under a name, in the version that holds. `isAssumed`: nobody confirmed them. Shape: `savedBy` null for what Custos assumed, and for somebody it does not know. */
export const Calendar = z.object({ key: z.string(), version: z.number(), name: z.string(), hours: Hours, isAssumed: z.boolean(), savedBy: z.string().nullable(), savedAt: z.string() });
export type Calendar = z.infer<typeof Calendar>;

/** The calendar that clocks keep where no other is named. */
export const OFFICE_HOURS = 'office-hours';

export const calendarRoutes = defineRoutes({
  calendars: { method: 'GET', path: '/api/calendars', summary: 'When somebody is there: opening hours by name', gate: 'see-own-session', response: z.object({ calendars: z.array(Calendar) }) },
  saveCalendar: { method: 'PUT', path: '/api/calendars/:key', summary: 'Save opening hours as a new version, or confirm them; `basedOn` is the version that was looked at, 0 for a new calendar', gate: 'set-opening-hours', params: z.object({ key: z.string().regex(LOWER_WORD) }), body: z.object({ name: z.string().trim().min(1).max(80), hours: Hours, basedOn: z.number().int().min(0) }), response: Calendar, audit: 'people.calendar-saved' },
});
