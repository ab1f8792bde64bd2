import type { Queryable } from '../../platform/pg/transaction.ts';
import { valuesSetAside } from './decision-store.ts';
import { valueKey } from './identity-node.ts';
import type { SetAside } from './region.ts';
import { rulesThatHold } from './rule-store.ts';

/** What the rules need beside claims, as the database has it now: values that join nobody, and the rules that hold. */
export async function asideNow(tx: Queryable): Promise<Pick<SetAside, 'blocked' | 'generic' | 'rules'>> {
  const [aside, rules] = await Promise.all([valuesSetAside(tx), rulesThatHold(tx)]);
  const ofKind = (kind: 'human' | 'generic'): Set<string> => new Set(aside.flatMap((one) => (one.kind === kind ? [valueKey(one.type, one.value)] : [])));
  return { blocked: ofKind('human'), generic: ofKind('generic'), rules };
}
