import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { OrderState } from '../subjects/contract.ts';
import type { Subjects } from '../subjects/index.ts';
import { seenKey, type CustomerFacts } from './evaluate-rule.ts';
import { rulesThatHold } from './golden-of-customers.ts';
import { goldenTraits } from './golden-record.ts';
import { isUnpaid, observedValue } from './observed-value.ts';
import { highestCustomer, interactionFacts, type InteractionFacts } from './rule-facts-view.ts';
import { conditionsOf, RULE_KINDS, type Condition, type RuleSet } from './rule-language.ts';
import { traitsOfCustomers } from './trait-store.ts';
import { asksForProof } from './weigh-words.ts';

type Deps = { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly subjects: Subjects };
type Asked = { readonly traits: readonly string[]; readonly seen: readonly Extract<Condition, { is: 'seen' }>[]; readonly orders: boolean };

/** Customer numbers asked about in one question to the history: each looks at all claims once. */
const RANGE = 20_000;
/** Customers whose traits and orders are read together. */
const BATCH = 1_000;

/** What a rule set asks about, each thing once, so that nothing else is read. */
export function askedBy(set: RuleSet): Asked {
  const conditions = RULE_KINDS.flatMap((kind) => set[kind].flatMap(({ rule }) => conditionsOf(rule)));
  const seen = new Map(conditions.flatMap((one) => (one.is === 'seen' ? [[seenKey(one), one] as const] : [])));
  const traits = conditions.flatMap((one) => (one.is === 'trait' || one.is === 'trait-in' || one.is === 'trait-exists' ? [one.name] : []));
  return { traits: [...new Set(traits)].sort(), seen: [...seen.values()], orders: conditions.some((one) => one.is === 'orders' || one.is === 'revenue') };
}

/** What rules may ask of one customer. Shape: null for a number that there never was. */
export async function factsOfOne(deps: Deps, customer: number, asked: Asked, nowMs: number): Promise<CustomerFacts | null> {
  const whose = await deps.identity.whose(customer);
  if (whose === null) return null;
  const [[said], rest] = await Promise.all([
    whose.homes.length === 0 ? [] : interactionFacts(deps.analytics, whose, asked.seen, nowMs),
    withTraitsAndOrders(deps, [whose.customer], asked),
  ]);
  return rest(said ?? { customer: whose.customer, lastMetMs: null, lastStage: null, sources: [], brands: [], counts: [] }, nowMs);
}

/**
 * Visits everybody who counts as a customer (people, not visitors nor desks), in batches, with a pause between them as long as half the work took: counting never takes the machine.
 * `isStopped` is asked between batches.
 */
export async function eachCustomer(deps: Deps, asked: Asked, nowMs: number, visit: (customer: number, facts: CustomerFacts) => void, isStopped: () => boolean): Promise<void> {
  const highest = await highestCustomer(deps.analytics);
  for (let from = 0; from <= highest && !isStopped(); from += RANGE) {
    const rows = await interactionFacts(deps.analytics, { from, below: from + RANGE }, asked.seen, nowMs);
    for (let at = 0; at < rows.length && !isStopped(); at += BATCH) {
      const startedMs = performance.now();
      const batch = rows.slice(at, at + BATCH);
      const kinds = await deps.identity.kindsOf(batch.map((row) => row.customer));
      const people = batch.filter(({ customer }) => { const known = kinds.get(customer); return known?.kind === 'person' && known.customer === customer; });
      const factsOf = await withTraitsAndOrders(deps, people.map((row) => row.customer), asked);
      for (const row of people) visit(row.customer, factsOf(row, nowMs));
      const tookMs = performance.now() - startedMs;
      await new Promise((resolve) => { setTimeout(resolve, tookMs / 2); });
    }
  }
}

async function withTraitsAndOrders(deps: Deps, customers: readonly number[], { traits: names, seen, orders: wantsOrders }: Asked): Promise<(row: InteractionFacts, nowMs: number) => CustomerFacts> {
  const words = await rulesThatHold(deps.database);
  const [traits, orders] = await Promise.all([
    traitsOfCustomers(deps.database, deps.identity.withOwners, customers, names, asksForProof(words) ? deps.identity.withProof : null),
    wantsOrders && customers.length > 0 ? deps.subjects.ordersOfCustomers(customers) : new Map<number, OrderState[]>(),
  ]);
  const traitsOf = Map.groupBy(traits, (trait) => trait.customer);
  return (row, nowMs) => {
    const own = (orders.get(row.customer) ?? []).filter((order) => !isUnpaid(order));
    return {
      nowMs, lastMetMs: row.lastMetMs, lastStage: row.lastStage, sources: new Set(row.sources), brands: new Set(row.brands.filter((brand) => brand !== '')),
      counts: new Map(seen.map((one, place) => [seenKey(one), row.counts[place] ?? 0])), traits: new Map(goldenTraits(traitsOf.get(row.customer) ?? [], words).map(({ name, value }) => [name, value])),
      orders: own.length, revenue: new Map(observedValue(own, nowMs).map(({ currency, minor }) => [currency, BigInt(minor)])),
    };
  };
}
