import type { OpeningHours } from '../../../kernel/opening-hours.ts';
import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';

/** One version of opening hours. `savedBy`: the public id of a person, or `custos`. */
export type CalendarRow = OpeningHours & { readonly key: string; readonly version: number; readonly name: string; readonly savedBy: string; readonly savedAt: Date };

const COLUMNS = sql`key, version, name, zone, week, days, saved_by as "savedBy", saved_at as "savedAt"`;

/** The version of each calendar that holds. Shape: by key. */
export function latestCalendars(database: Queryable): Promise<CalendarRow[]> {
  return database.rows<CalendarRow>(sql`select distinct on (key) ${COLUMNS} from people.calendar order by key, version desc`);
}

/** All versions of a calendar. Shape: the oldest first. */
export function calendarHistory(database: Queryable, key: string): Promise<CalendarRow[]> {
  return database.rows<CalendarRow>(sql`select ${COLUMNS} from people.calendar where key = ${key} order by version`);
}

/** Adds the version after `basedOn` (0: the first). Shape: null when somebody else was faster. Units: `savedAtMs` ms since 1970. */
export async function insertCalendar(database: Queryable, basedOn: number, { key, name, zone, week, days }: Omit<CalendarRow, 'version' | 'savedBy' | 'savedAt'>, savedBy: string, savedAtMs: number): Promise<CalendarRow | null> {
  const [row] = await database.rows<CalendarRow>(sql`insert into people.calendar (key, version, name, zone, week, days, saved_by, saved_at)
    select ${key}, ${basedOn}::int + 1, ${name}, ${zone}, ${JSON.stringify(week)}::jsonb, ${JSON.stringify(days)}::jsonb, ${savedBy}, ${new Date(savedAtMs).toISOString()}::timestamptz
    where ${basedOn}::int = (select coalesce(max(version), 0) from people.calendar where key = ${key})
    on conflict (key, version) do nothing returning ${COLUMNS}`);
  return row ?? null;
}
