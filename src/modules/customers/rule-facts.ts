import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { OrderState } from '../subjects/contract.ts';
import type { Subjects } from '../subjects/index.ts';
import type { Survivorship } from './contract.ts';
import { seenKey, type CustomerFacts } from './evaluate-rule.ts';
import { rulesThatHold } from './golden-of-customers.ts';
import { goldenTraits } from './golden-record.ts';
import { isUnpaid, observedValue } from './observed-value.ts';
import { highestCustomer, interactionFacts, type InteractionFacts } from './rule-facts-view.ts';
import { conditionsOf, RULE_KINDS, type Condition, type RuleSet } from './rule-language.ts';
import { traitsOfCustomers } from './trait-store.ts';
import { asksForProof } from './weigh-words.ts';
import { whoIsNow, type KnownOf, type WhoIs } from './who-is.ts';

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
  const words = await rulesThatHold(deps.database);
  const [[said], traits, orders] = await Promise.all([
    whose.homes.length === 0 ? [] : interactionFacts(deps.analytics, whose, asked.seen, nowMs),
    traitsOfCustomers(deps.database, deps.identity.withOwners, [whose.customer], asked.traits, asksForProof(words) ? deps.identity.withProof : null),
    asked.orders ? deps.subjects.ordersOfCustomers([whose.customer]) : new Map<number, OrderState[]>(),
  ]);
  return withKnown({ traits, orders }, asked, words)(said ?? { customer: whose.customer, lastMetMs: null, lastStage: null, sources: [], brands: [], counts: [] }, nowMs);
}

/** Of whom everybody is visited: the history, who they are, and whose word counts of those that contradict each other. */
export type Everybody = { readonly analytics: Analytics; readonly whoIs: WhoIs; readonly words: Survivorship };

/** Everybody as they are known now. */
export const everybodyNow = async (deps: Deps): Promise<Everybody> => ({ analytics: deps.analytics, whoIs: whoIsNow(deps), words: await rulesThatHold(deps.database) });

/**
 * Visits everybody who counts as a customer (people, not visitors nor desks), in batches, with a pause between them as long as half the work took: counting never takes the machine.
 * `isStopped` is asked between batches.
 */
export async function eachCustomer({ analytics, whoIs, words }: Everybody, asked: Asked, nowMs: number, visit: (customer: number, facts: CustomerFacts) => void, isStopped: () => boolean): Promise<void> {
  const highest = await highestCustomer(analytics);
  for (let from = 0; from <= highest && !isStopped(); from += RANGE) {
    const rows = await interactionFacts(analytics, { from, below: from + RANGE }, asked.seen, nowMs);
    for (let at = 0; at < rows.length && !isStopped(); at += BATCH) {
      const startedMs = performance.now();
      const batch = rows.slice(at, at + BATCH);
      const known = await whoIs(batch.map((row) => row.customer), asked);
      const factsOf = withKnown(known, asked, words);
      for (const row of batch) if (known.people.has(row.customer)) visit(row.customer, factsOf(row, nowMs));
      const tookMs = performance.now() - startedMs;
      await new Promise((resolve) => { setTimeout(resolve, tookMs / 2); });
    }
  }
}

/** What rules may ask of customers of whom this is known. */
function withKnown({ traits, orders }: Pick<KnownOf, 'traits' | 'orders'>, { seen }: Asked, words: Survivorship): (row: InteractionFacts, nowMs: number) => CustomerFacts {
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
