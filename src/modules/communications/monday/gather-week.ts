import { publicId } from '../../../kernel/public-id.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Identity } from '../../identity/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { Journeys } from '../../journeys/index.ts';
import { brokenTo, keptByWeek, type KeptWeek, type Promises } from '../../promises/index.ts';
import type { Voice } from '../../voice/index.ts';
import { compareWeeks, countOfWeek, LOOKED_BACK_WEEKS, shareOfWeek, type WeekValue } from './compare-weeks.ts';
import type { Figure, MonthAlarm, SettledPromise } from './say-lines.ts';
import { dayAfter, monthEnded, weekOf, type Week } from './week.ts';

export type GatherDeps = { readonly database: Database; readonly zone: string; readonly identity: Pick<Identity, 'withOwners'>; readonly journeys: Pick<Journeys, 'figures'>; readonly promises: Pick<Promises, 'promises'>; readonly voice: Pick<Voice, 'scores'>; readonly interactions: Pick<Interactions, 'drawnText' | 'saidBy'> };

/** Figures of a week beside those of the weeks before. `tooFew`: figures that have too little to be compared. */
export type WeekFigures = { readonly figures: readonly Figure[]; readonly alarms: readonly MonthAlarm[]; readonly tooFew: number; readonly promises: readonly SettledPromise[]; readonly published: number };

const NO_KEPT = { kept: 0, broken: 0, running: 0, people: 0, keptPercent: null, lowPercent: null, highPercent: null };

/** What is counted of a week and the weeks before it. Cost: a question a week for issues, one for all promises, one for scores where a month ended. */
export async function gatherFigures(deps: GatherDeps, week: Week): Promise<WeekFigures> {
  const mondays = Array.from({ length: LOOKED_BACK_WEEKS }, (_, at) => dayAfter(week.week, -7 * (LOOKED_BACK_WEEKS - at)));
  const counts: number[] = [];
  for (const monday of [...mondays, week.week]) counts.push((await deps.journeys.figures({ from: dayAfter(monday, -7), until: monday })).issues);
  const kept = await keptByWeek(deps.database, deps.identity.withOwners, { fromMs: weekOf(dayAfter(week.week, -7 * LOOKED_BACK_WEEKS), deps.zone).fromMs, untilMs: week.untilMs, zone: deps.zone });
  const lines = await deps.promises.promises();
  const published = lines.filter(({ state }) => state === 'published');
  const series = [issuesSeries(counts), ...published.map(({ id, terms }) => keptSeries(id, terms.name, kept, week))];
  const known = series.flatMap((one) => (one.now === null ? [] : [{ ...one, now: one.now }]));
  const figures = known.flatMap(({ now, before, ...figure }) => { const compared = compareWeeks(figure.kind === 'count' ? 'count' : 'share', now, before, known.length); return compared === null ? [] : [{ ...figure, compared }]; });
  const begins = dayAfter(week.week, -7);
  const settled = lines.flatMap(({ id, terms, state }) => { const rate = kept.find((one) => publicId('promise', one.promise) === id && one.week === begins)?.rate ?? NO_KEPT; return state === 'draft' ? [] : [settledPromise(id, terms.name, rate)]; });
  return { figures, alarms: await alarmsOf(deps, week), tooFew: series.length - figures.length, promises: settled, published: published.length };
}

type Series = Omit<Figure, 'compared'> & { readonly now: WeekValue | null; readonly before: readonly WeekValue[] };

/** Weeks before the first that has any issue are not known, rather than quiet. */
function issuesSeries(counts: readonly number[]): Series {
  const first = counts.findIndex((count) => count > 0);
  const values = first < 0 ? [] : counts.slice(first).map(countOfWeek);
  return { key: 'issues', name: 'Issues', kind: 'count', path: '/issues', now: values.at(-1) ?? null, before: values.slice(0, -1) };
}

function keptSeries(id: string, name: string, kept: readonly KeptWeek[], { week }: Week): Series {
  const own = kept.filter((one) => publicId('promise', one.promise) === id);
  const now = own.find((one) => one.week === dayAfter(week, -7));
  return { key: id, name, kind: 'kept', path: `/promises/${id}`, now: now === undefined ? null : valueOf(now), before: own.filter((one) => one !== now).flatMap((one) => valueOf(one) ?? []) };
}

function valueOf({ rate: { keptPercent, lowPercent, highPercent } }: KeptWeek): WeekValue | null {
  return keptPercent === null || lowPercent === null || highPercent === null ? null : shareOfWeek({ value: keptPercent, low: lowPercent, high: highPercent });
}

function settledPromise(id: string, name: string, { kept, broken, people, keptPercent, lowPercent, highPercent }: KeptWeek['rate']): SettledPromise {
  return { id, name, broken, settled: kept + broken, people, rate: keptPercent === null || lowPercent === null || highPercent === null ? null : { value: keptPercent, low: lowPercent, high: highPercent } };
}

/** Scores that left what chance explains in the month that ended within the week, by their own alarms. */
async function alarmsOf({ voice }: GatherDeps, week: Week): Promise<MonthAlarm[]> {
  const month = monthEnded(week);
  if (month === null) return [];
  const { scores } = await voice.scores({ months: 12, until: month });
  return scores.flatMap(({ key, name, unit, alarms, months }) => {
    const alarm = alarms.find((one) => one.month === month);
    const one = months.find((each) => each.month === month);
    if (alarm === undefined || one?.estimate == null) return [];
    const shown = (value: number): number => (unit === 'scale' ? Math.round(value * 10) / 10 : Math.round(value));
    return [{ name, month, direction: alarm.direction, value: shown(one.estimate.value), low: shown(one.estimate.low), high: shown(one.estimate.high), people: one.people, path: `/scores?score=${encodeURIComponent(key)}` }];
  });
}

/** Claims that are looked at for words about a promise. */
const NODES_MOST = 5_000;

/** One customer's words, drawn by chance. `among`: whose texts were drawn from. Units: ms since 1970. */
export type DrawnWords = { readonly number: number; readonly node: number; readonly text: string; readonly channel: string; readonly occurredMs: number; readonly among: 'broken-promise' | 'everybody' };

/**
 * One text of a customer, drawn by chance by the week, among texts of so many words of that week: of customers to whom the promise was broken; where none of them wrote so, of all.
 * Nobody chooses it, and the draw can be repeated. Shape: null when nobody wrote so.
 */
export async function drawWords({ database, interactions }: GatherDeps, week: Week, promise: number | null, words: { readonly least: number; readonly most: number }): Promise<DrawnWords | null> {
  const from = { fromMs: week.fromMs, untilMs: week.untilMs, leastWords: words.least, mostWords: words.most };
  const nodes = promise === null ? [] : await brokenTo(database, promise, week, NODES_MOST);
  const near = nodes.length === 0 ? null : await interactions.drawnText(`monday ${week.week}`, { ...from, nodes });
  const number = near ?? await interactions.drawnText(`monday ${week.week}`, { ...from, nodes: null });
  const [said] = number === null ? [] : await interactions.saidBy([number]);
  if (number === null || said === undefined || said.item.text === null) return null;
  return { number, node: said.node, text: said.item.text.trim(), channel: said.item.channel, occurredMs: Date.parse(said.item.occurredAt), among: near === null ? 'everybody' : 'broken-promise' };
}
