import { publicId } from '../../kernel/public-id.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { VERIFICATIONS, type IdentityOfCustomer } from './contract.ts';
import { decisionsAbout, decisionsAboutValues, type DecisionRow } from './decision-store.ts';
import { customersByNumber, customersOfNodes, type CustomerRow } from './identity-store.ts';
import { claimsOfCustomer, formerNumbers, identifiersOfCustomer } from './identity-view.ts';
import { valueKey } from './identity-node.ts';
import { loadDevices } from './load-devices.ts';
import { loadPeople, type SetAside } from './region.ts';
import { resolveComponent } from './resolve-component.ts';
import type { ResolvedEdge } from './resolution.ts';

const EDGES_SHOWN = 1_000;
/** Beyond this the joins are not told one by one. Units: claims. */
const EXPLAINED_MOST = 5_000;

/**
 * Why these claims are one customer, and what was refused: worked out again by the same rules, so that what is told is what holds now.
 * Shape: null for a number that does not stand by itself.
 */
export async function explainIdentity(tx: Queryable, log: Log, aside: SetAside, customer: number): Promise<IdentityOfCustomer | null> {
  const [row] = await customersByNumber(tx, [customer]);
  if (row === undefined || row.mergedInto !== null) return null;
  const [nodes, identifiers, former, edges] = await Promise.all([claimsOfCustomer(tx, customer), identifiersOfCustomer(tx, customer), formerNumbers(tx, [customer]), edgesOf(tx, log, aside, row)]);
  const about = await decisionsAbout(tx, nodes.map((node) => node.number));
  const ofValues = identifiers.length === 0 ? [] : await decisionsAboutValues(tx, identifiers);
  const at = (ms: number): string => new Date(ms).toISOString();
  const places = new Map(identifiers.map(({ type, value }, place) => [valueKey(type, value), place]));
  const placeOf = (type: string, value: string): number | null => places.get(valueKey(type, value)) ?? null;
  const shownOf = (type: string, value: string): string => identifiers[placeOf(type, value) ?? -1]?.shown ?? value;
  return {
    customer: publicId('customer', customer), kind: row.kind, formerIds: former.map((one) => publicId('customer', one.former)),
    identifiers: identifiers.map(({ type, shown: value, verified, firstSeenMs, sources, blocked, verifiedBy }) => ({ type, value, verified, firstSeenAt: at(firstSeenMs), sources, blocked, verifiedBy: VERIFICATIONS.filter((way) => verifiedBy.includes(way)) })),
    nodes: nodes.map((node) => ({ id: publicId('node', node.number), source: node.source, brand: node.brand, session: node.session, firstOccurredAt: at(node.firstOccurredMs), identifiers: node.identifiers.map(({ type, value, shown, verified }) => ({ type, value: shown, verified, place: placeOf(type, value) })), traits: node.traits })),
    edges: edges.slice(0, EDGES_SHOWN).map(({ edge, momentMs, other }) => ({
      from: publicId('node', edge.a), to: publicId('node', edge.b), rule: edge.rule, strength: edge.strength, joined: edge.outcome !== 'refused', refusal: edge.refusal, observedAt: at(momentMs), other: other === null ? null : publicId('customer', other),
      evidence: edge.evidence === null ? null : { type: edge.evidence.type, value: shownOf(edge.evidence.type, edge.evidence.value), place: placeOf(edge.evidence.type, edge.evidence.value) },
    })),
    decisions: await tellDecisions(tx, [...about, ...ofValues].sort((a, b) => a.number - b.number)),
  };
}

async function edgesOf(tx: Queryable, log: Log, aside: SetAside, row: CustomerRow): Promise<{ edge: ResolvedEdge; momentMs: number; other: number | null }[]> {
  if (row.nodeCount > EXPLAINED_MOST) return [];
  const region = await loadPeople(tx, log, aside, [], [row.number]);
  const { shared } = await loadDevices(tx, log, aside, region);
  const stored = [...region.stored.values()];
  const settled = [...Map.groupBy(stored.filter((node) => region.settled.has(node.customer) && (node.level !== 'device' || node.decided)), (node) => node.customer).values()].map((group) => group.map((node) => node.number));
  const { edges } = resolveComponent({ nodes: stored, decisions: [...region.decisions.values()], ...aside, settled, sharedDevices: shared, likely: region.likely });
  const mine = (node: number): boolean => region.stored.get(node)?.customer === row.number;
  const momentOf = (node: number): number => region.stored.get(node)?.firstOccurredMs ?? 0;
  return edges.filter((edge) => mine(edge.a) || mine(edge.b)).map((edge) => ({ edge, momentMs: Math.max(momentOf(edge.a), momentOf(edge.b)), other: [edge.a, edge.b].map((node) => region.stored.get(node)?.customer ?? row.number).find((owner) => owner !== row.number) ?? null }));
}

async function tellDecisions(tx: Queryable, rows: readonly DecisionRow[]): Promise<IdentityOfCustomer['decisions']> {
  const ends = rows.map((row) => ({ a: row.left[0], b: row.kind === 'together' ? row.left.at(-1) : row.right[0] }));
  const nodes = ends.flatMap(({ a, b }) => [a ?? [], b ?? []].flat());
  const owners = new Map((nodes.length === 0 ? [] : await customersOfNodes(tx, nodes)).map((row) => [row.node, row.customer]));
  const idOf = (node: number | undefined): string | null => {
    const owner = node === undefined ? undefined : owners.get(node);
    return owner === undefined ? null : publicId('customer', owner);
  };
  return rows.flatMap((row, index) => (row.kind === 'undo' ? [] : [{
    id: publicId('decision', row.number), kind: row.kind, a: idOf(ends[index]?.a), b: idOf(ends[index]?.b), reason: row.reason, by: row.by, at: row.at.toISOString(), undone: row.undone,
    undoneBy: row.undoneBy === null ? null : publicId('decision', row.undoneBy),
  }]));
}
