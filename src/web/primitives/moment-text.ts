/** How exactly a moment is known. */
export type Precision = 'ms' | 'minute' | 'day';
const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The lengths in which a moment is written. */
const shapes = {
  time: { hour: '2-digit', minute: '2-digit' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  'short-month': { month: 'short', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type MomentShape = keyof typeof shapes | 'ago';

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** A moment in the viewer's zone and language. A moment of which only the day is known is never given a time, nor moved to another day. */
export function momentText(at: string, shape: keyof typeof shapes, precision: Precision = 'ms'): string {
  const dayOnly = precision === 'day';
  // A time of day stands below its day: naming the day again would say it twice.
  if (dayOnly && shape === 'time') return 'that day';
  const used = dayOnly && (shape === 'clock' || shape === 'short') ? 'day' : shape;
  return formatter(`${used}${dayOnly}`, dayOnly ? { ...shapes[used], timeZone: 'UTC' } : shapes[used]).format(new Date(at));
}

/** The whole moment with its zone, as shown on hover. */
export function fullMoment(at: string, precision: Precision = 'ms'): string {
  if (precision === 'day') return `${momentText(at, 'weekday', 'day')} (only the day is known)`;
  const text = formatter('full', { ...shapes.weekday, ...shapes.clock, timeZoneName: 'short' }).format(new Date(at));
  // In UTC the short name is the whole name.
  return `${text}${text.endsWith(zone) ? '' : `, ${zone}`}${precision === 'minute' ? ' (known to the minute)' : ''}`;
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const STEPS = [['year', 31_557_600_000], ['month', 2_629_800_000], ['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]] as const;

/** How long ago, in the largest unit that fits. */
export function agoText(at: string, nowMs: number): string {
  const pastMs = nowMs - Date.parse(at);
  for (const [unit, ms] of STEPS) if (Math.abs(pastMs) >= ms) return relative.format(-Math.trunc(pastMs / ms), unit);
  return 'just now';
}
