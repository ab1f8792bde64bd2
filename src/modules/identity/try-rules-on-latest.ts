import type { Queryable } from '../../platform/pg/transaction.ts';
import { nodesOfCustomers } from './customer-claims-store.ts';
import { asHuman, decisionsAbout, valuesSetAside } from './decision-store.ts';
import { valueKey } from './identity-node.ts';
import { latestCustomersWhole } from './review-view.ts';
import { tryRules, type RuleChange, type RuleTrial } from './try-rules.ts';

/** Claims on which a change is tried: enough to see the damage, few enough for the page to answer in seconds. */
const TRIED_MOST = 20_000;

/** Tries a change of rules on the customers with the latest claims. `people`: the customers of each example. Writes nothing. */
export async function tryRulesOnLatest(tx: Queryable, changes: readonly RuleChange[], most = TRIED_MOST): Promise<RuleTrial & { claims: number; ofClaims: number; people: number[][] }> {
  const latest = await latestCustomersWhole(tx, most);
  const nodes = latest.customers.length === 0 ? [] : await nodesOfCustomers(tx, latest.customers);
  const aside = await valuesSetAside(tx);
  const ofKind = (kind: 'human' | 'generic'): Set<string> => new Set(aside.flatMap((one) => (one.kind === kind ? [valueKey(one.type, one.value)] : [])));
  const decisions = (await decisionsAbout(tx, nodes.filter((node) => node.decided).map((node) => node.number))).filter((row) => !row.undone).map(asHuman);
  const trial = tryRules({ nodes, decisions, blocked: ofKind('human'), generic: ofKind('generic') }, changes);
  const customerOf = new Map(nodes.map((node) => [node.number, node.customer]));
  return { ...trial, claims: nodes.length, ofClaims: latest.claims, people: trial.examples.map((example) => [...new Set(example.flatMap((node) => customerOf.get(node) ?? []))]) };
}
