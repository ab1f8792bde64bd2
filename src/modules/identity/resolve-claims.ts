import type { Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { applyChange, BY_CLAIMS } from './apply-change.ts';
import { claimHash, claimOf } from './claim.ts';
import { FEW, firstHolders, holdersWithClaims, readCustomers } from './customer-claims-store.ts';
import { asRuled } from './exact-rules.ts';
import { ruleOf, type Claim, type ClaimInput } from './contract.ts';
import { groupClaims, type Hit } from './group-claims.ts';
import { levelOf, nodeIdentifiers, nodeOf, valueKey, type IdentityNode } from './identity-node.ts';
import { customersByMailHash, customersHolding, moveFirstOccurred, nodesByHash, saidOfCustomers, takeTurn, type CustomersRead, type IdentifierKey, type StoredClaim } from './identity-store.ts';
import { joinGroups } from './join-groups.ts';
import type { NewNode } from './identity-write-store.ts';
import { HASH_TYPE, hashTiesOf, mailHashesOf, type HashTie } from './mail-hash.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';
import { planForFew, planForMany } from './plan-statements-store.ts';
import { resolveRegion } from './resolve-region.ts';
import type { PersonSaid } from './said-of-person.ts';
import type { IdentityMemory } from './identity-memory.ts';
import { HANDED_ON_AFTER_MS } from './value-periods.ts';

/** Whose claim it is. Nobody was identified: node 0, customer 0. */
export type ResolvedClaim = { readonly node: number; readonly customer: number };

const NOBODY: ResolvedClaim = { node: 0, customer: 0 };

export type ResolveDeps = { readonly outbox: Outbox; readonly log: Log; readonly clock: () => number; readonly memory: IdentityMemory; readonly defaultCountry?: string | undefined };

type Wanted = { readonly hash: string; claim: Claim };

/**
 * Says of many claims at once who each is, making nodes and customers as needed. One process at a time calls it.
 * Invariant: everything happens in the given transaction; memory changes only once it is durable. Identifiers that can't be one are left out, never a reason to fail.
 * Cost: nothing for claims lately seen; else about a dozen statements per call, and a component's claims where a join was ever refused.
 */
export async function resolveClaims(deps: ResolveDeps, tx: Transaction, inputs: readonly ClaimInput[]): Promise<ResolvedClaim[]> {
  const { memory } = deps;
  const hashes: (string | null)[] = [];
  const wanted = new Map<string, Wanted>();
  for (const input of inputs) {
    const claim = usableClaim(input, deps.defaultCountry);
    const hash = claim.identifiers.length === 0 ? null : claimHash(claim);
    hashes.push(hash);
    if (hash === null) continue;
    const before = wanted.get(hash);
    if (before === undefined) wanted.set(hash, { hash, claim });
    else if (claim.occurredMs < before.claim.occurredMs) before.claim = claim;
  }
  const answers = new Map<string, ResolvedClaim>();
  if (!answerFromMemory(memory, wanted, answers)) {
    const open = (): Wanted[] => [...wanted.values()].filter(({ hash }) => !answers.has(hash));
    const ask = (): Promise<StoredClaim[]> => nodesByHash(tx, open().map(({ hash }) => hash));
    // So few are asked about all at once, also what only new ones need: the way to the database costs more than the answers.
    const areFew = open().length <= FEW;
    if (areFew) planForFew(tx);
    else planForMany(tx, memory.numbers);
    const [version, found, held] = await Promise.all([takeTurn(tx), ask(), areFew ? askHolders(tx, memory, open().map(({ claim, hash }) => ruledNode(memory, claim, hash)), true) : null]);
    const isCurrent = await memory.follow(tx, version);
    if (!isCurrent) answers.clear();
    await answerFromStore(deps, tx, version, open(), isCurrent ? found : await ask(), isCurrent ? held : null, answers);
    tx.afterCommit(() => { memory.reached(version); });
  }
  return hashes.map((hash) => (hash === null ? NOBODY : answers.get(hash) ?? NOBODY));
}

/** A claim of what can be used of an input: identifiers that can't be one are left out. */
export function usableClaim(input: ClaimInput, defaultCountry: string | undefined): Claim {
  const made = claimOf(input, defaultCountry);
  if (made.ok) return made.value;
  const identifiers = input.identifiers.filter(({ type, value }) => normaliseIdentifier(type, value, defaultCountry).outcome !== 'refused');
  const again = claimOf({ ...input, identifiers }, defaultCountry);
  return again.ok ? again.value : { ...input, identifiers: [], traits: {}, session: null };
}

/** Whether memory knew all of them, none of them made earlier than known. */
function answerFromMemory(memory: IdentityMemory, wanted: ReadonlyMap<string, Wanted>, answers: Map<string, ResolvedClaim>): boolean {
  let all = true;
  for (const { hash, claim } of wanted.values()) {
    const known = memory.claims.byHash(hash);
    if (known !== undefined && known.firstOccurredMs <= claim.occurredMs) answers.set(hash, { node: known.node, customer: known.customer });
    else all = false;
  }
  return all;
}

async function answerFromStore(deps: ResolveDeps, tx: Transaction, version: number, asked: readonly Wanted[], stored: readonly StoredClaim[], held: Held | null, answers: Map<string, ResolvedClaim>): Promise<void> {
  const { memory } = deps;
  if (asked.length === 0) return;
  const found = new Map(stored.map((row) => [row.hash, row]));
  const earlier: { node: number; ms: number }[] = [];
  const earlierCustomers = new Map<number, number>();
  const unknown: Wanted[] = [];
  for (const one of asked) {
    const row = found.get(one.hash);
    if (row === undefined) {
      unknown.push(one);
      continue;
    }
    answers.set(one.hash, { node: row.node, customer: row.customer });
    if (one.claim.occurredMs >= row.firstOccurredMs) continue;
    earlier.push({ node: row.node, ms: one.claim.occurredMs });
    const isHandedOn = one.claim.identifiers.some(({ type }) => ruleOf(type).passesOn === true);
    earlierCustomers.set(row.customer, Math.min(isHandedOn ? one.claim.occurredMs : Infinity, earlierCustomers.get(row.customer) ?? Infinity));
  }
  if (earlier.length > 0) moveFirstOccurred(tx, earlier);
  // What was asked before some claims turned out to be earlier would tell of them as they were.
  const changed = await placeClaims(deps, tx, version, unknown, earlier.length > 0 ? null : held, earlierCustomers);
  for (const [hash, who] of changed.placed) answers.set(hash, who);
  for (const [hash, who] of answers) {
    const customer = changed.moved.get(who.node);
    if (customer !== undefined) answers.set(hash, { node: who.node, customer });
  }
  const learned = asked.flatMap(({ hash, claim }) => {
    const who = answers.get(hash);
    const known = found.get(hash)?.firstOccurredMs ?? claim.occurredMs;
    return who === undefined ? [] : [{ hash, ...who, firstOccurredMs: Math.min(known, claim.occurredMs) }];
  });
  tx.afterCommit(() => {
    for (const claim of learned) memory.claims.put(claim);
    for (const [node, customer] of changed.moved) memory.claims.move(node, customer);
  });
}

/**
 * Makes nodes of unknown claims and gives each a customer; also looks again at customers whose claims turned out to be earlier, where time decides: entangled ones, and those whom a value that is handed on may now tie over a pause.
 * `earlierCustomers`: from which moment on such a value is known for each.
 */
async function placeClaims(deps: ResolveDeps, tx: Transaction, version: number, unknown: readonly Wanted[], given: Held | null, earlierCustomers: ReadonlyMap<number, number>): Promise<{ placed: Map<string, ResolvedClaim>; moved: Map<number, number> }> {
  const { blocked, generic } = deps.memory;
  if (unknown.length === 0 && earlierCustomers.size === 0) return { placed: new Map(), moved: new Map() };
  const unnumbered = unknown.map(({ hash, claim }) => ({ node: ruledNode(deps.memory, claim, hash), claim }));
  const nodes = unnumbered.map(({ node }) => node);
  const [numbers, held] = await Promise.all([deps.memory.numbers.nodes(tx, unknown.length), given ?? askHolders(tx, deps.memory, nodes, false)]);
  const keys = keysOf(nodes, deps.memory);
  const hits = new Map([...held.hits].filter(([key]) => keys.has(key)));
  const fresh = unnumbered.map(({ node, claim }, index): NewNode => ({ node: { ...node, number: numbers[index] ?? 0 }, claim }));
  const hashTies = await tiesByHash(deps, tx, fresh, hits);
  const touched = new Set([...hashTies.flatMap((tie) => ('customer' in tie.with ? [tie.with.customer] : [])), ...[...hits.values()].map((hit) => hit.customer), ...earlierCustomers.keys()]);
  const read = await withUnread(tx, held.read, [...touched]);
  const saidOf = Map.groupBy(await sayingsOf(tx, read), ({ customer }) => customer);
  const customers = new Map(read.customers.map((row) => [row.number, { ...row, said: (saidOf.get(row.number) ?? []).map(({ said }) => said) }]));
  const groups = groupClaims(fresh.map(({ node }) => node), hits, customers, deps.memory, hashTies);
  const simple = groups.filter((group) => group.isSimple);
  const doubtful = groups.filter((group) => !group.isSimple);
  const again = [...earlierCustomers].flatMap(([number, ms]) => {
    const row = customers.get(number);
    return row !== undefined && (row.entangled || row.lastSeenMs - ms >= HANDED_ON_AFTER_MS) ? [number] : [];
  });

  const newNumbers = await deps.memory.numbers.customers(tx, simple.filter((group) => group.customers.length === 0).length);
  const easy = joinGroups(simple, newNumbers, hits, blocked, generic);
  const atMs = deps.clock();
  const simpleNodes = new Set(simple.flatMap((group) => group.fresh.map((node) => node.number)));
  const moved = new Map<number, number>();
  const placed = new Map<string, ResolvedClaim>();
  const hashOf = new Map(fresh.map(({ node }) => [node.number, node.hash]));
  const write = async (change: typeof easy, nodes: readonly NewNode[], logsRepeats: boolean): Promise<void> => {
    for (const move of await applyChange(deps.outbox, tx, change, nodes, version, atMs, BY_CLAIMS, logsRepeats)) moved.set(move.node, move.to);
    for (const row of change.assignments) {
      const hash = hashOf.get(row.node);
      if (hash !== undefined) placed.set(hash, { node: row.node, customer: row.customer });
    }
  };
  if (simple.length > 0) await write(easy, fresh.filter(({ node }) => simpleNodes.has(node.number)), true);
  if (doubtful.length > 0 || again.length > 0) {
    const seeds = [...new Set([...doubtful.flatMap((group) => group.customers.map((row) => row.number)), ...again])];
    const region = await resolveRegion(tx, deps.log, deps.memory, doubtful.flatMap((group) => group.fresh), seeds, again.length > 0 ? {} : { read });
    await write(region, fresh.filter(({ node }) => !simpleNodes.has(node.number)), false);
    tx.afterCommit(() => { deps.memory.learnGeneric(region.generic); });
  }
  const people = unknown.flatMap(({ claim }) => (levelOf(claim.identifiers) === 'person' ? [{ traits: claim.traits, identifiers: nodeIdentifiers(claim.identifiers) }] : []));
  tx.afterCommit(() => { deps.memory.lately.add(people); });
  return { placed, moved };
}

/** A claim, not numbered yet, as the rules that hold see it. */
function ruledNode({ rules }: Pick<IdentityMemory, 'rules'>, claim: Claim, hash: string): IdentityNode {
  const node = nodeOf(claim, 0, hash);
  return asRuled([node], rules)[0] ?? node;
}

/** Values by which these claims may join. */
function keysOf(nodes: readonly IdentityNode[], { blocked, generic }: Pick<IdentityMemory, 'blocked' | 'generic'>): Map<string, IdentifierKey> {
  const keys = new Map<string, IdentifierKey>();
  for (const { identifiers } of nodes) {
    for (const { type, value, joins } of identifiers) {
      const key = valueKey(type, value);
      if (joins && !blocked.has(key) && !generic.has(key)) keys.set(key, { type, value });
    }
  }
  return keys;
}

/** Who holds values, and customers of them as far as they were read with it. */
type Held = { readonly hits: ReadonlyMap<string, Hit>; readonly read: CustomersRead };

/** Who holds the values of these claims. */
async function askHolders(tx: Transaction, memory: IdentityMemory, nodes: readonly IdentityNode[], areFew: boolean): Promise<Held> {
  const named = [...keysOf(nodes, memory)];
  const keys = named.map(([, key]) => key);
  const { found, read } = areFew ? await holdersWithClaims(tx, keys) : { found: await firstHolders(tx, keys), read: { customers: [], nodes: [] } };
  return { hits: new Map(found.map((row) => [named[row.place - 1]?.[0] ?? '', row])), read };
}

/** These customers, of whom some were read before. */
async function withUnread(tx: Transaction, { customers, nodes }: CustomersRead, touched: readonly number[]): Promise<CustomersRead> {
  const known = new Set(customers.map((row) => row.number));
  const more = await readCustomers(tx, touched.filter((number) => !known.has(number)));
  return { customers: [...customers, ...more.customers], nodes: [...nodes, ...more.nodes] };
}

/** What the claims of these customers say of a person. */
async function sayingsOf(tx: Transaction, { customers, nodes }: CustomersRead): Promise<readonly { readonly customer: number; readonly said: PersonSaid }[]> {
  const areRead = new Set(nodes.map((node) => node.customer));
  const asked = customers.flatMap(({ number }) => (areRead.has(number) ? [] : [number]));
  return [...nodes.flatMap(({ customer, said }) => (said === null ? [] : [{ customer, said }])), ...await saidOfCustomers(tx, asked)];
}

/** Where a new claim has the hash of somebody's address, or an address of which somebody has the hash. Cost: nothing as long as no claim ever held one. */
async function tiesByHash({ memory }: ResolveDeps, tx: Transaction, fresh: readonly NewNode[], hits: ReadonlyMap<string, Hit>): Promise<HashTie[]> {
  const identifiers = fresh.flatMap(({ node }) => node.identifiers.filter(({ joins }) => joins));
  const given = [...new Set(identifiers.flatMap(({ type, value }) => (type === HASH_TYPE ? [value] : [])))];
  if (given.length === 0 && !memory.hashesHeld.value) return [];
  if (given.length > 0) tx.afterCommit(() => { memory.hashesHeld.value = true; });
  const derived = [...new Set(identifiers.flatMap(mailHashesOf))];
  const addresses = given.length === 0 ? [] : await customersByMailHash(tx, given);
  const hashes = derived.length === 0 ? [] : await customersHolding(tx, derived.map((value) => ({ type: HASH_TYPE, value })));
  const byHash = (rows: readonly { place: number; customer: number }[], asked: readonly string[]): Map<string, number[]> => new Map([...Map.groupBy(rows, ({ place }) => asked[place - 1] ?? '')].map(([hash, found]) => [hash, found.map(({ customer }) => customer)]));
  const takes = (key: string): boolean => !memory.blocked.has(key) && !memory.generic.has(key);
  return hashTiesOf(fresh.map(({ node }) => node), takes, { addresses: byHash(addresses, given), hashes: byHash(hashes, derived) }, (key) => hits.get(key)?.customer);
}
