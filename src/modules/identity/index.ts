import { createTogether } from '../../kernel/ask-together.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import { asideNow } from './aside-now.ts';
import { answerHeldByOne, heldByOne } from './bridges/held-by-one.ts';
import { blockValue } from './block-value.ts';
import { changeRules, exactRulesState } from './change-rules.ts';
import { claimsHeld } from './claims-held-view.ts';
import { customersAtDomains, type AtDomain } from './domain-view.ts';
import { eraseClaims, nodesOfTombstone, type ErasedClaims, type Tombstone } from './erase-claims.ts';
import { homesOfNodes, nodesToErase } from './erase-store.ts';
import { forgetClaims } from './forget-claims.ts';
import { customersAtHomes } from './forget-store.ts';
import { suppressedAmong } from './suppression.ts';
import { erasureState, holdRecording, refusedSince } from './suppression-store.ts';
import { spellingsOfNodes, type Spellings } from './spellings-view.ts';
import { claimsOf, kindsOfClaims, namesSaid, withOwners } from './claim-relation-view.ts';
import type { ClaimInput, CustomerKind, IdentityOfCustomer, RuleChange } from './contract.ts';
import { explainIdentity } from './explain-identity.ts';
import { insertHomes, timelineOwners, type NodeHome, type TimelineOwner } from './home-store.ts';
import { createIdentityMemory } from './identity-memory.ts';
import { customersOfNodes } from './identity-store.ts';
import { addressesOf, holdersOf, housematesOf, latestNodes, whereaboutsOf } from './reach-view.ts';
import { countOfKind, customersWithValues, describedCustomers, formerNumbers, outlinedCustomers, presentNumber, presentNumbers, typesKnown } from './identity-view.ts';
import { joinCustomers } from './join-customers.ts';
import { keepApart } from './keep-apart.ts';
import { keepMapFresh } from './keep-map-fresh.ts';
import { changeSetting, matchingState } from './matching/settings.ts';
import { createCutTrials } from './matching/cut-trials.ts';
import { followHouseholds } from './matching/follow-households.ts';
import { createMatcher } from './matching/matcher.ts';
import type { MatchSetting } from './matching/model-store.ts';
import { nodesOfCustomer } from './node-view.ts';
import { withProof } from './proof-view.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';
import { compareExactly, type DecidedOfTwo, type ExactReason } from './compare-exactly.ts';
import { createHomeMemory } from './home-memory.ts';
import { resolveClaims, type ResolvedClaim } from './resolve-claims.ts';
import { splitCustomer } from './split-customer.ts';
import { countOverCap, customersOverCap, type OverCapRow } from './review-view.ts';
import { tryRulesOnLatest } from './try-rules-on-latest.ts';
import { createReview } from './matching/review.ts';
import { undoDecision } from './undo-decision.ts';

export { ownedBy, withOwners } from './claim-relation-view.ts';
export { claimsThen, CUSTOMER_OF_NODE, CUSTOMER_OF_ROW, customerOfNodeThen, customerOfRowThen } from './map-log.ts';
export { areNicknames } from './likelihood/nicknames.ts';
export { withProof } from './proof-view.ts';
export type { ErasedClaims, Tombstone } from './erase-claims.ts';
export { normalMail } from './normalise-mail.ts';
export type { AtDomain } from './domain-view.ts';
export type { TimelineOwner } from './home-store.ts';
export type { Spellings } from './spellings-view.ts';
export type { ResolvedClaim } from './resolve-claims.ts';

/** A customer as lists and pages need it: who, since when, by which claims and identifiers, and where their interactions were recorded. */
export type DescribedCustomer = {
  readonly customer: number; readonly kind: CustomerKind; readonly formerIds: readonly number[]; /** All claims there are; `nodes` and what is made of them are the latest alone where there are more than a list reads. */ readonly claims: number; readonly nodes: readonly number[]; readonly homes: readonly number[]; readonly brands: readonly string[];
  readonly identifiers: readonly { readonly type: string; readonly value: string; readonly verified: boolean }[];
  /** Identity traits as sources said them, the earliest saying of each value. */
  readonly traits: readonly { readonly name: string; readonly value: string; readonly source: string; readonly atMs: number }[];
  readonly firstSeenAt: Date; readonly lastSeenAt: Date;
};

/** A customer as a list needs it. `isWhole` false: of their many claims only the latest were read, so that what is counted from `nodes` and `homes` is the least that there is. `identifiers` are mail addresses and phone numbers. */
export type OutlinedCustomer = {
  readonly customer: number; readonly kind: CustomerKind; readonly isWhole: boolean; readonly nodes: readonly number[]; readonly homes: readonly number[];
  readonly identifiers: readonly { readonly type: string; readonly value: string; readonly verified: boolean }[]; readonly firstSeenAt: Date; readonly lastSeenAt: Date;
};

/** How long it is taken for known that nobody was erased, of which another process may know better. Units: ms. */
const HEARD_MS = 1_000;

/** Questions for whose a timeline is, under way at a time; those that come meanwhile go together. */
const WHOSE_SLOTS = 2;

/** Customers over the cap that are listed at once. */
const OVER_CAP_SHOWN = 200;

/** Most customers that a search by one identifier answers. */
const FOUND_MOST = 50;

/** Who is who. See README.md. */
export function createIdentity(given: { readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly log: Log; readonly clock: () => number; readonly defaultCountry?: string }) {
  const { database, outbox, log, clock, defaultCountry } = given;
  const memory = createIdentityMemory();
  const homes = createHomeMemory();
  let erasuresHeard: number | null = null;
  let forgottenHeard: number | null = null;
  let heardMs = Number.NEGATIVE_INFINITY;
  const deps = { database, outbox, log, clock, memory, defaultCountry };
  const matcher = createMatcher(deps);
  const trials = createCutTrials(deps);
  const review = createReview(deps);
  followHouseholds(outbox);
  const endMap = keepMapFresh(given);
  const whose = createTogether<number, (TimelineOwner | null)[], TimelineOwner | null>({ slots: WHOSE_SLOTS, most: 64, ask: (numbers) => timelineOwners(database, numbers), read: (owners) => owners });

  const normalKeys = (type: string, value: string): { type: string; value: string }[] => {
    const normal = normaliseIdentifier(type, value, defaultCountry);
    return normal.outcome === 'kept' ? [{ type, value: normal.value }] : normal.outcome === 'raw' ? [{ type: 'raw', value: normal.value }] : [];
  };
  const describe = async (customers: readonly number[]): Promise<DescribedCustomer[]> => {
    if (customers.length === 0) return [];
    const [rows, former] = await Promise.all([describedCustomers(database, customers), formerNumbers(database, customers)]);
    const formerOf = Map.groupBy(former, (one) => one.customer);
    return rows.map(({ firstSeenMs, lastSeenMs, identifiers, traits, ...row }) => ({
      ...row, identifiers: identifiers ?? [], traits: traits ?? [], formerIds: (formerOf.get(row.customer) ?? []).map((one) => one.former), firstSeenAt: new Date(firstSeenMs), lastSeenAt: new Date(lastSeenMs),
    }));
  };
  const identityOf = async (customer: number): Promise<IdentityOfCustomer | null> => explainIdentity(database, log, await asideNow(database), customer);
  const customerOfNodes = async (nodes: readonly number[]): Promise<Map<number, number>> =>
    new Map((nodes.length === 0 ? [] : await customersOfNodes(database, nodes)).map((row) => [row.node, row.customer]));

  return {
    /** Says who each claim is, in the caller's transaction. One process at a time. */
    resolveClaims: (tx: Transaction, claims: readonly ClaimInput[]): Promise<ResolvedClaim[]> => { tx.afterCommit(matcher.wake); return resolveClaims(deps, tx, claims); },
    /** Begins to bring together who is likely one person, in the background. */
    start: matcher.start,
    /** All claims recorded so far are read, learnt from where it is time, and customers follow. */
    caughtUp: matcher.catchUp,
    /** Whose claim a node is, as far as this process remembers; null when it doesn't. Asks nobody. */
    customerOfNodeNow: (node: number): number | null => memory.claims.byNode(node)?.customer ?? null,
    /** Notes under which customer interactions of a node were recorded. */
    async recordHomes(tx: Transaction, pairs: readonly NodeHome[]): Promise<void> {
      const unseen = homes.unseen(pairs);
      if (unseen.length === 0) return;
      await insertHomes(tx, unseen);
      tx.afterCommit(() => { homes.learn(unseen); });
    },
    /** Ends what it does by itself, before the engines are closed. */
    async stop(): Promise<void> {
      await Promise.all([matcher.stop(), trials.stop()]);
      await endMap();
    },
    /** Where to look for a customer's interactions and which claims are theirs; an old number answers. Shape: null when there never was such a customer. */
    whose,
    nodesOf: (customer: number): Promise<number[]> => nodesOfCustomer(database, customer),
    /** Whose claims these are now. Shape: unknown nodes are missing. */
    customerOfNodes,
    /** Whoever keeps rows by node asks here whose they are after claims moved. */
    follow: customerOfNodes,
    /** An identifier as claims hold it, so that other spellings of it are the same. Shape: null when it says nothing or can not be read. */
    normalForm: (type: string, value: string): { type: string; value: string } | null => normalKeys(type, value).find((key) => key.type === type) ?? null,
    async customersByIdentifier(type: string, value: string): Promise<number[]> {
      const keys = normalKeys(type, value);
      return keys.length === 0 ? [] : (await customersWithValues(database, keys, FOUND_MOST)).map((row) => row.customer);
    },
    /** Who has addresses at these domains, desks too. */
    customersAtDomains: (domains: readonly string[]): Promise<AtDomain[]> => (domains.length === 0 ? Promise.resolve([]) : customersAtDomains(database, domains)),
    /** Customers with an identifier of any type that reads like this. */
    async customersByValue(value: string): Promise<{ customer: number; type: string }[]> {
      if (value.trim() === '') return [];
      const keys = (await typesKnown(database)).flatMap((type) => normalKeys(type, value));
      if (keys.length === 0) return [];
      return (await customersWithValues(database, keys, FOUND_MOST)).map((row) => ({ customer: row.customer, type: keys[row.place - 1]?.type ?? '' }));
    },
    /** The present number of a customer; old ones answer. Shape: null when there never was such a customer. */
    canonical: (customer: number): Promise<number | null> => presentNumber(database, customer),
    /** For customer numbers, old or present, who answers for each and as what. */
    kindsOf: async (numbers: readonly number[]): Promise<Map<number, { customer: number; kind: CustomerKind }>> => (numbers.length === 0 ? new Map() : presentNumbers(database, numbers)),
    /** What claims make of customers together, by a list of whose they are. */
    kindsOfClaims: (owners: readonly { readonly node: number; readonly customer: number }[]): Promise<Map<number, CustomerKind>> => kindsOfClaims(database, owners),
    claimsOf,
    withOwners,
    withProof,
    /** How customers can be reached, many at once: their addresses, who else has one, who lives with them, what tells where that is. See reach-view.ts. */
    reach: {
      addressesOf: (customers: readonly number[], type: string) => addressesOf(database, customers, type),
      holdersOf: (type: string, values: readonly string[]) => holdersOf(database, type, values),
      latestNodes: (customers: readonly number[]) => latestNodes(database, customers),
      housematesOf: (customers: readonly number[]) => housematesOf(database, customers),
      whereaboutsOf: (customers: readonly number[]) => whereaboutsOf(database, customers),
    },
    /** Every name that a customer's claims carry, from the moment they were recorded. */
    namesSaid: (customer: number): Promise<string[]> => namesSaid(database, customer),
    /** Every claim of a customer as it was made, for an access export. */
    claimsHeld: (customer: number) => claimsHeld(database, customer),
    /** Places of claims whose people were erased: nothing of them may be recorded. `isLast`: no erasure may begin until the transaction ends; `isCounted`: they were sent again. */
    suppressedAmong: (tx: Transaction, claims: readonly Pick<ClaimInput, 'identifiers' | 'traits' | 'about'>[], how: { readonly isLast: boolean; readonly isCounted: boolean }): Promise<ReadonlySet<number>> => suppressedAmong(tx, claims, defaultCountry, how, ({ erasures, forgotten }) => {
      // Somebody was erased or forgotten, maybe by another process: what is remembered of claims may name them.
      if ((erasuresHeard !== null && erasuresHeard !== erasures) || (forgottenHeard !== null && forgottenHeard !== forgotten)) memory.claims.clear();
      erasuresHeard = erasures;
      forgottenHeard = forgotten;
      heardMs = clock();
    }),
    /** False only when `suppressedAmong` answered within the last second that nobody ever was erased. Asks nobody. */
    mayAnybodyBeErased: (): boolean => erasuresHeard !== 0 || clock() - heardMs > HEARD_MS,
    /** Whether anybody was erased, as the last answer of `suppressedAmong` knew. Asks nobody. */
    wasAnybodyErased: (): boolean => (erasuresHeard ?? 0) > 0,
    /** Waits until nothing is being recorded and lets nothing be until the transaction ends. */
    holdRecording,
    /** Erases claims, keeps hashes of their identifiers. See erase-claims.ts. */
    eraseClaims: (tx: Transaction, nodes: readonly number[], erasure: string, known: Tombstone | null = null): Promise<ErasedClaims> => {
      tx.afterCommit(() => { heardMs = Number.NEGATIVE_INFINITY; });
      return eraseClaims(tx, memory, nodes, erasure, known);
    },
    /** How claims may be named in other people's texts. */
    spellingsOfNodes: (nodes: readonly number[]): Promise<Spellings> => spellingsOfNodes(database, nodes),
    /** The key under which erased identifiers are hashed. Shape: hexadecimal. */
    erasureSecret: async (): Promise<string> => (await erasureState(database)).secret.toString('hex'),
    nodesOfTombstone,
    customersAtHomes,
    /** Takes claims back of people of whom nothing is left. See forget-claims.ts. */
    forgetClaims: (tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> => forgetClaims(tx, memory, nodes),
    nodesToErase,
    homesOfNodes,
    /** How often something of an erased person was sent since. */
    refusedSince: (erasures: readonly string[]): Promise<Map<string, number>> => refusedSince(database, erasures),
    countOf: (kind: CustomerKind): Promise<number> => countOfKind(database, kind),
    describe,
    /** Customers for lists, as cheap for somebody with a hundred thousand claims as for others. */
    async outline(customers: readonly number[]): Promise<OutlinedCustomer[]> {
      const rows = customers.length === 0 ? [] : await outlinedCustomers(database, customers);
      return rows.map(({ claims, identifiers, firstSeenMs, lastSeenMs, ...row }) => ({ ...row, isWhole: row.nodes.length >= claims, identifiers: identifiers ?? [], firstSeenAt: new Date(firstSeenMs), lastSeenAt: new Date(lastSeenMs) }));
    },
    /** Why a customer is one: claims, joins, refusals, human decisions. Shape: null for a number that doesn't stand by itself. */
    identityOf,
    /** What speaks for and against two customers being one person by the exact rules alone, and what was decided of them. Shape: null when the left one doesn't stand by itself. */
    async compareExactly(left: number, right: number): Promise<{ reasons: ExactReason[]; decisions: DecidedOfTwo[] } | null> {
      const told = await identityOf(left);
      return told === null ? null : compareExactly(database, told, left, right);
    },
    /** What a change of rules would do, in numbers, tried on the latest claims; by its number it can be made. Changes nobody. `backTo`: the version that it comes on top of. */
    tryRules: (changes: readonly RuleChange[], by = '', backTo: number | null = null) => tryRulesOnLatest(database, changes, by, backTo),
    /** The exact rules that hold, and their versions. */
    rules: () => exactRulesState(database),
    /** Makes a change that was tried the rules that hold. See change-rules.ts. */
    changeRules: (change: { readonly trial: number; readonly note: string; readonly evenSo: boolean }, by: string) => changeRules(deps, matcher, change, by),
    /** Customers kept apart because too many claims hang together. */
    async overCap(): Promise<{ count: number; customers: OverCapRow[] }> {
      const [count, customers] = await Promise.all([countOverCap(database), customersOverCap(database, OVER_CAP_SHOWN)]);
      return { count, customers };
    },
    /** Customers whose halves hang together by one weak tie alone, and what people say of them. */
    heldByOne: (limit: number) => heldByOne(database, limit),
    answerHeldByOne: (customer: number, answer: 'one-person' | 'two-people', ends: readonly [number, number], reason: string, by: string) => answerHeldByOne(deps, customer, answer, ends, reason, by),
    /** How likely joins stand, and how sure they must be. */
    matching: {
      state: async () => matchingState(database, (await review.queue({ limit: 1, setAside: false })).count),
      set: (setting: MatchSetting, by: string) => changeSetting(deps, matcher, setting, by),
      try: trials.try,
      train: (by: string): void => { matcher.trainSoon(by); },
    },
    split: (customer: number, nodes: readonly number[], reason: string, by: string) => splitCustomer(deps, customer, nodes, reason, by),
    join: (customer: number, other: number, reason: string, by: string) => joinCustomers(deps, customer, other, reason, by),
    /** Says that two customers are two people, for good. */
    keepApart: (customer: number, other: number, reason: string, by: string) => keepApart(deps, customer, other, reason, by),
    /** What people read and say about who is likely who. */
    review,
    undo: (decision: number, by: string, reason = 'taken back') => undoDecision(deps, decision, reason, by),
    blockValue: (type: string, value: string, reason: string, by: string) => blockValue(deps, type, value, reason, by),
  };
}

export type Identity = ReturnType<typeof createIdentity>;
