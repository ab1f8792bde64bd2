import type { DecideDeps } from '../take-decision.ts';
import type { MatchState } from './model-store.ts';
import { settleCustomers } from './settle-customers.ts';
import { customersInDoubt, markUnsettled } from './training-store.ts';

/** Customers that are looked at in one transaction. */
const PART = 100;

/** After another model or cut: looks again at everybody whom likelihood touches. Begins anew after an end in between; asking twice changes nothing. */
export async function settleAll(deps: DecideDeps, { unsettled, cutBits }: MatchState, isEnding: () => boolean): Promise<void> {
  if (!unsettled) return;
  const customers = await customersInDoubt(deps.database, cutBits);
  for (let from = 0; from < customers.length; from += PART) {
    if (isEnding()) return;
    await deps.database.transaction((tx) => settleCustomers(deps, tx, customers.slice(from, from + PART)));
  }
  await deps.database.transaction((tx) => markUnsettled(tx, false));
}
