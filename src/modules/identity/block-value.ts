import { AppError } from '../../kernel/app-error.ts';
import { addDecision, putBlocked } from './decision-store.ts';
import { valueKey } from './identity-node.ts';
import { customersHolding } from './identity-store.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';
import { takeDecision, type DecideDeps } from './take-decision.ts';

export type BlockAnswer = { readonly decision: number; readonly customersChanged: number };

/**
 * Says that a value tells nothing about who somebody is; joins made through it are undone. It stays searchable.
 * Errors: `invalid` for what can't be an identifier.
 */
export function blockValue(deps: DecideDeps, type: string, value: string, reason: string, by: string): Promise<BlockAnswer> {
  const normal = normaliseIdentifier(type, value, deps.defaultCountry);
  if (normal.outcome !== 'kept') throw new AppError('invalid', 'identifier-malformed', 'This is not an identifier, or one that never joins anybody.');
  const key = { type, value: normal.value };
  return takeDecision(deps, async ({ tx, aside, look, write }) => {
    const decision = await addDecision(tx, { kind: 'block-value', key, reason, by });
    await putBlocked(tx, key, decision);
    const holders = [...new Set((await customersHolding(tx, [key])).map((row) => row.customer))];
    const blocked = new Set([...aside.blocked, valueKey(key.type, key.value)]);
    const changed = holders.length === 0 ? [] : await write(await look(holders, { ...aside, blocked }), 'value-blocked');
    tx.afterCommit(() => { deps.memory.block(key, true); });
    return { decision, customersChanged: changed.length };
  });
}
