import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { CustomerFacts } from './evaluate-rule.ts';
import { fits } from './evaluate-rule.ts';
import { createMakeUpTally, type MakeUp, type Placement } from './make-up-tally.ts';
import { habitsOfCustomers, type Habits } from './make-up-view.ts';
import { highestCustomer } from './rule-facts-view.ts';
import { askedBy, eachCustomer } from './rule-facts.ts';
import type { NamedRule, RuleSet } from './rule-language.ts';
import { createValueTally, type ValuesOfAll } from './value-tally.ts';

type Deps = { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly subjects: Subjects; readonly clock: () => number };
/** How everybody is made up, and what they spent in the year before, as last counted. `makeUp` and `values` null: never since the start. `isCounting`: newer figures are on their way. */
type MakeUpNow = { readonly makeUp: MakeUp | null; readonly values: ValuesOfAll | null; readonly asOf: string | null; readonly isCounting: boolean; /** The last count broke off; the next question begins another. */ readonly hasFailed: boolean };

const HABIT_MS = 365 * 86_400_000;
const RANGE = 20_000;
const TRAITS = ['country', 'region', 'language'];
const FRESH_MS = 600_000;
/** Counting takes at most a twentieth of the time. */
const REST = 20;
const SEVERAL = 'several';

/** What a customer is by every trait that is told apart. */
export function placementOf(rules: RuleSet, { traits, brands, ...facts }: CustomerFacts, habits: Pick<Habits, 'channel' | 'language'> | undefined): Placement {
  const first = (named: readonly NamedRule[]): string | undefined => named.find(({ rule }) => fits(rule, { traits, brands, ...facts }))?.name;
  const [brand = '', another] = [...brands];
  const known = { segment: first(rules.segments), persona: first(rules.personas), stage: first(rules.stages), country: traits.get('country'), region: traits.get('region'), language: traits.get('language') ?? habits?.language, channel: habits?.channel, brand: another === undefined ? brand : SEVERAL };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== ''));
}

/** How all customers are made up: counted in the background when somebody asks, kept in memory; whoever asks never waits. */
export function createMakeUp(deps: Deps & { readonly rules: { current(): Promise<{ readonly rules: RuleSet }> } }) {
  let known: { readonly makeUp: MakeUp; readonly values: ValuesOfAll; readonly countedMs: number; readonly tookMs: number } | null = null;
  let running: Promise<void> | null = null;
  let [isStopped, hasFailed] = [false, false];

  async function count(): Promise<void> {
    const countedMs = deps.clock();
    const [{ rules }, highest] = await Promise.all([deps.rules.current(), highestCustomer(deps.analytics)]);
    const habits = new Map<number, Habits>();
    for (let from = 0; from <= highest && !isStopped; from += RANGE) for (const one of await habitsOfCustomers(deps.analytics, { from, below: from + RANGE }, countedMs - HABIT_MS, countedMs)) habits.set(one.customer, one);
    const [tally, values] = [createMakeUpTally(highest), createValueTally(highest)];
    const asked = askedBy(rules);
    await eachCustomer(deps, { ...asked, orders: true, traits: [...new Set([...asked.traits, ...TRAITS])] }, countedMs, (customer, facts) => { tally.add(customer, placementOf(rules, facts, habits.get(customer))); values.add(customer, facts.revenue); }, () => isStopped);
    hasFailed = false;
    if (!isStopped) known = { makeUp: tally.makeUp(), values: values.values(), countedMs, tookMs: deps.clock() - countedMs };
  }

  function begin(): void {
    if (isStopped || running !== null) return;
    // Told with the figures; the next question tries again.
    running = count().catch(() => { hasFailed = true; }).finally(() => { running = null; });
  }

  return {
    now(): MakeUpNow {
      if (known === null || deps.clock() - known.countedMs > Math.max(FRESH_MS, known.tookMs * REST)) begin();
      return { makeUp: known?.makeUp ?? null, values: known?.values ?? null, asOf: known === null ? null : new Date(known.countedMs).toISOString(), isCounting: running !== null, hasFailed };
    },
    async stop(): Promise<void> {
      isStopped = true;
      await running;
    },
  };
}
