import { BY_RULES } from './apply-change.ts';
import { typesChanged } from './exact-rules.ts';
import { settleCustomers } from './matching/settle-customers.ts';
import { holdersOfTypes, markFollowed, rulesToFollow } from './rule-store.ts';
import type { DecideDeps } from './take-decision.ts';

/** Customers that are looked at in one transaction. */
const PART = 100;

/** After other exact rules: looks again at everybody who holds a value of a type whose rule changed. Begins anew after an end in between; asking twice changes nothing. */
export async function settleRules(deps: DecideDeps, isEnding: () => boolean): Promise<void> {
  const { followed, latest, versions } = await rulesToFollow(deps.database);
  if (latest <= followed) return;
  const customers = await holdersOfTypes(deps.database, typesChanged(versions));
  for (let from = 0; from < customers.length; from += PART) {
    if (isEnding()) return;
    await deps.database.transaction((tx) => settleCustomers(deps, tx, customers.slice(from, from + PART), BY_RULES));
  }
  await markFollowed(deps.database, latest);
}
