import { asRuled, exactRules, type ExactRules } from './exact-rules.ts';
import type { IdentityNode } from './identity-node.ts';
import type { HumanDecision, Resolution } from './resolution.ts';
import { resolveComponent } from './resolve-component.ts';

/** Who is who by a set of rules. Units: `people` counts customers that are named, `largest` claims of the largest of them, `contradicting` people with two verified accounts. */
export type RuleOutcome = { readonly people: number; readonly visitors: number; readonly largest: number; readonly contradicting: number };

/** What a change would do. `joined`: people who would become part of somebody else; `parted`: people who would be several; `examples`: claims, one of each person who would be joined, of the largest such joins. */
export type RuleTrial = { readonly before: RuleOutcome; readonly after: RuleOutcome; readonly joined: number; readonly parted: number; readonly joinsTooMany: boolean; readonly examples: readonly (readonly number[])[] };

type Known = { readonly nodes: readonly IdentityNode[]; readonly decisions: readonly HumanDecision[]; readonly blocked: ReadonlySet<string>; readonly generic: ReadonlySet<string> };

/** A join of more people than this is nobody's family and nobody's second address. Units: people. */
const TOO_MANY_PEOPLE = 25;
const EXAMPLES = 5;
const EXAMPLE_PEOPLE = 10;

/** Works out who would be who by other rules, on claims as they are. Pure: nothing is written, nobody moves. */
export function tryRules(known: Known, holding: ExactRules, tried: ExactRules): RuleTrial {
  const before = resolveComponent({ ...known, nodes: asRuled(known.nodes, holding), rules: holding });
  const joining = tried.changes.filter(({ joins }) => joins === 'people');
  const changed = asRuled(known.nodes, tried).map((node) => withJoining(node, new Set(joining.map(({ type }) => type))));
  const after = resolveComponent({ ...known, nodes: changed, rules: exactRules([...tried.changes, ...joining.map(({ type, limit }) => ({ type: joiningType(type), limit: limit ?? Infinity }))]) });
  const levelOf = new Map(known.nodes.map((node) => [node.number, node.level]));
  const isPerson = (block: readonly number[]): boolean => block.some((node) => levelOf.get(node) !== 'device');
  const people = (resolution: Resolution): (readonly number[])[] => resolution.blocks.filter(isPerson);
  const joins = crossing(people(after), people(before));
  const parts = crossing(people(before), people(after));
  return {
    before: outcomeOf(known.nodes, before, isPerson), after: outcomeOf(known.nodes, after, isPerson),
    joined: joins.reduce((sum, one) => sum + one.length - 1, 0), parted: parts.length, joinsTooMany: joins.some((one) => one.length > TOO_MANY_PEOPLE),
    examples: joins.sort((a, b) => b.length - a.length).slice(0, EXAMPLES).map((one) => one.slice(0, EXAMPLE_PEOPLE)),
  };
}

/** Under this name a type joins people like any other that never did: no rule names it. */
function joiningType(type: string): string {
  return `joining-${type}`;
}

function withJoining(node: IdentityNode, joining: ReadonlySet<string>): IdentityNode {
  if (!node.identifiers.some(({ type }) => joining.has(type))) return node;
  const identifiers = node.identifiers.map((one) => (joining.has(one.type) ? { ...one, type: joiningType(one.type), joins: true } : one));
  return { ...node, identifiers, level: node.level === 'device' ? 'person' : node.level };
}

/** For each block that holds claims of several others, one claim of each. */
function crossing(blocks: readonly (readonly number[])[], others: readonly (readonly number[])[]): number[][] {
  const otherOf = new Map(others.flatMap((block, index) => block.map((node) => [node, index] as const)));
  return blocks.flatMap((block) => {
    const first = new Map<number, number>();
    for (const node of block) {
      const other = otherOf.get(node);
      if (other !== undefined && !first.has(other)) first.set(other, node);
    }
    return first.size > 1 ? [[...first.values()]] : [];
  });
}

function outcomeOf(nodes: readonly IdentityNode[], { blocks }: Resolution, isPerson: (block: readonly number[]) => boolean): RuleOutcome {
  const accounts = new Map(nodes.map((node) => [node.number, node.identifiers.flatMap(({ type, value, verified }) => (type === 'user' && verified ? [value] : []))]));
  const people = blocks.filter(isPerson);
  return {
    people: people.length, visitors: blocks.length - people.length, largest: people.reduce((most, block) => Math.max(most, block.length), 0),
    contradicting: people.filter((block) => new Set(block.flatMap((node) => accounts.get(node) ?? [])).size > 1).length,
  };
}
