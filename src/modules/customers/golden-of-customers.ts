import type { Queryable } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { LATEST_WORD, type Survivorship } from './contract.ts';
import { goldenTraits, type GoldenTrait } from './golden-record.ts';
import { latestSurvivorship } from './survivorship-store.ts';
import { traitsOfNodes, type TraitFact } from './trait-store.ts';
import { asksForProof } from './weigh-words.ts';

type Deps = { readonly database: Queryable; readonly identity: Pick<Identity, 'withProof'> };
type Claimed = { readonly customer: number; readonly nodes: readonly number[] };

/** The rules of whose word counts that hold now, or held at a moment. */
export async function rulesThatHold(database: Queryable, at: Date | null = null): Promise<Survivorship> {
  return (await latestSurvivorship(database, at))?.rules ?? LATEST_WORD;
}

/** All that the claims of these customers say of traits. How each source knew who spoke is asked only where `isProven`: it costs as much again. */
export async function factsOfCustomers(deps: Deps, customers: readonly Claimed[], isProven: boolean): Promise<Map<number, TraitFact[]>> {
  const byNode = Map.groupBy(await traitsOfNodes(deps.database, customers.flatMap(({ nodes }) => nodes), isProven ? deps.identity.withProof : null), (trait) => trait.node);
  return new Map(customers.map(({ customer, nodes }) => [customer, nodes.flatMap((node) => byNode.get(node) ?? [])]));
}

/** The golden records of these customers by the rules that hold. */
export async function goldenOfCustomers(deps: Deps, customers: readonly Claimed[]): Promise<Map<number, GoldenTrait[]>> {
  const rules = await rulesThatHold(deps.database);
  return new Map([...await factsOfCustomers(deps, customers, asksForProof(rules))].map(([customer, facts]) => [customer, goldenTraits(facts, rules)]));
}
