import type { Log } from '../../platform/log/log.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { ruleOf } from './contract.ts';
import { nodesOfCustomers } from './customer-claims-store.ts';
import { asRuled } from './exact-rules.ts';
import { MOST_NODES } from './group-claims.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import { customersByNumber, deviceOwners, namelessHolders, type IdentifierKey, type StoredNode } from './identity-store.ts';
import type { Region, SetAside } from './region.ts';
import { resolveComponent } from './resolve-component.ts';
import { GENERIC_LIMIT } from './telling-types.ts';

/** What is known of the devices of a region: which are shared, which are everybody's, and who owns a shared one without being part of the region. */
export type DeviceFindings = { readonly shared: Set<string>; readonly generic: IdentifierKey[]; readonly ownersElsewhere: Set<number> };

/**
 * Adds the customers whose nameless claims may change hands because of this region: those on devices that begin or cease to be shared, and those that hang together with new claims.
 * A device that was shared and stays so is passed over, but for claims of the same session.
 */
export async function loadDevices(tx: Queryable, log: Log, { blocked, generic, rules }: SetAside, region: Region): Promise<DeviceFindings> {
  const findings: DeviceFindings = { shared: new Set(), generic: [], ownersElsewhere: new Set() };
  let blockOf: Map<number, string> | null = null;
  const seen = new Set<string>();
  const seenSessions = new Set<string>();
  for (;;) {
    const nodes: (IdentityNode | StoredNode)[] = [...region.fresh, ...region.stored.values()];
    const devices = new Map<string, IdentifierKey>();
    for (const node of nodes) {
      for (const { type, value, joins } of node.identifiers) {
        const key = valueKey(type, value);
        if (joins && !ruleOf(type).bridges && !blocked.has(key) && !seen.has(key)) devices.set(key, { type, value });
      }
    }
    // Most customers are met on no device: nothing is worked out for them.
    if (devices.size === 0 && nodes.every((node) => node.level !== 'device')) return findings;
    for (const key of devices.keys()) seen.add(key);
    blockOf ??= peopleBlocks(region, { blocked, generic, rules });
    const reach = await examine(tx, [...devices], nodes, region, generic, blockOf, findings);
    const sessions = sessionsOn(nodes, (key) => generic.has(key) || findings.shared.has(key), seenSessions);
    const wanted: (IdentifierKey & { session: string | null })[] = [...reach.open.map((key) => ({ ...key, session: null })), ...sessions];
    const holders = wanted.length === 0 ? [] : await namelessHolders(tx, wanted);
    const next = [...new Set([...holders, ...reach.owners])].filter((number) => !region.customers.has(number));
    if (next.length === 0) return findings;
    const rows = await customersByNumber(tx, next);
    const size = rows.reduce((sum, row) => sum + row.nodeCount, region.stored.size);
    if (size > 2 * MOST_NODES) {
      log.warn('identity-devices-capped', { customers: next.length, claims: size });
      return findings;
    }
    for (const row of rows) {
      region.customers.set(row.number, row);
      region.settled.add(row.number);
    }
    for (const node of asRuled(await nodesOfCustomers(tx, next), rules)) {
      region.stored.set(node.number, node);
      if (isPeople(node)) blockOf.set(node.number, `settled ${node.customer}`);
    }
  }
}

function isPeople(node: IdentityNode | StoredNode): boolean {
  return node.level !== 'device' || ('decided' in node && node.decided);
}

/** To which block of people each claim of the region belongs now; unknown to the database until the change is written. */
function peopleBlocks(region: Region, { blocked, generic, rules }: SetAside): Map<number, string> {
  const people = [...region.fresh, ...region.stored.values()].filter(isPeople);
  const { blocks } = resolveComponent({ nodes: people, decisions: [...region.decisions.values()], blocked, generic, rules, likely: region.likely });
  return new Map(blocks.flatMap((block, index) => block.map((node): [number, string] => [node, `block ${index}`])));
}

type Owner = { readonly named: boolean };

/** Answers which devices must be followed to all their nameless claims, and which owners outside must be part of the region. */
async function examine(tx: Queryable, devices: readonly (readonly [string, IdentifierKey])[], nodes: readonly (IdentityNode | StoredNode)[], region: Region, generic: ReadonlySet<string>, blockOf: ReadonlyMap<number, string>, findings: DeviceFindings): Promise<{ open: IdentifierKey[]; owners: number[] }> {
  const asked = devices.filter(([key]) => !generic.has(key));
  const open: IdentifierKey[] = [];
  const owners: number[] = [];
  if (asked.length === 0) return { open, owners };
  const before = Map.groupBy(await deviceOwners(tx, asked.map(([, key]) => key), GENERIC_LIMIT + 2), (row) => asked[row.place - 1]?.[0] ?? '');
  const now = new Map<string, Map<string, Owner>>(asked.map(([key]) => [key, new Map()]));
  const namedBlocks = new Set(nodes.flatMap((node) => (node.level === 'device' ? [] : blockOf.get(node.number) ?? [])));
  for (const node of nodes) {
    const block = blockOf.get(node.number);
    if (block === undefined || !isPeople(node)) continue;
    for (const { type, value, joins } of node.identifiers) {
      const key = valueKey(type, value);
      if (joins) now.get(key)?.set(block, { named: namedBlocks.has(block) });
    }
  }
  for (const [key, device] of asked) {
    const earlier = before.get(key) ?? [];
    const outside = earlier.filter((row) => !region.customers.has(row.customer));
    const wasShared = effective(earlier.map((row) => ({ named: row.kind !== 'visitor' }))) > 1;
    const present = [...(now.get(key)?.values() ?? []), ...outside.map((row) => ({ named: row.kind !== 'visitor' }))];
    const isShared = effective(present) > 1;
    if (isShared) {
      findings.shared.add(key);
      for (const row of outside) findings.ownersElsewhere.add(row.customer);
      if (present.filter((one) => one.named).length > GENERIC_LIMIT) findings.generic.push(device);
    } else owners.push(...outside.map((row) => row.customer));
    if (!(wasShared && isShared)) open.push(device);
  }
  return { open, owners };
}

/** How many hold a device: people, or else visitors that somebody decided about. */
function effective(owners: readonly Owner[]): number {
  const named = owners.filter((owner) => owner.named).length;
  return named > 0 ? named : owners.length;
}

function sessionsOn(nodes: readonly IdentityNode[], isOpen: (key: string) => boolean, seen: Set<string>): (IdentifierKey & { session: string | null })[] {
  return nodes.flatMap((node) => (node.level !== 'device' ? [] : node.identifiers.flatMap(({ type, value, joins }) => {
    const key = valueKey(type, value);
    const once = `${key}\n${node.session ?? ''}`;
    if (!joins || !isOpen(key) || seen.has(once)) return [];
    seen.add(once);
    return [{ type, value, session: node.session ?? '' }];
  })));
}
