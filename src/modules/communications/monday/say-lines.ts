import { MONDAY_WORDS } from '../contract.ts';
import type { Compared } from './compare-weeks.ts';

/** A figure of the week that is held against the weeks before. `of` shares are in per cent. */
export type Figure = { readonly key: string; readonly name: string; readonly kind: 'count' | 'kept'; readonly path: string; readonly compared: Compared };
/** A score that left what chance explains in the month that ended, by the alarm of scores. */
export type MonthAlarm = { readonly name: string; readonly month: string; readonly direction: 'up' | 'down'; readonly value: number; readonly low: number; readonly high: number; readonly people: number; readonly path: string };

/** A line before anything of a person stands in it. */
export type SaidLine = { readonly text: string; readonly path: string | null; readonly how: readonly string[] };

export const countWords = (text: string): number => (text.trim() === '' ? 0 : text.trim().split(/\s+/u).length);
/** A text cut to so many words. */
export function atMostWords(text: string, most: number): string {
  const words = text.trim().split(/\s+/u);
  return words.length <= most ? words.join(' ') : `${words.slice(0, most).join(' ').replace(/[,;:.–-]+$/u, '')}…`;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
const named = (name: string): string => `“${atMostWords(name, 6)}”`;
const monthName = (month: string): string => new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`));

/** What changed beyond chance, two things at most; or that nothing did; or that too little is known to say. */
export function sayChanged(figures: readonly Figure[], alarms: readonly MonthAlarm[], tooFew: number): SaidLine {
  const changed = figures.filter(({ compared }) => compared.isChange).toSorted((a, b) => b.compared.distance - a.compared.distance);
  const said = [...changed.map((figure) => ({ text: sayFigure(figure), path: figure.path })), ...alarms.map((alarm) => ({ text: sayAlarm(alarm), path: alarm.path }))];
  const how = [
    ...figures.map(howCompared), ...alarms.map(({ name, month, value, low, high, people }) => `${name}, ${month}: ${value} (95 % interval ${low} to ${high}) of ${people} people.`),
    ...(tooFew > 0 ? [`${tooFew} ${tooFew === 1 ? 'figure has' : 'figures have'} fewer than six earlier weeks or too few people, and ${tooFew === 1 ? 'is' : 'are'} not compared.`] : []),
  ];
  if (said.length > 0) {
    const more = said.length - 2;
    return { text: atMostWords(`${said.slice(0, 2).map(({ text }) => text).join(' ')}${more > 0 ? ` And ${more} more.` : ''}`, MONDAY_WORDS.changed), path: said[0]?.path ?? null, how };
  }
  if (figures.length === 0) return { text: 'What changed can not be told yet: fewer than six weeks are known to compare with.', path: null, how };
  return { text: 'Nothing changed that chance does not explain.', path: null, how };
}

function sayFigure({ kind, name, compared: { now, centre, usual } }: Figure): string {
  const isUp = now.value > centre;
  if (kind === 'count') return `${isUp ? 'More' : 'Fewer'} customers came to us: ${whole(now.value)} issues, usually ${whole(Math.max(0, usual.low))} to ${whole(usual.high)}.`;
  return `${named(name)} was kept ${isUp ? 'more' : 'less'} often: ${whole(now.value)} %, usually ${whole(centre)} %.`;
}

function sayAlarm({ name, month, direction, value, low, high }: MonthAlarm): string {
  return `${atMostWords(name, 6)} ${direction === 'up' ? 'rose' : 'fell'} in ${monthName(month)}: ${value} (${low} to ${high}).`;
}

function howCompared({ kind, name, compared: { now, centre, usual } }: Figure): string {
  const of = kind === 'count' ? `${whole(now.value)}` : `${whole(now.value)} % (95 % interval ${whole(now.low)} to ${whole(now.high)})`;
  return `${kind === 'count' ? 'Issues that began' : `Kept: ${name}`}: ${of}; usually ${whole(centre)}, and chance reaches from ${whole(Math.max(0, usual.low))} to ${whole(kind === 'count' ? usual.high : Math.min(100, usual.high))}.`;
}

/** What was settled of a promise in the week. `rate` null below ten people. Units: per cent. */
export type SettledPromise = { readonly id: string; readonly name: string; readonly broken: number; readonly settled: number; readonly people: number; readonly rate: { readonly value: number; readonly low: number; readonly high: number } | null };

/** The promise that was broken most often, with how often it was kept. Shape: null where nothing was promised, or nothing broke. */
export function mostBroken(promises: readonly SettledPromise[]): SettledPromise | null {
  const [worst] = promises.filter(({ broken }) => broken > 0).toSorted((a, b) => b.broken - a.broken || a.id.localeCompare(b.id));
  return worst ?? null;
}

export function sayPromise(worst: SettledPromise | null, published: number): SaidLine {
  if (worst === null) return { text: published === 0 ? 'No promise is published yet.' : 'No promise was found broken.', path: '/promises', how: [] };
  const { name, broken, settled, people, rate } = worst;
  const kept = rate === null ? 'too few people for a rate' : `kept ${whole(rate.value)} % (${whole(rate.low)} to ${whole(rate.high)})`;
  return { text: atMostWords(`${named(name)}: broken ${whole(broken)} of ${whole(settled)} times, ${kept}.`, MONDAY_WORDS.promise), path: `/promises/${worst.id}`, how: [`Of what was settled in the week, ${whole(settled)} for ${whole(people)} people; the interval is a 95 % interval in which one person with many counts as one.`] };
}

const DAY_MS = 86_400_000;

/** How old something is, in words. */
export function ageText(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const [count, unit] = days >= 1 ? [days, 'day'] : [Math.max(1, Math.floor(ms / 3_600_000)), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** One escalation with its age; what it is about stands apart, because it may name somebody. */
export function sayEscalation(one: { readonly of: 'escalation' | 'broken-case'; readonly sinceMs: number; readonly path: string | null } | null, nowMs: number): SaidLine {
  if (one === null) return { text: 'Nothing is escalated.', path: null, how: [] };
  return { text: one.of === 'escalation' ? `Escalated ${ageText(nowMs - one.sinceMs)} ago and still open:` : `A broken promise, waiting ${ageText(nowMs - one.sinceMs)}:`, path: one.path, how: one.of === 'escalation' ? ['The oldest escalation that is open.'] : ['No escalation is open; this is the oldest case whose promise was broken and not made good.'] };
}
