import { zoneOffsetMinutes } from '../../../kernel/instant.ts';
import type { Plan } from '../definition/contract.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** Where in the company's week a moment lies. Units: ms; `day` 0 (Monday) to 6. */
export type WeekDay = { readonly weekFromMs: number; readonly day: number };

/** The week that a moment lies in, from Monday 00:00 in the company's zone. */
export function weekDayOf(atMs: number, zone: string): WeekDay {
  const offsetMs = zoneOffsetMinutes(zone, atMs) * 60_000;
  const days = Math.floor((atMs + offsetMs) / DAY_MS);
  // Day 0 since 1970 was a Thursday.
  const day = (days + 3) % WEEK_DAYS;
  const mondayMs = (days - day) * DAY_MS;
  return { weekFromMs: mondayMs - zoneOffsetMinutes(zone, mondayMs - offsetMs) * 60_000, day };
}

/** How many of a week's cap may be asked until the end of a day: the same share each day, so that those whose moment comes on a Monday are no likelier to be asked than others. */
export const allowedByDay = (perWeek: number, day: number): number => Math.ceil(perWeek * (day + 1) / WEEK_DAYS);

/** The cap of a stratum of the plan; null: none. */
export function quotaOf({ quotas }: Pick<Plan, 'quotas'>, stratum: string): number | null {
  return quotas === null ? null : quotas.perWeek[stratum] ?? quotas.rest;
}

/** Which cap is full, by what was asked this week so far; null when there is room. */
export function fullCap(plan: Pick<Plan, 'perWeekMost' | 'quotas'>, asked: { readonly all: number; readonly inStratum: number }, stratum: string, day: number): 'week-full' | 'quota-full' | null {
  if (plan.perWeekMost !== null && asked.all >= allowedByDay(plan.perWeekMost, day)) return 'week-full';
  const quota = quotaOf(plan, stratum);
  return quota !== null && asked.inStratum >= allowedByDay(quota, day) ? 'quota-full' : null;
}
