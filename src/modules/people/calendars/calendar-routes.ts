import type { RouteServer } from '../../../platform/http/server.ts';
import type { CalendarRow } from './calendar-store.ts';
import type { Calendars } from './calendars.ts';
import { calendarRoutes, type Calendar } from './contract.ts';

/** Serves the company's opening hours. */
export function serveCalendarRoutes(server: RouteServer, calendars: Calendars, nameOf: (id: string) => Promise<string | null>): void {
  const shown = async (row: CalendarRow): Promise<Calendar> => {
    const isAssumed = calendars.isAssumed(row);
    return {
      key: row.key, version: row.version, name: row.name, hours: { zone: row.zone, week: row.week.map((windows) => [...windows]), days: row.days.map((day) => ({ ...day, windows: [...day.windows] })) },
      isAssumed, savedBy: isAssumed ? null : await nameOf(row.savedBy), savedAt: row.savedAt.toISOString(),
    };
  };
  server.handle(calendarRoutes.calendars, async () => ({ calendars: await Promise.all((await calendars.inForce()).map(shown)) }));
  server.handle(calendarRoutes.saveCalendar, async ({ params, body, viewer, auditAbout }) => {
    const saved = await calendars.save(params.key, body, viewer?.id ?? '');
    auditAbout(`${saved.key}.${saved.version}`);
    return shown(saved);
  });
}
