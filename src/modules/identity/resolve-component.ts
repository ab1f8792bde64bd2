import { ruleOf } from './contract.ts';
import { applyDecisions } from './apply-decisions.ts';
import { attachDevices } from './attach-devices.ts';
import { createBlocks, type ConstrainedBlocks } from './constrained-blocks.ts';
import { STARTING_RULES, type ExactRules } from './exact-rules.ts';
import { genericValues } from './generic-values.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import { holdingsOf, joinByValue } from './join-by-value.ts';
import { joinLikely, LIKELY } from './join-likely.ts';
import { addHashedMails } from './mail-hash.ts';
import type { Resolution, ResolutionInput, ResolvedEdge } from './resolution.ts';

/**
 * Decides which claims are one customer: human decisions, then what names people, then what is likely, then devices. Pure.
 * Invariant: the same claims and decisions give the same blocks, in whatever order, batches and repetitions they came; several components at once give what each gives alone.
 */
export function resolveComponent(input: ResolutionInput): Resolution {
  const nodes = [...input.nodes].sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
  const placeOf = new Map(nodes.map((node, at) => [node.number, at]));
  const edges: ResolvedEdge[] = [];
  const settledGroups = (input.settled ?? []).map((group) => group.flatMap((number) => placeOf.get(number) ?? []));
  const settled = new Set(settledGroups.flat());
  const decided = new Set(input.decisions.flatMap((decision) => [...decision.left, ...decision.keep]));
  const named = new Set(input.decisions.flatMap((decision) => [...decision.left, ...decision.right, ...decision.keep]));
  const places = nodes.map((_, at) => at);
  const isOpen = (at: number): boolean => !settled.has(at) && (nodes[at]?.level !== 'device' || decided.has(nodes[at]?.number ?? 0));
  const open = places.filter(isOpen);
  const nameless = places.filter((at) => !settled.has(at) && !isOpen(at));

  const known = (key: string): boolean => input.blocked.has(key) || input.generic.has(key);
  const holdings = holdingsOf(nodes, open, (type, key) => ruleOf(type).bridges && !known(key));
  const generic = genericValues(nodes, holdings);
  const found = new Set([...generic.direct, ...generic.indirect]);
  for (const key of found) holdings.delete(key);
  addHashedMails(nodes, open, holdings, (key) => !known(key) && !found.has(key));

  const rules = input.rules ?? STARTING_RULES;
  const blocks = createBlocks(nodes, (key) => known(key) || found.has(key), rules);
  for (const group of settledGroups) for (const at of group) blocks.join(group[0] ?? at, at);
  applyDecisions(nodes, input.decisions, placeOf, blocks, edges);
  const looselyJoined = joinByValue(nodes, holdings, blocks, edges);
  if (input.likely !== undefined && input.likely !== null) joinLikely(nodes, open, input.likely, blocks, edges);
  const takes = (key: string): boolean => !input.blocked.has(key);
  const isShared = (key: string): boolean => input.generic.has(key) || input.sharedDevices?.has(key) === true;
  const devices = attachDevices(nodes, [...settled, ...open].sort((a, b) => a - b), nameless, takes, isShared, blocks, edges);

  const members = [...Map.groupBy(places, (at) => blocks.find(at)).values()];
  const doubtful = new Set<string>([...generic.indirect, ...[...devices.shared, ...(input.sharedDevices ?? [])].filter((key) => !input.generic.has(key))]);
  const flagged = flaggedNodes(edges, named, [...devices.contested, ...looselyJoined].map((at) => nodes[at]?.number ?? 0));
  const entangled = new Set<number>();
  members.forEach((block, index) => {
    if (block.some((at) => isDoubtful(nodes[at], flagged, doubtful)) || isOverLimit(blocks, block[0] ?? 0, rules)) entangled.add(index);
  });
  return { blocks: members.map((block) => block.map((at) => nodes[at]?.number ?? 0)), edges, entangled, newlyGeneric: generic.direct };
}

function flaggedNodes(edges: readonly ResolvedEdge[], decided: ReadonlySet<number>, unsure: readonly number[]): Set<number> {
  const flagged = new Set<number>([...decided, ...unsure]);
  for (const edge of edges) {
    if (edge.outcome !== 'refused' && edge.rule !== LIKELY) continue;
    flagged.add(edge.a);
    flagged.add(edge.b);
  }
  return flagged;
}

function isDoubtful(node: IdentityNode | undefined, flagged: ReadonlySet<number>, doubtful: ReadonlySet<string>): boolean {
  if (node === undefined) return false;
  return flagged.has(node.number) || (doubtful.size > 0 && node.identifiers.some(({ type, value, joins }) => joins && doubtful.has(valueKey(type, value))));
}

function isOverLimit(blocks: ConstrainedBlocks, at: number, rules: ExactRules): boolean {
  return [...blocks.countsOf(at)].some(([type, count]) => count > rules.limitOf(type));
}
