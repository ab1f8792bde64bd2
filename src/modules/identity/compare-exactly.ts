import { publicId } from '../../kernel/public-id.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { ruleOf, type IdentityOfCustomer } from './contract.ts';
import type { ExactRules } from './exact-rules.ts';
import { nodesOfCustomer } from './node-view.ts';
import { rulesThatHold } from './rule-store.ts';
import { sharedValues, valuesPerType, type SharedValueRow } from './shared-values-view.ts';

/** Something that the exact rules see between two customers. `because`: the rule that speaks, or why the value says nothing. */
export type ExactReason = {
  readonly weighs: 'for' | 'against' | 'nothing'; readonly because: string; readonly type: string | null; readonly value: string | null;
  readonly verified: 'both' | 'one' | 'none' | null; /** How much one shared value says, 0–1; of a limit, how many one person may have. */ readonly strength: number | null; readonly limit: number | null;
};

/** What somebody here decided of the two, standing. */
export type DecidedOfTwo = Pick<IdentityOfCustomer['decisions'][number], 'id' | 'kind' | 'reason' | 'by' | 'at'>;

function ofShared({ type, value, leftVerified, rightVerified, joins, setAside }: SharedValueRow, rules: ExactRules): ExactReason {
  const rule = ruleOf(type);
  const because = setAside === 'human' ? 'blocked' : setAside === 'generic' ? 'generic' : !rules.counts(type) ? 'ruled-out' : !rule.bridges ? 'device' : rule.isOnlyShown === true ? 'only-shown' : !joins ? 'desk' : 'shared';
  const says = because === 'shared';
  return { weighs: says ? 'for' : 'nothing', because, type, value, verified: leftVerified && rightVerified ? 'both' : leftVerified || rightVerified ? 'one' : 'none', strength: says ? rule.strength : null, limit: null };
}

/**
 * What speaks for and against two customers being one person by the exact rules alone: values that both have, why the rules did not join by them, and limits that one person would pass.
 * `told`: the identity of the left one, with what was refused.
 */
export async function compareExactly(tx: Queryable, told: IdentityOfCustomer, left: number, right: number): Promise<{ reasons: ExactReason[]; decisions: DecidedOfTwo[] }> {
  const [shared, held, theirs, rules] = await Promise.all([sharedValues(tx, left, right), valuesPerType(tx, left, right), nodesOfCustomer(tx, right), rulesThatHold(tx)]);
  const isTheirs = new Set(theirs.map((node) => publicId('node', node)));
  const refused = new Map(told.edges.flatMap((edge) => (!edge.joined && edge.rule !== 'likely' && edge.refusal !== null && edge.refusal !== 'human-decision' && (isTheirs.has(edge.from) || isTheirs.has(edge.to)) ? [[`${edge.refusal} ${edge.evidence?.type ?? ''} ${edge.evidence?.value ?? ''}`, edge] as const] : [])));
  const limits = held.flatMap(({ type, together }): ExactReason[] => {
    const limit = rules.limitOf(type);
    return rules.counts(type) && together > limit ? [{ weighs: 'against', because: 'limit', type, value: null, verified: null, strength: null, limit }] : [];
  });
  const sides = new Set([publicId('customer', left), publicId('customer', right)]);
  return {
    reasons: [
      ...shared.map((row) => ofShared(row, rules)),
      ...[...refused.values()].map((edge): ExactReason => ({ weighs: 'against', because: edge.refusal ?? '', type: edge.evidence?.type ?? null, value: edge.evidence?.value ?? null, verified: null, strength: null, limit: null })),
      ...limits,
    ],
    decisions: told.decisions.flatMap(({ id, kind, a, b, reason, by, at, undone }) => (!undone && kind !== 'block-value' && a !== b && a !== null && b !== null && sides.has(a) && sides.has(b) ? [{ id, kind, reason, by, at }] : [])),
  };
}
