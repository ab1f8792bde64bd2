import { publicId } from '../../../kernel/public-id.ts';
import { rememberedBy } from '../../../kernel/remembered.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { instancesOfPeriod, type TestDeps } from '../back-test.ts';
import type { Customers } from '../../customers/index.ts';
import { calendarOf } from '../terms/compile-terms.ts';
import type { Terms } from '../terms/contract.ts';
import { runningDue } from '../verdict-store.ts';
import { chancesOf, checkForecast, pastOf, ratioOf, type Past } from './break-hazard.ts';
import type { BreakChance, Forecast, RunningPromise } from './contract.ts';

const HOUR_MS = 3_600_000;
/** What is due so soon is foretold. Units: hours. */
const WITHIN_HOURS = 72;
/** How long chances hold before they are learnt anew: reading the history takes seconds. Units: ms. */
const LEARNT_FOR_MS = HOUR_MS;
const LEARNT_MOST = 50;
/** Looked at, and shown: the likeliest to break first. */
const RUNNING_MOST = 5_000;
const SHOWN_MOST = 50;

type Learnt = { readonly from: string; readonly until: string; readonly madeAt: string; readonly chanceAt: (ratio: number) => BreakChance; readonly check: Forecast['check'] };

/** Tells which promises at work are about to break, by what became of the same promise in the company's own history. */
export function createForecast(deps: TestDeps & { readonly database: Database; readonly customers: Pick<Customers, 'quoted'> }) {
  const { database, clock } = deps;
  const lately = rememberedBy<Learnt>({ forMs: LEARNT_FOR_MS, most: LEARNT_MOST, clock });

  async function learn(terms: Terms): Promise<Learnt> {
    const past: Past[] = [];
    const calendar = calendarOf(terms);
    const nowMs = clock();
    const { from, until } = await instancesOfPeriod(deps, terms, undefined, (customer, instances) => { past.push(...pastOf(customer, instances, nowMs, calendar)); });
    return { from, until, madeAt: new Date(nowMs).toISOString(), chanceAt: chancesOf(past), check: checkForecast(past) };
  }

  return {
    /** What of a promise, as it is promised now, is due soon, the likeliest to break first. Cost: the history is read once an hour. */
    async of(promise: number, terms: Terms): Promise<Forecast> {
      const { chanceAt, check, ...learnt } = await lately(JSON.stringify([promise, terms]), () => learn(terms));
      const nowMs = clock();
      const calendar = calendarOf(terms);
      const running = (await runningDue(database, promise, nowMs, nowMs + WITHIN_HOURS * HOUR_MS, RUNNING_MOST)).flatMap((one) => (one.dueMs === null ? [] : [{ ...one, dueMs: one.dueMs, chance: chanceAt(ratioOf({ startedMs: one.startedMs, dueMs: one.dueMs }, nowMs, calendar)) }]));
      const shown = running.toSorted((a, b) => (b.chance?.percent ?? -1) - (a.chance?.percent ?? -1) || a.dueMs - b.dueMs).slice(0, SHOWN_MOST);
      const who = await deps.customers.quoted([...new Set(shown.map(({ node }) => node).filter((node) => node !== 0))], false);
      return {
        ...learnt, check, withinHours: WITHIN_HOURS, due: running.length, undecided: running.filter(({ chance }) => chance === null).length, expected: Math.round(running.reduce((sum, { chance }) => sum + (chance?.percent ?? 0), 0) / 10) / 10,
        running: shown.map(({ node, trigger, channel, startedMs, dueMs, chance }): RunningPromise => ({ customer: who.get(node)?.id ?? null, name: who.get(node)?.name ?? null, interaction: publicId('interaction', trigger), channel, startedAt: new Date(startedMs).toISOString(), dueAt: new Date(dueMs).toISOString(), chance })),
      };
    },
  };
}
