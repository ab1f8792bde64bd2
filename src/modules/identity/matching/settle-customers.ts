import type { Log } from '../../../platform/log/log.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { BY_LIKELIHOOD } from '../apply-change.ts';
import { MOST_NODES } from '../group-claims.ts';
import { customersByNumber } from '../identity-store.ts';
import { openTurn, type DecideDeps } from '../take-decision.ts';

/** Looks again at customers, with all that is likely, and writes what changes. Customers over the cap stay as they are. */
export async function settleCustomers(deps: DecideDeps & { readonly log: Log }, tx: Transaction, customers: readonly number[]): Promise<void> {
  if (customers.length === 0) return;
  const [turn, rows] = await Promise.all([openTurn(deps, tx), customersByNumber(tx, customers)]);
  const open = rows.filter((row) => row.mergedInto === null && !row.capped && row.nodeCount <= MOST_NODES).map((row) => row.number);
  if (open.length > 0) await turn.write(await turn.look(open), BY_LIKELIHOOD);
}
