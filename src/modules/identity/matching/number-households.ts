import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import { assignNumbers } from '../assign-numbers.ts';
import { probabilityOf } from '../likelihood/likelihood-model.ts';
import { householdSaid, spokesmanOf } from './answer-store.ts';
import type { HouseholdChanged } from './contract.ts';
import { divideHomes, type HomeTie } from './divide-homes.ts';
import { addHouseholds, householdMembers, householdNodes, putHouseholdWords, retireHouseholds, takeHouseholdTurn, type HouseholdNode } from './household-store.ts';
import { homePairs } from './household-view.ts';

/** Customers that are looked at together at most; who lives further away is told when asked for. */
const MOST_LOOKED = 100;

/** Who may share a home with some customers, over any number of steps. `nodes`: by which claims they are in a household as of now. */
export type Neighbours = { readonly customers: readonly number[]; readonly ties: readonly HomeTie[]; readonly homes: readonly (readonly number[])[]; readonly nodes: readonly HouseholdNode[] };

/** Everybody who may share a home with these customers, and everybody who is in one household with them as of now. */
export async function loadNeighbours(tx: Queryable, seeds: readonly number[]): Promise<Neighbours> {
  const seen = new Set(seeds);
  const ties: HomeTie[] = [];
  const nodes: HouseholdNode[] = [];
  for (let frontier = [...seen]; frontier.length > 0;) {
    const said = await householdSaid(tx, frontier);
    const told = new Set(said.flatMap(({ customer, other }) => [`${customer} ${other}`, `${other} ${customer}`]));
    const own = await householdNodes(tx, frontier);
    nodes.push(...own);
    const found: HomeTie[] = [
      ...said.map(({ customer, other, isOne }) => ({ customer, other, isOne, probability: 1, records: null })),
      ...(await homePairs(tx, frontier)).flatMap(({ customer, other, householdBits, a, b }) => (told.has(`${customer} ${other}`) ? [] : [{ customer, other, isOne: true, probability: probabilityOf(householdBits), records: { a, b } }])),
    ];
    ties.push(...found);
    const together = await householdMembers(tx, [...new Set(own.flatMap(({ household }) => household ?? []))]);
    const met = new Set([...found.filter((tie) => tie.isOne).map((tie) => tie.other), ...together.map((one) => one.customer)]);
    frontier = seen.size >= MOST_LOOKED ? [] : [...met].filter((other) => !seen.has(other)).sort((a, b) => a - b);
    for (const other of frontier) seen.add(other);
  }
  const customers = [...seen].sort((a, b) => a - b);
  return { customers, ties, homes: divideHomes(customers, ties), nodes };
}

/** The household in which a customer is as of now; of several that claims name, the lowest. */
function presentOf(nodes: readonly HouseholdNode[]): Map<number, number> {
  const present = new Map<number, number>();
  for (const { customer, household } of nodes) if (household !== null) present.set(customer, Math.min(household, present.get(customer) ?? household));
  return present;
}

/** Whether households are numbered as their people live. */
export function areNumbered({ homes, nodes }: Neighbours): boolean {
  const present = presentOf(nodes);
  const named = nodes.filter((node) => node.household !== null);
  if (named.length !== present.size) return false;
  const seen = new Set<number>();
  return homes.every((home) => {
    const numbers = new Set(home.map((customer) => present.get(customer) ?? null));
    const [number = null] = numbers;
    if (home.length === 1) return number === null;
    if (numbers.size !== 1 || number === null || seen.has(number)) return false;
    seen.add(number);
    return true;
  });
}

/**
 * Gives households their numbers, as customers have theirs: a number stays where most of its people are; of several in one home the one with most people survives, and answers for the others from then on; one left without a home is taken back when its people live together again.
 * Errors: none. Cost: some statements for everybody who hangs together.
 */
export async function numberHouseholds(tx: Transaction, outbox: Outbox, seeds: readonly number[]): Promise<void> {
  await takeHouseholdTurn(tx);
  const neighbours = await loadNeighbours(tx, seeds);
  if (areNumbered(neighbours)) return;
  const { customers, nodes } = neighbours;
  const present = presentOf(nodes);
  const standing = new Set(present.values());
  const before = new Map(nodes.flatMap((node) => (node.before === null ? [] : [[node.customer, node.before] as const])));
  // Only what nobody lives in any more may be taken back.
  const inUse = new Set((await householdMembers(tx, [...new Set(before.values())])).map((one) => one.household));
  const originOf = (customer: number): number | null => { const number = before.get(customer); return number === undefined || inUse.has(number) ? null : number; };
  const homes = neighbours.homes.filter((home) => home.length > 1);
  const plan = assignNumbers(homes.map((home) => home.map((customer) => ({ node: customer, customer: present.get(customer) ?? null, origin: originOf(customer), named: true }))), standing);
  const added = await addHouseholds(tx, plan.numbers.filter((number) => number === null).length);
  const numbers = plan.numbers.map((number) => number ?? added.shift() ?? 0);
  const target = new Map(homes.flatMap((home, at) => home.map((customer) => [customer, numbers[at] ?? 0] as const)));
  await retireHouseholds(tx, [...numbers.map((household) => ({ household, into: null })), ...[...plan.retired].map(([household, home]) => ({ household, into: numbers[home] ?? null }))]);
  await putHouseholdWords(tx, await wordsOf(tx, customers, nodes, target));
  const changed = new Set(customers.flatMap((customer) => { const [was, is] = [present.get(customer), target.get(customer)]; return was === is ? [] : [was, is].filter((one) => one !== undefined); }));
  const members = Map.groupBy(target, ([, household]) => household);
  const events: HouseholdChanged[] = [...changed].sort((a, b) => a - b).map((household) => {
    const home = plan.retired.get(household);
    return { type: 'household.changed', household, into: home === undefined ? null : numbers[home] ?? null, customers: (members.get(household) ?? []).map(([customer]) => customer) };
  });
  if (events.length > 0) await outbox.publish(tx, events);
}

/** One claim of each customer says where they live, the one that said so before where there is one; others of theirs say nothing any more. */
async function wordsOf(tx: Queryable, customers: readonly number[], nodes: readonly HouseholdNode[], target: ReadonlyMap<number, number>): Promise<{ node: number; household: number | null }[]> {
  const nodesOf = Map.groupBy(nodes, (node) => node.customer);
  const words: { node: number; household: number | null }[] = [];
  for (const customer of customers) {
    const [own, household] = [nodesOf.get(customer) ?? [], target.get(customer) ?? null];
    const speaker = household === null ? undefined : own.find((node) => node.household === household) ?? own[0];
    for (const node of own) if (node !== speaker && node.household !== null) words.push({ node: node.node, household: null });
    if (household === null || speaker?.household === household) continue;
    const node = speaker?.node ?? await spokesmanOf(tx, customer);
    if (node !== null) words.push({ node, household });
  }
  return words;
}
