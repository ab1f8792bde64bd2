import { createHash } from 'node:crypto';
import { AppError } from '../../kernel/app-error.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { Subjects } from '../subjects/index.ts';
import { createRuleTally } from './count-rules.ts';
import { DEFAULT_RULES, segmentsByThirds } from './default-rules.ts';
import { rulesThatHold } from './golden-of-customers.ts';
import { goldenTraits, NAME_TRAITS, nameOf } from './golden-record.ts';
import { placeCustomer, type Placed } from './place-customer.ts';
import { presentCustomer, unknownCustomer } from './present-customer.ts';
import { createRuleCounter, type Counting } from './rule-counter.ts';
import { askedBy, eachCustomer, everybodyNow, factsOfOne } from './rule-facts.ts';
import type { NamedRule, RuleSet } from './rule-language.ts';
import { insertRuleSet, latestRuleSet, ruleSetOfVersion, type RuleSetVersion } from './rule-set-store.ts';
import { traitsOfCustomers } from './trait-store.ts';
import { asksForProof } from './weigh-words.ts';

type Deps = { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly subjects: Subjects; readonly clock: () => number };

/** Names a content for ever: sha256 of its canonical JSON, in hex. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

const FIRST: RuleSetVersion = { version: 0, hash: contentHash(DEFAULT_RULES), rules: DEFAULT_RULES, note: 'What Custos starts with', by: 'custos', at: new Date(0) };

/** The company's rules of stages, personas, segments: their versions, what a customer carries by them, and how many they fit. */
export function createCustomerRules(deps: Deps) {
  const current = async (at: Date | null = null): Promise<RuleSetVersion> => (await latestRuleSet(deps.database, at)) ?? FIRST;

  async function save(rules: RuleSet, basedOn: number, note: string, by: string): Promise<RuleSetVersion> {
    const saved = await deps.database.transaction((tx) => insertRuleSet(tx, basedOn, { hash: contentHash(rules), rules, note, by }));
    if (saved === null) throw new AppError('conflict', 'rules-changed-meanwhile', 'Somebody else saved other rules meanwhile. Load the page again and make your change to theirs.');
    return saved;
  }

  /** Thirds of those who bought, from everybody's orders. Shape: null while too few bought. */
  async function proposedSegments(isStopped: () => boolean): Promise<NamedRule[] | null> {
    const revenues = new Map<string, bigint[]>();
    await eachCustomer(await everybodyNow(deps), { traits: [], seen: [], orders: true }, deps.clock(), (_, { revenue }) => {
      for (const [currency, minor] of revenue) if (minor > 0n) revenues.set(currency, [...(revenues.get(currency) ?? []), minor]);
    }, isStopped);
    return segmentsByThirds(revenues);
  }

  const counter = createRuleCounter({
    ...deps,
    hashOf: contentHash,
    /** Counts everybody; on the way, rules that nobody wrote yet are given value segments, as soon as orders tell where to cut. */
    async count(rules, isStopped) {
      const tally = createRuleTally(rules);
      await eachCustomer(await everybodyNow(deps), askedBy(rules), deps.clock(), tally.add, isStopped);
      return tally.counts();
    },
    async prepare(isStopped) {
      if ((await latestRuleSet(deps.database)) !== null) return;
      const segments = await proposedSegments(isStopped);
      if (segments === null || isStopped()) return;
      await deps.database.transaction((tx) => insertRuleSet(tx, 0, { hash: contentHash({ ...DEFAULT_RULES, segments }), rules: { ...DEFAULT_RULES, segments }, note: 'Value segments proposed from the orders of 12 months', by: 'custos' }));
    },
  });

  return {
    current,
    /** One version of the rules; 0 is what Custos starts with. Errors: `not-found`. */
    async version(number: number): Promise<RuleSetVersion> {
      const found = number === 0 ? FIRST : await ruleSetOfVersion(deps.database, number);
      if (found === null) throw new AppError('not-found', 'rules-version-unknown', 'There is no such version of the rules.');
      return found;
    },
    /** Keeps a new version of the rules; they hold from now on. Errors: `conflict` when `basedOn` is no longer the latest. */
    save,
    /** What a customer carries by the present rules. An old id answers with the present one. Errors: `not-found`. */
    async placed(id: string): Promise<Placed & { readonly customer: string; readonly rules: RuleSetVersion; readonly asOf: string }> {
      const rules = await current();
      const nowMs = deps.clock();
      const customer = await presentCustomer(deps.identity, id);
      const facts = await factsOfOne(deps, customer, askedBy(rules.rules), nowMs);
      if (facts === null) throw unknownCustomer();
      return { ...placeCustomer(rules.rules, facts), customer: publicId('customer', customer), rules, asOf: new Date(nowMs).toISOString() };
    },
    /** How customers are called, by number, for samples. Shape: those who are no longer there are missing. */
    async namesOf(customers: readonly number[]): Promise<Map<number, { readonly customer: string; readonly name: string | null }>> {
      const words = await rulesThatHold(deps.database);
      const traits = Map.groupBy(await traitsOfCustomers(deps.database, deps.identity.withOwners, customers, NAME_TRAITS, asksForProof(words) ? deps.identity.withProof : null), (trait) => trait.customer);
      const kinds = await deps.identity.kindsOf(customers);
      return new Map(customers.flatMap((number) => (kinds.get(number)?.customer === number ? [[number, { customer: publicId('customer', number), name: nameOf(goldenTraits(traits.get(number) ?? [], words)) }] as const] : [])));
    },
    /** Figures of rules, saved or not, as far as they are known now; what is missing or old is counted in the background. Never waits for a count. */
    counting: (rules: RuleSet): Promise<Counting> => counter.counting(rules),
    /** Waits for what is being counted to end. */
    stop: (): Promise<void> => counter.stop(),
  };
}
