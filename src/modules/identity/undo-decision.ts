import { AppError } from '../../kernel/app-error.ts';
import { addDecision, decisionByNumber, decisionsAboutValues, liftBlocked, markDecided, putBlocked, type DecisionRow } from './decision-store.ts';
import { valueKey } from './identity-node.ts';
import { customersHolding, customersOfNodes } from './identity-store.ts';
import { takeDecision, type DecideDeps, type Turn } from './take-decision.ts';

export type UndoAnswer = { readonly decision: number; readonly customers: readonly number[] };

/**
 * Takes a decision back, an undo included. What was before it is there again, as far as nothing came in between.
 * Errors: `not-found` for an unknown decision; `conflict` when it is taken back already.
 */
export function undoDecision(deps: DecideDeps, number: number, reason: string, by: string): Promise<UndoAnswer> {
  return takeDecision(deps, async (turn) => {
    const { tx } = turn;
    const asked = await decisionByNumber(tx, number);
    if (asked === null) throw new AppError('not-found', 'decision-unknown', 'There is no such decision.');
    if (asked.undone) throw new AppError('conflict', 'decision-undone', 'This decision is taken back already.');
    const decision = await addDecision(tx, { kind: 'undo', undoes: number, reason, by });
    const original = await originalOf(turn, asked);
    const customers = original.kind === 'block-value' ? await undoBlock(deps, turn, original) : await undoClaims(turn, original);
    return { decision, customers };
  });
}

/** The decision at the end of a chain of undos, as it stands now. */
async function originalOf({ tx }: Turn, row: DecisionRow): Promise<DecisionRow> {
  let at: DecisionRow = row;
  while (at.undoes !== null) {
    const before = await decisionByNumber(tx, at.undoes);
    if (before === null) break;
    at = before;
  }
  return (await decisionByNumber(tx, at.number)) ?? at;
}

async function undoClaims({ tx, look, write }: Turn, original: DecisionRow): Promise<readonly number[]> {
  const named = [...new Set([...original.left, ...original.right, ...original.keep])];
  const nodes = [...new Set([...original.left, ...original.keep])];
  await markDecided(tx, nodes);
  const customers = [...new Set((await customersOfNodes(tx, named)).map((row) => row.customer))];
  await write(await look(customers), 'decision-undone');
  return [...new Set((await customersOfNodes(tx, named)).map((row) => row.customer))].sort((a, b) => a - b);
}

async function undoBlock(deps: DecideDeps, { tx, aside, look, write }: Turn, original: DecisionRow): Promise<readonly number[]> {
  const key = { type: original.type ?? '', value: original.value ?? '' };
  const standing = (await decisionsAboutValues(tx, [key])).filter((row) => !row.undone);
  const isBlocked = standing.length > 0;
  await (isBlocked ? putBlocked(tx, key, standing[0]?.number ?? 0) : liftBlocked(tx, key));
  const blocked = new Set(aside.blocked);
  if (isBlocked) blocked.add(valueKey(key.type, key.value));
  else blocked.delete(valueKey(key.type, key.value));
  const holders = [...new Set((await customersHolding(tx, [key])).map((row) => row.customer))];
  const changed = holders.length === 0 ? [] : await write(await look(holders, { ...aside, blocked }), 'decision-undone');
  tx.afterCommit(() => { deps.memory.block(key, isBlocked); });
  return changed;
}
