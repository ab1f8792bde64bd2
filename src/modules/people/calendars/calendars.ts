import { AppError } from '../../../kernel/app-error.ts';
import { businessCalendar, type BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { OpeningHours } from '../../../kernel/opening-hours.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { companyZone } from '../company-store.ts';
import { calendarHistory, insertCalendar, latestCalendars, type CalendarRow } from './calendar-store.ts';
import { OFFICE_HOURS } from './contract.ts';

/** Who saved what nobody confirmed. */
const CUSTOS = 'custos';
const CALENDARS_MOST = 100;

type CalendarDeps = { readonly database: Database; readonly clock: () => number };

/** What somebody saves. `basedOn`: the version that they looked at. */
type CalendarWish = { readonly name: string; readonly hours: OpeningHours; readonly basedOn: number };

/** Office hours over time: which version held since when, the oldest first. `calendarOf` a version that does not exist: null. Units: ms since 1970. */
type OfficeHours = { readonly versions: readonly { readonly version: string; readonly sinceMs: number }[]; readonly calendarOf: (version: string) => BusinessCalendar | null };

/** When somebody is there. */
export type Calendars = ReturnType<typeof createCalendars>;

/** The company's opening hours. Office hours are there from the beginning, assumed from the company's zone until a person says when somebody is there. */
export function createCalendars({ database, clock }: CalendarDeps) {
  const countable = new Map<string, BusinessCalendar>();

  async function inForce(): Promise<readonly CalendarRow[]> {
    const rows = await latestCalendars(database);
    const office = rows.find(({ key }) => key === OFFICE_HOURS);
    if (office !== undefined && office.savedBy !== CUSTOS) return rows;
    // Asked of the database, not of memory: two processes that remember two zones would take turns for ever.
    const zone = await companyZone(database);
    if (office?.zone === zone) return rows;
    await insertCalendar(database, office?.version ?? 0, { key: OFFICE_HOURS, name: 'Office hours', ...nineToFive(zone) }, CUSTOS, clock());
    return latestCalendars(database);
  }

  return {
    /** The calendars that hold, by key. */
    inForce,
    /** The office hours as they held over time, ready to count with. Cost: one question; a version is made countable once. */
    async officeHours(): Promise<OfficeHours> {
      await inForce();
      const rows = await calendarHistory(database, OFFICE_HOURS);
      for (const row of rows) {
        const calendar = countable.has(versionName(row)) ? null : businessCalendar(row);
        if (calendar !== null && calendar.ok) countable.set(versionName(row), calendar.value);
      }
      return { versions: rows.map((row) => ({ version: versionName(row), sinceMs: row.savedAt.getTime() })), calendarOf: (version) => countable.get(version) ?? null };
    },
    /** Saves opening hours as a new version, from now on. Errors: `invalid` for hours that cannot be used, by name; `conflict` when somebody else saved meanwhile. */
    async save(key: string, { name, hours, basedOn }: CalendarWish, by: string): Promise<CalendarRow> {
      const read = businessCalendar(hours);
      if (!read.ok) throw new AppError('invalid', read.refusal.code, read.refusal.detail);
      if (basedOn === 0 && (await latestCalendars(database)).length >= CALENDARS_MOST) throw new AppError('conflict', 'calendars-too-many', `There are ${CALENDARS_MOST} calendars already. Change one of them instead.`);
      const saved = await insertCalendar(database, basedOn, { key, name, ...hours }, by, clock());
      if (saved === null) throw new AppError('conflict', 'calendar-saved-meanwhile', 'Somebody else saved these opening hours meanwhile. Load the page again and look at theirs first.');
      return saved;
    },
    /** Whether nobody confirmed it. */
    isAssumed: ({ savedBy }: CalendarRow): boolean => savedBy === CUSTOS,
  };
}

/** How clocks note a version: `office-hours.3`. */
const versionName = ({ key, version }: CalendarRow): string => `${key}.${version}`;

/** Monday to Friday, nine to five: what is assumed of a company that has not said when it is there. */
function nineToFive(zone: string): OpeningHours {
  const day = [{ from: '09:00', to: '17:00' }];
  return { zone, week: [day, day, day, day, day, [], []], days: [] };
}
