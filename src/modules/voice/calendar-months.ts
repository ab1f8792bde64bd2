import { AppError } from '../../kernel/app-error.ts';
import { parseMoment } from '../../kernel/instant.ts';

/** The month of a moment in a zone: `2026-03`. */
export function isoMonth(atMs: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' }).formatToParts(atMs);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

/** So many months up to and with one, oldest first; `later` moves all of them on. */
export function monthsUntil(last: string, count: number, later = 0): string[] {
  const [year = 0, month = 1] = last.split('-').map(Number);
  const end = year * 12 + month - 1 + later;
  return Array.from({ length: count }, (_, at) => end - count + 1 + at).map((index) => `${String(Math.floor(index / 12)).padStart(4, '0')}-${String(index % 12 + 1).padStart(2, '0')}`);
}

/** When a month begins in a zone. Units: ms. Errors: `invalid` for a month that is none. */
export function startOfMonthMs(month: string, zone: string): number {
  const moment = parseMoment(`${month}-01T00:00:00`, zone);
  if (moment === null) throw new AppError('invalid', 'month-malformed', 'A month is written such as 2026-03.');
  return moment.atMs;
}
