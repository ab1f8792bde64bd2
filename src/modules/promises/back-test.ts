import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { membersAmong } from './audience-log.ts';
import { beginningOf, compileTerms, dayOf } from './terms/compile-terms.ts';
import type { BackTest, Part, Terms } from './contract.ts';
import { VERDICTS_MOST } from './contract.ts';
import { foldPromise } from './engine/fold-promise.ts';
import type { FoldedRule, Instance } from './engine/instance.ts';
import { needsOf, type Histories, type Judged } from './histories.ts';
import { keptPart, keptRate, NOTHING_KEPT, withPerson, type KeptTally } from './kept-rate.ts';

const DAY_MS = 86_400_000;
/** Without a period: the last year. Units: days. */
const USUAL_DAYS = 365;

/** What testing on the history needs. */
export type TestDeps = { readonly analytics: Analytics; readonly histories: Pick<Histories, 'all'>; readonly clock: () => number; readonly zone: string };
/** Days of the company's zone, both included. */
export type Days = { readonly from: string; readonly until: string };
/** `customer`: below 0 for nobody known. */
export type TestedInstance = Instance & { readonly customer: number };

const afterDay = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The period that is tested: the one asked for, else the last 365 days. */
function periodOf({ clock, zone }: TestDeps, asked: Days | undefined): Days & { readonly fromMs: number; readonly untilMs: number } {
  const until = asked?.until ?? dayOf(clock(), zone);
  const from = asked?.from ?? afterDay(until, 1 - USUAL_DAYS);
  return { from, until, fromMs: beginningOf(from, zone), untilMs: beginningOf(afterDay(until, 1), zone) };
}

/** Instances of everybody in the audience, customer by customer. */
async function fold({ analytics }: TestDeps, terms: Terms, rule: FoldedRule, everybody: AsyncIterable<readonly Judged[]>, nowMs: number, visit: (customer: number, instances: readonly Instance[]) => void): Promise<number> {
  let contacts = 0;
  for await (const group of everybody) {
    const members = await membersAmong(analytics, terms.audience, group.map(({ customer }) => customer));
    for (const { customer, history } of group) {
      if (!members.has(customer)) continue;
      contacts += history.contacts.length;
      const instances = foldPromise(history, rule, nowMs);
      if (instances.length > 0) visit(customer, instances);
    }
  }
  return contacts;
}

/** What terms would have come to in a period, customer by customer. Shape: the days that were looked at. Errors: as `backTest`. */
export async function instancesOfPeriod(deps: TestDeps, terms: Terms, asked: Days | undefined, visit: (customer: number, instances: readonly Instance[]) => void): Promise<Days> {
  const [{ from, until, ...begins }, nowMs] = [periodOf(deps, asked), deps.clock()];
  await fold(deps, terms, compileTerms(terms, begins, deps.zone), deps.histories.all(nowMs, needsOf([terms])), nowMs, visit);
  return { from, until };
}

/** Counts by parts: of each part, over people. */
function createTallies() {
  const tallies = new Map<string, KeptTally>();
  return {
    add(instances: readonly Instance[], keyOf: (one: Instance) => string): void {
      for (const [key, own] of Map.groupBy(instances, keyOf)) {
        const count = (state: Instance['state']): number => own.filter((one) => one.state === state).length;
        tallies.set(key, withPerson(tallies.get(key) ?? NOTHING_KEPT, { kept: count('kept'), broken: count('broken'), running: count('running') }));
      }
    },
    parts: () => [...tallies].filter(([key]) => key !== '').toSorted(([a], [b]) => a.localeCompare(b)).map(([key, tally]) => keptPart(key, tally)),
    of: (key: string): KeptTally => tallies.get(key) ?? NOTHING_KEPT,
  };
}

/** What would have become of a promise in a period, by everything that is known now. Errors: `invalid` for opening hours that cannot be used; `unavailable` before customers were put into groups. */
export async function backTest(deps: TestDeps, terms: Terms, asked: Days | undefined): Promise<BackTest> {
  const startMs = performance.now();
  const [period, nowMs] = [periodOf(deps, asked), deps.clock()];
  const rule = compileTerms(terms, period, deps.zone);
  const [all, months, channels, seams] = [createTallies(), createTallies(), createTallies(), createTallies()];
  const interactions = await fold(deps, terms, rule, deps.histories.all(nowMs, needsOf([terms])), nowMs, (_, instances) => {
    all.add(instances, () => 'all');
    months.add(instances, ({ startedMs }) => dayOf(startedMs, deps.zone).slice(0, 7));
    channels.add(instances, ({ channel }) => channel);
    seams.add(instances, ({ seam }) => seam);
  });
  const tally = all.of('all');
  return {
    from: period.from, until: period.until, zone: deps.zone, rate: keptRate(tally), months: months.parts(), channels: channels.parts(), seams: seams.parts(),
    remedyMinor: terms.remedy === null ? null : (BigInt(terms.remedy.valueMinor) * BigInt(tally.broken)).toString(), currency: terms.remedy?.currency ?? null, interactions, tookMs: Math.round(performance.now() - startMs),
  };
}

/** The people behind a figure of a back-test, latest first. */
export async function backTestVerdicts(deps: TestDeps, terms: Terms, asked: Days | undefined, part: Part): Promise<{ instances: TestedInstance[]; total: number }> {
  const [period, nowMs] = [periodOf(deps, asked), deps.clock()];
  const rule = compileTerms(terms, period, deps.zone);
  const found: TestedInstance[] = [];
  const fits = (one: Instance): boolean => one.state === part.state && (part.channel === undefined || one.channel === part.channel) && (part.seam === undefined || one.seam === part.seam) && (part.month === undefined || dayOf(one.startedMs, deps.zone).startsWith(part.month));
  await fold(deps, terms, rule, deps.histories.all(nowMs, needsOf([terms])), nowMs, (customer, instances) => { for (const one of instances) if (fits(one)) found.push({ ...one, customer }); });
  return { instances: found.toSorted((a, b) => b.startedMs - a.startedMs || b.trigger - a.trigger).slice(0, VERDICTS_MOST), total: found.length };
}
