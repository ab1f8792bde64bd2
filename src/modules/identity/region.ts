import type { Log } from '../../platform/log/log.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { nodesOfCustomers, readCustomers } from './customer-claims-store.ts';
import { asHuman, decisionsAbout } from './decision-store.ts';
import { asRuled, type ExactRules } from './exact-rules.ts';
import { MOST_NODES } from './group-claims.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import { areHashesHeld, customersByMailHash, customersHolding, customersOfNodes, retiredAmong, type CustomerRow, type CustomersRead, type IdentifierKey, type StoredNode } from './identity-store.ts';
import { ruleOf } from './contract.ts';
import { HASH_TYPE, mailHashesOf } from './mail-hash.ts';
import type { LikelyTies } from './join-likely.ts';
import { followLikely } from './matching/follow-likely.ts';
import type { ModelMemory } from './matching/load-weigher.ts';
import type { NumberBlocks } from './number-blocks.ts';
import type { HumanDecision } from './resolution.ts';

/** Values that join nobody, and the exact rules; `models`: what this process remembers of what was learnt; `numbers`: where it takes those of new customers; `hashesHeld`: whether any claim holds the hash of an address, `decided`: whether people ever decided anything, where that is known. */
export type SetAside = { readonly blocked: ReadonlySet<string>; readonly generic: ReadonlySet<string>; readonly rules: ExactRules; readonly models?: ModelMemory; readonly numbers?: NumberBlocks; readonly hashesHeld?: { readonly value: boolean }; readonly decided?: { readonly value: boolean } };

/**
 * How a region is looked at. `looked`: customers who are asked for decisions about them and for who is likely one with them, as if they were entangled; `cutBits`: as if this cut held (null: nobody joins by likelihood).
 * `read`: the customers where looking begins, as they stand now. Units: `cutBits` log2 of odds.
 */
export type Looking = { readonly looked?: ReadonlySet<number>; readonly cutBits?: number | null; readonly read?: CustomersRead };

/** Customers and claims that must be looked at together. `settled` customers are there for their devices only: their people stay as they are. */
export type Region = {
  readonly customers: Map<number, CustomerRow>;
  readonly stored: Map<number, StoredNode>;
  readonly settled: Set<number>;
  readonly decisions: Map<number, HumanDecision>;
  readonly fresh: readonly IdentityNode[];
  /** New claims of components that are too large: they stay apart. */
  readonly capped: readonly IdentityNode[];
  /** Who of them is likely one person; null as long as nothing was learnt. */
  readonly likely: LikelyTies | null;
  /** Numbers outside that claims of the region once had: a retired one with its customer; null for one that is not. */
  readonly formerly: Map<number, CustomerRow | null>;
};

/** Which component a customer or a new claim belongs to, and how many claims each has, as loading goes on. */
function createComponents() {
  const parent = new Map<string, string>();
  const size = new Map<string, number>();
  const find = (member: string): string => {
    let at = member;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    if (at !== member) parent.set(member, at);
    return at;
  };
  return {
    find,
    add(member: string, nodes: number): void {
      const root = find(member);
      size.set(root, (size.get(root) ?? 0) + nodes);
    },
    join(a: string, b: string): void {
      const [left, right] = [find(a), find(b)];
      if (left === right) return;
      parent.set(right, left);
      size.set(left, (size.get(left) ?? 0) + (size.get(right) ?? 0));
    },
    isTooLarge: (member: string): boolean => (size.get(find(member)) ?? 0) > MOST_NODES,
  };
}

/**
 * Loads everything that hangs together with these customers and new claims by what names people, by human decisions or by likelihood.
 * Cost: breadth first, each value asked once; a component of more than MOST_NODES claims is left alone before its claims are read.
 */
export async function loadPeople(tx: Queryable, log: Log, { blocked, generic, rules, models, hashesHeld, decided: areDecided }: SetAside, fresh: readonly IdentityNode[], seeds: readonly number[], { looked, cutBits, read: given }: Looking = {}): Promise<Region> {
  const components = createComponents();
  const rows = new Map<number, CustomerRow>();
  const stored = new Map<number, StoredNode>();
  const decisions = new Map<number, HumanDecision>();
  const memberOfKey = new Map<string, string>();
  let keys: (IdentifierKey & { readonly member: string })[] = [];
  let hashes: { readonly hash: string; readonly member: string }[] = [];
  const metByLikelihood = new Set<number>();
  const formerly = new Map<number, CustomerRow | null>();
  let frontier = [...new Set(seeds)];
  const [begun, areHeld] = await Promise.all([given ?? readCustomers(tx, frontier), hashesHeld?.value ?? areHashesHeld(tx)]);
  let read: CustomersRead | null = begun;
  const likely = followLikely(tx, models, cutBits);
  const holdsHashes = areHeld || fresh.some((node) => node.identifiers.some(({ type }) => type === HASH_TYPE));

  const memberOfHash = new Map<string, string>();
  const noteHash = (member: string, hash: string): void => {
    const other = memberOfHash.get(hash);
    if (other !== undefined) {
      components.join(other, member);
      return;
    }
    memberOfHash.set(hash, member);
    hashes.push({ hash, member });
  };
  const note = (member: string, node: IdentityNode): void => {
    for (const identifier of node.identifiers) {
      const { type, value, joins } = identifier;
      const key = valueKey(type, value);
      if (!joins || !ruleOf(type).bridges || blocked.has(key) || generic.has(key)) continue;
      if (holdsHashes) for (const hash of type === HASH_TYPE ? [value] : mailHashesOf(identifier)) noteHash(member, hash);
      const other = memberOfKey.get(key);
      if (other !== undefined) {
        components.join(other, member);
        continue;
      }
      memberOfKey.set(key, member);
      keys.push({ type, value, member });
    }
  };
  for (const node of fresh) {
    components.add(`new ${node.number}`, 1);
    note(`new ${node.number}`, node);
  }
  while (frontier.length > 0 || keys.length > 0 || hashes.length > 0) {
    const { customers: met, nodes: early } = read ?? await readCustomers(tx, frontier);
    read = null;
    const isNext = new Set(frontier);
    for (const row of met) {
      if (!isNext.has(row.number)) continue;
      rows.set(row.number, row);
      components.add(`customer ${row.number}`, row.nodeCount);
    }
    const wanted = frontier.filter((number) => rows.has(number) && !components.isTooLarge(`customer ${number}`));
    const isWanted = new Set(wanted);
    const known = early.filter((node) => isWanted.has(node.customer));
    for (const { customer } of known) isWanted.delete(customer);
    const loaded = asRuled(isWanted.size === 0 ? known : [...known, ...await nodesOfCustomers(tx, [...isWanted])], rules);
    for (const node of loaded) {
      stored.set(node.number, node);
      note(`customer ${node.customer}`, node);
    }
    const next = new Set<number>();
    const meet = (member: string, customer: number): void => {
      components.join(member, `customer ${customer}`);
      if (!rows.has(customer)) next.add(customer);
    };
    const asked = keys;
    const hashed = hashes;
    keys = [];
    hashes = [];
    const isDoubtful = (node: StoredNode): boolean => rows.get(node.customer)?.entangled === true || looked?.has(node.customer) === true;
    const followed = (open: readonly StoredNode[]): Promise<{ node: number; customer: number }[]> => likely.follow(open.map((node) => node.number));
    const former = [...new Set(loaded.flatMap((node) => [node.origin, node.settled]))].filter((number) => !rows.has(number) && !formerly.has(number));
    const [byValue, byMail, byHash, decided, byLikelihood, retired] = await Promise.all([
      customersHolding(tx, asked), customersByMailHash(tx, hashed.map(({ hash }) => hash)), customersHolding(tx, hashed.map(({ hash }) => ({ type: HASH_TYPE, value: hash }))),
      decisionsOn(tx, areDecided?.value === false ? [] : loaded.filter(isDoubtful)), followed(loaded.filter((node) => isDoubtful(node) || metByLikelihood.has(node.customer))),
      retiredAmong(tx, former),
    ]);
    for (const number of former) formerly.set(number, null);
    for (const row of retired) formerly.set(row.number, row);
    for (const { place, customer } of byValue) meet(asked[place - 1]?.member ?? '', customer);
    for (const { place, customer } of [...byMail, ...byHash]) meet(hashed[place - 1]?.member ?? '', customer);
    for (const { decision, parties } of decided) {
      decisions.set(decision.number, decision);
      for (const customer of parties) meet(`customer ${parties[0] ?? customer}`, customer);
    }
    // Whoever is met by likelihood is followed too, or the two would not see each other.
    for (let found = byLikelihood; found.length > 0;) {
      const loadedBefore = new Set(found.flatMap(({ customer }) => (rows.has(customer) && !metByLikelihood.has(customer) ? [customer] : [])));
      for (const { node, customer } of found) {
        metByLikelihood.add(customer);
        meet(`customer ${stored.get(node)?.customer ?? customer}`, customer);
      }
      found = await followed([...stored.values()].filter((node) => loadedBefore.has(node.customer)));
    }
    frontier = [...next];
  }
  const isLeft = (member: string): boolean => components.isTooLarge(member);
  for (const [number] of rows) if (isLeft(`customer ${number}`)) rows.delete(number);
  for (const [number, node] of stored) if (!rows.has(node.customer)) stored.delete(number);
  const capped = fresh.filter((node) => isLeft(`new ${node.number}`));
  if (capped.length > 0) log.warn('identity-component-capped', { claims: capped.length, most: MOST_NODES });
  return { customers: rows, stored, settled: new Set(), decisions, fresh: fresh.filter((node) => !capped.includes(node)), capped, likely: await likely.ties(), formerly };
}

/** Human decisions that stand about claims whose customers are in doubt, and which customers each is about. */
async function decisionsOn(tx: Queryable, doubtful: readonly StoredNode[]): Promise<{ decision: HumanDecision; parties: readonly number[] }[]> {
  if (doubtful.length === 0) return [];
  const customerOf = new Map(doubtful.map((node) => [node.number, node.customer]));
  const found = (await decisionsAbout(tx, [...customerOf.keys()])).filter((row) => !row.undone);
  const elsewhere = [...new Set(found.flatMap((row) => [...row.left, ...row.right, ...row.keep]))].filter((node) => !customerOf.has(node));
  for (const { node, customer } of elsewhere.length === 0 ? [] : await customersOfNodes(tx, elsewhere)) customerOf.set(node, customer);
  return found.map((row) => ({ decision: asHuman(row), parties: [...new Set([...row.left, ...row.right, ...row.keep].flatMap((node) => customerOf.get(node) ?? []))] }));
}
