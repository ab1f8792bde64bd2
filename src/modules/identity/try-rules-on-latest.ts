import { AppError } from '../../kernel/app-error.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { asideNow } from './aside-now.ts';
import { nodesOfCustomers } from './customer-claims-store.ts';
import type { RuleChange, RuleTrial } from './contract.ts';
import { asHuman, decisionsAbout } from './decision-store.ts';
import { exactRules, typesChanged, whyNever } from './exact-rules.ts';
import { latestCustomersWhole } from './review-view.ts';
import { insertTrial, rulesOfVersion } from './rule-store.ts';
import { tryRules } from './try-rules.ts';

/** Claims on which a change is tried: enough to see the damage, few enough for the page to answer in seconds. */
const TRIED_MOST = 20_000;

/**
 * Tries a change of rules on the customers with the latest claims, on top of the rules that hold or of those of an earlier version. `people`: the customers of each example.
 * Changes nobody; keeps what it said, so that whoever makes the change has seen it.
 * Errors: `not-found` for a version that there never was.
 */
export async function tryRulesOnLatest(tx: Queryable, changes: readonly RuleChange[], by: string, backTo: number | null): Promise<Omit<RuleTrial, 'examples'> & { people: number[][] }> {
  const { rules: holding, blocked, generic } = await asideNow(tx);
  const onTopOf = backTo === null ? holding : await rulesOfVersion(tx, backTo);
  if (onTopOf === null) throw new AppError('not-found', 'rules-unknown', 'There is no such version of the rules.');
  const tried = exactRules([...onTopOf.changes, ...changes]);
  const latest = await latestCustomersWhole(tx, TRIED_MOST);
  const nodes = latest.customers.length === 0 ? [] : await nodesOfCustomers(tx, latest.customers);
  const decisions = (await decisionsAbout(tx, nodes.filter((node) => node.decided).map((node) => node.number))).filter((row) => !row.undone).map(asHuman);
  const { examples, ...said } = tryRules({ nodes, decisions, blocked, generic }, holding, tried);
  const customerOf = new Map(nodes.map((node) => [node.number, node.customer]));
  const outcome = { ...said, claims: nodes.length, ofClaims: latest.claims };
  const never = tried.changes.map(whyNever).find((why) => why !== null) ?? null;
  const isChange = typesChanged([holding.changes, tried.changes]).length > 0;
  return {
    ...outcome, never, trial: never !== null || !isChange ? null : await insertTrial(tx, { basedOn: holding.version, rules: tried.changes, outcome }, by),
    people: examples.map((example) => [...new Set(example.flatMap((node) => customerOf.get(node) ?? []))]),
  };
}
