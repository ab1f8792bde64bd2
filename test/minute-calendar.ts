import type { OpeningHours } from '../src/kernel/opening-hours.ts';
import type { Chance } from './chance.ts';

/** Zones of every kind: with and without daylight saving, half and quarter hours, half an hour of change, both sides of the date line. */
export const TWENTY_ZONES = [
  'UTC', 'Europe/Berlin', 'Europe/London', 'America/New_York', 'America/Los_Angeles', 'America/St_Johns', 'America/Sao_Paulo', 'America/Havana', 'Australia/Lord_Howe', 'Australia/Adelaide',
  'Africa/Casablanca', 'Africa/Cairo', 'Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Tokyo', 'Asia/Tehran', 'Asia/Beirut', 'Pacific/Apia', 'Pacific/Chatham', 'Pacific/Auckland',
] as const;

const MINUTE_MS = 60_000;
/** Clocks of these zones show whole quarters, and change at whole quarters. Units: minutes. */
const STEP = 15;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

type WallMinute = { readonly date: string; readonly weekday: number; readonly minute: number };
const walls = new Map<string, readonly WallMinute[]>();

/** What the clock on the wall shows, every quarter of an hour. */
function wallOf(zone: string, baseMs: number, minutes: number): readonly WallMinute[] {
  const key = `${zone} ${baseMs} ${minutes}`;
  let wall = walls.get(key);
  if (wall === undefined) {
    const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', weekday: 'short', hour: '2-digit', minute: '2-digit' });
    wall = Array.from({ length: Math.ceil(minutes / STEP) }, (_, step) => {
      const shown = Object.fromEntries(clock.formatToParts(baseMs + step * STEP * MINUTE_MS).map(({ type, value }) => [type, value]));
      return { date: `${shown['year']}-${shown['month']}-${shown['day']}`, weekday: WEEKDAYS.indexOf(shown['weekday'] ?? ''), minute: Number(shown['hour']) * 60 + Number(shown['minute']) };
    });
    walls.set(key, wall);
  }
  return wall;
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether it is open in each minute from `baseMs` on, found by looking at the clock on the wall minute by minute: the slow and obvious way. 1: open. */
export function openMinutes({ zone, week, days }: OpeningHours, baseMs: number, minutes: number): Uint8Array {
  const open = new Uint8Array(minutes);
  const wall = wallOf(zone, baseMs, minutes);
  for (let at = 0; at < minutes; at += 1) {
    const shown = wall[Math.floor(at / STEP)];
    if (shown === undefined) continue;
    const windows = (days.find(({ on }) => on === shown.date) ?? days.find(({ on }) => on === shown.date.slice(5)))?.windows ?? week[shown.weekday] ?? [];
    const minute = shown.minute + (at % STEP);
    if (windows.some(({ from, to }) => minute >= minuteOf(from) && minute < minuteOf(to))) open[at] = 1;
  }
  return open;
}

const timeOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function someWindows(chance: Chance): { from: string; to: string }[] {
  const edges = new Set<number>();
  const most = 2 * chance.below(4);
  // Half of the edges lie in the hours in which clocks change.
  while (edges.size < most) edges.add(chance.below(2) === 0 ? chance.below(5 * 60) : chance.below(1_441));
  const sorted = [...edges].toSorted((one, other) => one - other);
  return Array.from({ length: sorted.length / 2 }, (_, at) => ({ from: timeOf(sorted[2 * at] ?? 0), to: timeOf(sorted[2 * at + 1] ?? 0) }));
}

/** Opening hours of a zone, such as nobody would invent: up to three windows a day, holidays, days of every year, days with hours of their own. */
export function someHours(chance: Chance, zone: string, baseMs: number, spanDays: number): OpeningHours {
  const dates = new Set(Array.from({ length: chance.below(6) }, () => new Date(baseMs + chance.below(spanDays) * 86_400_000).toISOString().slice(0, 10)));
  const yearly = new Set(Array.from({ length: chance.below(4) }, () => new Date(baseMs + chance.below(spanDays) * 86_400_000).toISOString().slice(5, 10)));
  const week = Array.from({ length: 7 }, () => someWindows(chance));
  // One weekday is surely open, so that nothing is refused.
  week[chance.below(7)] = [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '17:30' }];
  return { zone, week, days: [...dates, ...yearly].map((on) => ({ on, windows: chance.below(2) === 0 ? [] : someWindows(chance) })) };
}
