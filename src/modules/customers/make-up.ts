import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { CustomerFacts } from './evaluate-rule.ts';
import { writePlaced } from './groups/placed-log.ts';
import { createPlacedTally } from './groups/placed-tally.ts';
import { createMakeUpTally, type MakeUp, type Placement } from './make-up-tally.ts';
import { habitsOfCustomers, type Habits } from './make-up-view.ts';
import { rulesThatHold } from './golden-of-customers.ts';
import { carriedBy, type Carried } from './place-customer.ts';
import { highestCustomer } from './rule-facts-view.ts';
import { askedBy, eachCustomer, everybodyNow, type Everybody } from './rule-facts.ts';
import type { RuleSet } from './rule-language.ts';
import { whoIsThen } from './who-is.ts';
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
/** Moments of which the count is kept. */
const KEPT_THEN = 3;

/** What a customer is by every trait that is told apart. */
function placementOf({ stage, persona, segment }: Carried, { traits, brands }: CustomerFacts, habits: Pick<Habits, 'channel' | 'language'> | undefined): Placement {
  const [brand = '', another] = [...brands];
  const known = { segment: segment?.name, persona: persona?.name, stage: stage?.name, country: traits.get('country'), region: traits.get('region'), language: traits.get('language') ?? habits?.language, channel: habits?.channel, brand: another === undefined ? brand : SEVERAL };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== ''));
}

/** How everybody was made up when they were counted. Units: ms. */
type Counted = { readonly makeUp: MakeUp; readonly values: ValuesOfAll; readonly countedMs: number; readonly tookMs: number };

/** How all customers are made up: counted in the background when somebody asks, kept in memory; whoever asks never waits. What each is by the rules is written to ClickHouse beside it (`groups/`). */
export function createMakeUp(deps: Deps & { readonly rules: { current(at?: Date | null): Promise<{ readonly rules: RuleSet }> } }) {
  let known: Counted | null = null;
  /** As of moments, the one asked for last at the end. */
  const then = new Map<number, Counted>();
  let running: Promise<void> | null = null;
  let [isStopped, hasFailed] = [false, false];

  /** Counts everybody at a moment. Shape: null when it was stopped. */
  async function count(everybody: Everybody, rules: RuleSet, atMs: number): Promise<(Counted & { readonly placed: ReturnType<typeof createPlacedTally> }) | null> {
    const startedMs = deps.clock();
    const highest = await highestCustomer(everybody.analytics);
    const habits = new Map<number, Habits>();
    for (let from = 0; from <= highest && !isStopped; from += RANGE) for (const one of await habitsOfCustomers(everybody.analytics, { from, below: from + RANGE }, atMs - HABIT_MS, atMs)) habits.set(one.customer, one);
    const [tally, values, placed] = [createMakeUpTally(highest), createValueTally(highest), createPlacedTally(highest, rules)];
    const asked = askedBy(rules);
    await eachCustomer(everybody, { ...asked, orders: true, traits: [...new Set([...asked.traits, ...TRAITS])] }, atMs, (customer, facts) => {
      const carried = carriedBy(rules, facts);
      tally.add(customer, placementOf(carried, facts, habits.get(customer)));
      values.add(customer, facts.revenue);
      placed.add(customer, carried);
    }, () => isStopped);
    return isStopped ? null : { placed, makeUp: tally.makeUp(), values: values.values(), countedMs: atMs, tookMs: deps.clock() - startedMs };
  }

  async function countNow(): Promise<void> {
    const countedMs = deps.clock();
    const [{ rules }, everybody] = await Promise.all([deps.rules.current(), everybodyNow(deps)]);
    const counted = await count(everybody, rules, countedMs);
    if (counted === null) return;
    const { placed, ...kept } = counted;
    known = kept;
    await writePlaced(deps.analytics, countedMs, placed, () => isStopped);
  }

  async function countThen(history: Analytics, atMs: number): Promise<void> {
    const at = new Date(atMs);
    const [{ rules }, words] = await Promise.all([deps.rules.current(at), rulesThatHold(deps.database, at)]);
    const counted = await count({ analytics: history, whoIs: whoIsThen(deps, atMs), words }, rules, atMs);
    if (counted !== null) { const { placed: _, ...kept } = counted; then.set(atMs, kept); }
    for (const oldest of [...then.keys()].slice(0, -KEPT_THEN)) then.delete(oldest);
  }

  function begin(counting: () => Promise<void>): void {
    if (isStopped || running !== null) return;
    const work = async (): Promise<void> => { hasFailed = false; await counting(); };
    // Told with the figures; the next question tries again.
    running = work().catch(() => { hasFailed = true; }).finally(() => { running = null; });
  }
  const told = (counted: Counted | null): MakeUpNow => ({ makeUp: counted?.makeUp ?? null, values: counted?.values ?? null, asOf: counted === null ? null : new Date(counted.countedMs).toISOString(), isCounting: running !== null, hasFailed });

  return {
    now(): MakeUpNow {
      if (known === null || deps.clock() - known.countedMs > Math.max(FRESH_MS, known.tookMs * REST)) begin(countNow);
      return told(known);
    },
    /** The same as of a moment, asked of the history as it was then: by the rules of then, of customers as they were told apart then, by what had been recorded then. Units: ms. */
    at(atMs: number, history: Analytics): MakeUpNow {
      const counted = then.get(atMs) ?? null;
      if (counted === null) begin(() => countThen(history, atMs));
      return told(counted);
    },
    async stop(): Promise<void> {
      isStopped = true;
      await running;
    },
  };
}
