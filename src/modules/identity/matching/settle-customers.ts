import type { Log } from '../../../platform/log/log.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { BY_LIKELIHOOD } from '../apply-change.ts';
import { readCustomers } from '../customer-claims-store.ts';
import { MOST_NODES } from '../group-claims.ts';
import type { CustomersRead } from '../identity-store.ts';
import { planForMany } from '../plan-statements-store.ts';
import { openTurn, type DecideDeps, type Turn } from '../take-decision.ts';

/** Looks again at customers, by the rules and with all that is likely, and writes what changes. Customers over the cap stay as they are. */
export async function settleCustomers(deps: DecideDeps & { readonly log: Log }, tx: Transaction, customers: readonly number[], reason = BY_LIKELIHOOD): Promise<void> {
  if (customers.length === 0) return;
  planForMany(tx, deps.memory.numbers);
  const [turn, read] = await Promise.all([openTurn(deps, tx), readCustomers(tx, customers)]);
  await settleRead(turn, read, new Set(customers), reason);
}

/** The same of customers that were read in this turn, maybe among others. */
export async function settleRead(turn: Turn, read: CustomersRead, customers: ReadonlySet<number>, reason = BY_LIKELIHOOD): Promise<void> {
  const open = read.customers.filter((row) => customers.has(row.number) && row.mergedInto === null && !row.capped && row.nodeCount <= MOST_NODES);
  if (open.length > 0) await turn.write(await turn.look(open.map((row) => row.number), turn.aside, { customers: open, nodes: read.nodes }), reason);
}
