import type { Log } from '../../../platform/log/log.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import { MOST_NODES } from '../group-claims.ts';
import { kindOf } from '../identity-change.ts';
import { customersByNumber, type StoredNode } from '../identity-store.ts';
import { loadDevices } from '../load-devices.ts';
import { loadPeople, type Looking, type Region, type SetAside } from '../region.ts';
import { resolveComponent } from '../resolve-component.ts';

/** What another cut would make of some customers. Units: `peopleMore` named customers, fewer where negative; `largest` claims; `joins` one list of customers for each join; `parts` one claim of each part. */
export type CutLook = {
  readonly customers: readonly number[]; readonly peopleMore: number; readonly largest: number;
  readonly joins: readonly (readonly number[])[]; readonly parts: readonly { readonly customer: number; readonly nodes: readonly number[] }[];
};

/**
 * Looks at customers, and at all that hangs together with them, as if another cut held. Writes nothing and holds nobody up.
 * Invariant: the answer is what `settleCustomers` would make of them under that cut.
 */
export async function tryCut(tx: Queryable, log: Log, aside: SetAside, asIf: Pick<Looking, 'looked' | 'cutBits'>, customers: readonly number[]): Promise<CutLook> {
  const rows = await customersByNumber(tx, customers);
  const open = rows.filter((row) => row.mergedInto === null && !row.capped && row.nodeCount <= MOST_NODES).map((row) => row.number);
  if (open.length === 0) return { customers: [], peopleMore: 0, largest: 0, joins: [], parts: [] };
  const region = await loadPeople(tx, log, aside, [], open, asIf);
  const devices = await loadDevices(tx, log, aside, region);
  const stored = [...region.stored.values()];
  const settled = [...Map.groupBy(stored.filter((node) => region.settled.has(node.customer) && (node.level !== 'device' || node.decided)), (node) => node.customer).values()].map((group) => group.map((node) => node.number));
  const { blocks } = resolveComponent({ nodes: stored, decisions: [...region.decisions.values()], blocked: aside.blocked, generic: aside.generic, rules: aside.rules, settled, sharedDevices: devices.shared, likely: region.likely });
  return compared(region, blocks);
}

function compared(region: Region, blocks: readonly (readonly number[])[]): CutLook {
  const after = blocks.map((block) => block.flatMap((number) => region.stored.get(number) ?? [])).filter((nodes) => kindOf(nodes.map((node) => node.level)) === 'person');
  const before = [...region.customers.values()].filter((row) => row.kind === 'person');
  const blockOf = new Map(after.flatMap((nodes, at) => nodes.filter(isNamed).map((node) => [node.number, at] as const)));
  const named = [...Map.groupBy([...region.stored.values()].filter(isNamed), (node) => node.customer)];
  return {
    customers: [...region.customers.keys()], peopleMore: after.length - before.length, largest: after.reduce((most, nodes) => Math.max(most, nodes.length), 0),
    joins: after.map((nodes) => [...new Set(nodes.filter(isNamed).map((node) => node.customer))]).filter((of) => of.length > 1),
    parts: named.map(([customer, nodes]) => ({ customer, nodes: firstOfEach(nodes, blockOf) })).filter(({ nodes }) => nodes.length > 1),
  };
}

/** Devices change hands with people; they neither join nor part them. */
function isNamed(node: StoredNode): boolean {
  return node.level !== 'device';
}

function firstOfEach(nodes: readonly StoredNode[], blockOf: ReadonlyMap<number, number>): number[] {
  const first = new Map<number, number>();
  for (const { number } of nodes) {
    const block = blockOf.get(number);
    if (block !== undefined && !first.has(block)) first.set(block, number);
  }
  return [...first.values()];
}
