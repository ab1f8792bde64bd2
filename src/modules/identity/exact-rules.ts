import { ruleOf, type RuleChange } from './contract.ts';
import type { IdentityNode } from './identity-node.ts';

/** The rule of one type, as far as a company may set it. */
type Settable = { readonly joins: NonNullable<RuleChange['joins']>; readonly limit: number; readonly priority: number };

/**
 * The exact rules that hold: what Custos starts with, and how the company changed it.
 * Invariant: what a type is by nature (whether it names one person, is handed on, or is a device) is never changed, only how many values one person may have, which type wins a conflict, and whether its values count at all.
 */
export type ExactRules = {
  /** 0: as Custos starts. */
  readonly version: number;
  /** One entry a type, of types that differ from what Custos starts with alone, by type. */
  readonly changes: readonly RuleChange[];
  /** How many different values of a type one customer may have before a join is refused. */
  limitOf(type: string): number;
  /** Which type wins a conflict: the lower number. */
  priorityOf(type: string): number;
  /** False: its values join nobody, as if each of them were blocked. */
  counts(type: string): boolean;
};

/** Rules that differ from what Custos starts with by these changes; later ones of a type come on top of earlier ones. */
export function exactRules(changes: readonly RuleChange[], version = 0): ExactRules {
  const byType = new Map<string, RuleChange>();
  for (const change of changes) byType.set(change.type, { ...byType.get(change.type), ...given(change) });
  const differing = [...byType.values()].flatMap((change) => differenceOf(change) ?? []).sort((a, b) => (a.type < b.type ? -1 : 1));
  const changed = new Map(differing.map((change) => [change.type, change]));
  return {
    version, changes: differing,
    limitOf: (type) => changed.get(type)?.limit ?? ruleOf(type).limit,
    priorityOf: (type) => changed.get(type)?.priority ?? ruleOf(type).priority,
    counts: (type) => changed.get(type)?.joins !== 'nobody',
  };
}

/** What Custos starts with. */
export const STARTING_RULES: ExactRules = exactRules([]);

/** How a type's rule stands. */
export function settable(type: string, rules: ExactRules = STARTING_RULES): Settable {
  return { joins: rules.counts(type) ? byNature(type) : 'nobody', limit: rules.limitOf(type), priority: rules.priorityOf(type) };
}

/** Why a change can be tried but never hold: devices are shared and join no two people, and a type that is only shown joins nobody. Shape: null when it can hold. */
export function whyNever({ type, joins }: RuleChange): 'only-shown' | 'joins-by-nature' | null {
  if (ruleOf(type).isOnlyShown === true) return 'only-shown';
  return joins === undefined || joins === 'nobody' || joins === byNature(type) ? null : 'joins-by-nature';
}

/** Types of which the rules of any two successive versions differ. Shape: by type. */
export function typesChanged(versions: readonly (readonly RuleChange[])[]): string[] {
  const types = new Set<string>();
  versions.slice(1).forEach((rules, at) => {
    const before = new Map((versions[at] ?? []).map((change) => [change.type, asText(change)]));
    for (const change of rules) {
      if (before.get(change.type) !== asText(change)) types.add(change.type);
      before.delete(change.type);
    }
    for (const type of before.keys()) types.add(type);
  });
  return [...types].sort();
}

/** Claims as these rules see them: values of a type that counts for nobody join nobody. */
export function asRuled<Node extends IdentityNode>(nodes: readonly Node[], rules: ExactRules): readonly Node[] {
  if (rules.changes.every(({ type }) => rules.counts(type))) return nodes;
  return nodes.map((node) => (node.identifiers.every(({ type }) => rules.counts(type)) ? node : { ...node, identifiers: node.identifiers.map((one) => (rules.counts(one.type) ? one : { ...one, joins: false })) }));
}

function byNature(type: string): 'people' | 'nameless' | 'nobody' {
  const rule = ruleOf(type);
  return rule.isOnlyShown === true ? 'nobody' : rule.bridges ? 'people' : 'nameless';
}

/** A change without what it leaves open. */
function given({ type, joins, limit, priority }: RuleChange): RuleChange {
  return { type, ...(joins === undefined ? {} : { joins }), ...(limit === undefined ? {} : { limit }), ...(priority === undefined ? {} : { priority }) };
}

/** What a change makes different from what Custos starts with; null where nothing. */
function differenceOf({ type, joins, limit, priority }: RuleChange): RuleChange | null {
  const starts = settable(type);
  const different: RuleChange = { type, ...(joins === undefined || joins === starts.joins ? {} : { joins }), ...(limit === undefined || limit === starts.limit ? {} : { limit }), ...(priority === undefined || priority === starts.priority ? {} : { priority }) };
  return Object.keys(different).length > 1 ? different : null;
}

function asText({ type, joins, limit, priority }: RuleChange): string {
  return JSON.stringify([type, joins ?? null, limit ?? null, priority ?? null]);
}
