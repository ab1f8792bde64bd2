import type { Log } from '../../platform/log/log.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { NEAR_CUT_BITS } from './bridges/weak-bridge.ts';
import { assignNumbers, type NumberedNode } from './assign-numbers.ts';
import { kindOf, NO_CHANGE, type IdentityChange, type Move } from './identity-change.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import { retiredAmong, takeCustomerNumbers, type CustomerRow, type IdentifierKey, type StoredNode } from './identity-store.ts';
import type { AssignmentRow } from './identity-write-store.ts';
import { LIKELY } from './join-likely.ts';
import { probabilityOf } from './likelihood/likelihood-model.ts';
import { loadDevices } from './load-devices.ts';
import { loadPeople, type Looking, type Region, type SetAside } from './region.ts';
import { resolveComponent } from './resolve-component.ts';
import type { Resolution } from './resolution.ts';
import { areCalledOneWay } from './said-of-person.ts';
import { isProof } from './telling-types.ts';

/**
 * Looks again at everything that hangs together with new claims and with these customers, and says what changes. Writes nothing.
 * Invariant: what it answers for a component is what `resolveComponent` answers for all its claims, whatever came first.
 */
export async function resolveRegion(tx: Transaction, log: Log, aside: SetAside, fresh: readonly IdentityNode[], seeds: readonly number[], looking: Looking = {}): Promise<IdentityChange> {
  const region = await loadPeople(tx, log, aside, fresh, seeds, looking);
  const devices = await loadDevices(tx, log, aside, region);
  const stored = [...region.stored.values()];
  const settled = [...Map.groupBy(stored.filter((node) => region.settled.has(node.customer) && (node.level !== 'device' || node.decided)), (node) => node.customer).values()].map((group) => group.map((node) => node.number));
  const resolution = resolveComponent({ nodes: [...region.fresh, ...stored], decisions: [...region.decisions.values()], ...aside, settled, sharedDevices: devices.shared, likely: region.likely });
  const apart = resolveComponent({ nodes: region.capped, decisions: [], ...aside });
  const newlyGeneric = [...resolution.newlyGeneric.map(readKey), ...devices.generic];
  const generic = new Set([...aside.generic, ...newlyGeneric.map(({ type, value }) => valueKey(type, value))]);
  const planned = await planOf(tx, region, resolution, { ...aside, generic });
  const cappedPlan = await planOf(tx, { ...region, customers: new Map(), stored: new Map(), fresh: region.capped }, apart, aside);
  return {
    ...NO_CHANGE, assignments: [...planned.assignments, ...cappedPlan.assignments], moves: planned.moves, edges: [...resolution.edges, ...apart.edges],
    customers: [...planned.customers, ...cappedPlan.customers.map((row) => ({ ...row, capped: true, entangled: true }))],
    generic: newlyGeneric, entangle: [...devices.ownersElsewhere], thin: planned.thin,
  };
}

function readKey(key: string): IdentifierKey {
  const end = key.indexOf('\n');
  return { type: key.slice(0, end), value: key.slice(end + 1) };
}

/** Gives numbers to the blocks of a resolution and finds what differs from what is stored. */
async function planOf(tx: Transaction, region: Region, resolution: Resolution, aside: SetAside): Promise<{ assignments: AssignmentRow[]; moves: Move[]; customers: CustomerRow[]; thin: number[] }> {
  const nodeOf = new Map<number, IdentityNode | StoredNode>([...region.fresh, ...region.stored.values()].map((node) => [node.number, node]));
  const standing = new Set(region.customers.keys());
  const former = [...new Set([...region.stored.values()].flatMap((node) => [node.origin, node.settled]))].filter((number) => !standing.has(number));
  const unasked = await retiredAmong(tx, former.filter((number) => !region.formerly.has(number)));
  const dormant = new Map([...former.flatMap((number) => region.formerly.get(number) ?? []), ...unasked].map((row) => [row.number, row]));
  const blocks = resolution.blocks.map((block) => block.map((number): NumberedNode => {
    const node = region.stored.get(number);
    // A number that stands outside of the region is not ours to give.
    const ours = (customer: number | undefined): number | null => (customer !== undefined && (standing.has(customer) || dormant.has(customer)) ? customer : null);
    return { node: number, customer: node?.customer ?? null, origin: ours(node?.origin), named: nodeOf.get(number)?.level !== 'device', settled: ours(node?.settled) };
  }));
  const plan = assignNumbers(blocks, standing);
  const newcomers = plan.numbers.filter((number) => number === null).length;
  const minted = await (aside.numbers?.customers(tx, newcomers) ?? takeCustomerNumbers(tx, newcomers));
  const origins = originsOfFresh(region, resolution);
  const assignments: AssignmentRow[] = [];
  const moves: Move[] = [];
  const customers: CustomerRow[] = [];
  const thin: number[] = [];
  const nearCut = likelyNearCut(region, resolution);
  const numbers = plan.numbers.map((number) => ({ number: number ?? minted.shift() ?? 0, isNew: number === null }));
  resolution.blocks.forEach((block, index) => {
    const { number, isNew } = numbers[index] ?? { number: 0, isNew: false };
    const members = block.flatMap((node) => nodeOf.get(node) ?? []);
    for (const node of members) {
      const known = region.stored.get(node.number);
      // A block that gets a number of its own makes it the origin of its claims, so that they find it again after an undo.
      const origin = isNew ? number : known?.origin ?? origins.get(node.number) ?? number;
      if (known !== undefined && known.customer !== number) moves.push({ node: node.number, from: known.customer, to: number });
      if (known === undefined || known.customer !== number || known.origin !== origin) assignments.push({ node: node.number, customer: number, origin });
    }
    const before = region.customers.get(number);
    const isEntangled = resolution.entangled.has(index) || (before?.entangled === true && region.settled.has(number));
    const row = rowOf(number, members, isEntangled, before?.capped === true && region.settled.has(number), aside);
    if (before !== undefined && isSame(before, row)) return;
    customers.push(row);
    if (members.length > 1 && (block.some((node) => nearCut.has(node)) || !areCalledOneWay(members.flatMap(({ said }) => said ?? [])))) thin.push(Math.min(...block));
  });
  for (const [number, home] of plan.retired) {
    const row = region.customers.get(number) ?? dormant.get(number);
    const into = numbers[home]?.number;
    if (row === undefined || into === undefined || (row.mergedInto === into && row.nodeCount === 0)) continue;
    customers.push({ ...row, mergedInto: into, nodeCount: 0, entangled: false, capped: false, valueCounts: {} });
  }
  return { assignments, moves, customers, thin };
}

/** Claims that a likely join near the cut holds. */
function likelyNearCut({ likely }: Region, { edges }: Resolution): Set<number> {
  if (likely === null) return new Set();
  const near = probabilityOf(likely.cutBits + NEAR_CUT_BITS);
  return new Set(edges.flatMap(({ a, rule, outcome, strength }) => (rule === LIKELY && outcome === 'joined' && strength < near ? [a] : [])));
}

/** Whether a customer stays as it stands. */
function isSame({ valueCounts: before, ...row }: CustomerRow, { valueCounts: now, ...other }: CustomerRow): boolean {
  const types = Object.keys(before);
  return types.length === Object.keys(now).length && types.every((type) => before[type] === now[type]) && (Object.keys(row) as (keyof typeof row)[]).every((key) => row[key] === other[key]);
}

/** A new claim is, by itself, of the person whose claim it was joined with. */
function originsOfFresh(region: Region, resolution: Resolution): Map<number, number> {
  const origins = new Map<number, number>();
  const freshNumbers = new Set(region.fresh.map((node) => node.number));
  const originOf = (node: number): number | undefined => region.stored.get(node)?.origin ?? origins.get(node);
  for (let round = 0; round < 2; round += 1) {
    for (const { a, b, outcome } of resolution.edges) {
      if (outcome === 'refused') continue;
      for (const [one, other] of [[a, b], [b, a]] as const) {
        const origin = originOf(other);
        if (freshNumbers.has(one) && !origins.has(one) && origin !== undefined) origins.set(one, origin);
      }
    }
  }
  return origins;
}

function rowOf(number: number, members: readonly IdentityNode[], entangled: boolean, capped: boolean, { blocked, generic }: SetAside): CustomerRow {
  const values = new Map<string, Set<string>>();
  let [firstSeenMs, lastSeenMs] = [Infinity, -Infinity];
  const known = members.some((node) => node.identifiers.some((identifier) => isProof(identifier) && !blocked.has(valueKey(identifier.type, identifier.value)) && !generic.has(valueKey(identifier.type, identifier.value))));
  for (const node of members) {
    firstSeenMs = Math.min(firstSeenMs, node.firstOccurredMs);
    lastSeenMs = Math.max(lastSeenMs, node.firstOccurredMs);
    for (const { type, value, joins } of node.identifiers) {
      const key = valueKey(type, value);
      if (!joins || blocked.has(key) || generic.has(key)) continue;
      values.set(type, (values.get(type) ?? new Set()).add(value));
    }
  }
  const valueCounts = Object.fromEntries([...values].map(([type, held]) => [type, held.size]));
  return { number, kind: kindOf(members.map((node) => node.level)), mergedInto: null, nodeCount: members.length, entangled, capped, known, valueCounts, firstSeenMs, lastSeenMs };
}
