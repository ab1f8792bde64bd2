import { addBusiness, businessCalendar } from '../../../kernel/business-calendar.ts';
import type { StatusSetting } from './contract.ts';

const HOUR_MS = 3_600_000;

/** By when an office has had its hours of open time since a moment, by the clocks of a zone; null where such hours never pass. Units: ms since 1970. */
export function afterOfficeHours(fromMs: number, { hours, weekdays, opensAt, closesAt }: Omit<NonNullable<StatusSetting['office']>, 'name'>, zone: string): number | null {
  const calendar = businessCalendar({ zone, week: [1, 2, 3, 4, 5, 6, 7].map((day) => (weekdays.includes(day) ? [{ from: opensAt, to: closesAt }] : [])), days: [] });
  if (!calendar.ok) return null;
  const due = addBusiness(fromMs, hours * HOUR_MS, calendar.value);
  return due.ok ? due.value : null;
}
