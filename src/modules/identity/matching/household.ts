import { AppError } from '../../../kernel/app-error.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database, Queryable } from '../../../platform/pg/transaction.ts';
import { isSharedAtHome } from '../likelihood/record-field.ts';
import { putAnswer, spokesmanOf } from './answer-store.ts';
import { CLAIM_FIELDS } from './claim-record.ts';
import type { Household, HouseholdById } from './contract.ts';
import type { HomeTie } from './divide-homes.ts';
import { householdMembers, presentHousehold } from './household-store.ts';
import { loadModel, weigherOver } from './load-weigher.ts';
import { areNumbered, loadNeighbours, numberHouseholds, type Neighbours } from './number-households.ts';
import { recordsByNumber } from './record-store.ts';
import { sidesOf } from './side-view.ts';

/** What households need. */
export type HouseholdDeps = { readonly database: Database; readonly outbox: Outbox };

/** Levels at which a value counts as shared, whatever small things differ in how it is written. */
const SHARED_LEVELS: ReadonlySet<string> = new Set(['equal', 'same words', 'very similar', 'one letter off']);

/** Somebody of a household. `records`: those that say so; null where a person said it. */
type Member = { readonly customer: number; readonly probability: number; readonly isRefused: boolean; readonly records: { readonly a: number; readonly b: number } | null };

/** Who shares a home with a customer, the surest first, and last whoever was said not to. */
function membersOf({ homes, ties }: Neighbours, customer: number): Member[] {
  const home = homes.find((one) => one.includes(customer)) ?? [];
  const tiesOf = (one: number): HomeTie[] => ties.filter((tie) => tie.isOne && (tie.customer === one || tie.other === one));
  const members = home.filter((one) => one !== customer).map((one): Member => {
    const own = tiesOf(one).filter((tie) => home.includes(tie.customer) && home.includes(tie.other));
    const direct = own.filter((tie) => tie.customer === customer || tie.other === customer);
    const [best] = (direct.length > 0 ? direct : own).sort((a, b) => b.probability - a.probability);
    return { customer: one, probability: best?.probability ?? 0, isRefused: false, records: best?.records ?? null };
  });
  const refused = new Set(ties.flatMap((tie) => (tie.isOne ? [] : tie.customer === customer ? [tie.other] : tie.other === customer ? [tie.customer] : [])));
  return [...members.sort((a, b) => b.probability - a.probability || a.customer - b.customer), ...[...refused].map((one): Member => ({ customer: one, probability: 0, isRefused: true, records: null }))];
}

/** Neighbours of a customer, with the household they are in numbered as they live now. */
async function numberedNeighbours({ database, outbox }: HouseholdDeps, customer: number): Promise<Neighbours> {
  const neighbours = await loadNeighbours(database, [customer]);
  if (areNumbered(neighbours)) return neighbours;
  await database.transaction((tx) => numberHouseholds(tx, outbox, [customer]));
  return loadNeighbours(database, [customer]);
}

/** The fields that two records share at home. */
async function sharedFields(tx: Queryable, pairs: readonly { readonly a: number; readonly b: number }[]): Promise<string[][]> {
  const inUse = await loadModel(tx);
  if (inUse === null || pairs.length === 0) return pairs.map(() => []);
  const weigher = await weigherOver(tx, inUse.model, await recordsByNumber(tx, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]));
  const atHome = new Set([...CLAIM_FIELDS.filter((field) => isSharedAtHome(field.kind)).map((field) => field.name), 'surname']);
  return pairs.map(({ a, b }) => weigher.explain(a, b).fields.filter(({ field, level }) => atHome.has(field) && SHARED_LEVELS.has(level)).map(({ field }) => field));
}

/** Who shares a home with a customer, as far as what they say of themselves and what people here said tells. A household gets its number when it is first asked for. */
export async function householdOf(deps: HouseholdDeps, customer: number): Promise<Household> {
  const { database: tx } = deps;
  const neighbours = await numberedNeighbours(deps, customer);
  const members = membersOf(neighbours, customer);
  const sides = await sidesOf(tx, members.map((member) => ({ customer: member.customer, node: null })));
  const bySaying = members.flatMap(({ records }) => (records === null ? [] : [records]));
  const shared = new Map((await sharedFields(tx, bySaying)).map((fields, at) => [bySaying[at], fields]));
  const number = neighbours.nodes.find((node) => node.customer === customer && node.household !== null)?.household ?? null;
  return {
    id: number === null ? null : publicId('household', number),
    members: members.flatMap(({ customer: one, probability, isRefused, records }, at) => {
      const side = sides.get(at);
      return side === undefined ? [] : [{ id: publicId('customer', one), names: side.names, probability, shares: records === null ? [] : shared.get(records) ?? [], isRefused }];
    }),
  };
}

/** A household by its number; old ones answer. Errors: `not-found` where there never was one. */
export async function householdByNumber(deps: HouseholdDeps, number: number): Promise<HouseholdById> {
  const { database } = deps;
  const before = await presentHousehold(database, number);
  const [first] = before === null ? [] : await householdMembers(database, [before.household]);
  if (first !== undefined) await numberedNeighbours(deps, first.customer);
  const present = await presentHousehold(database, number);
  if (present === null) throw new AppError('not-found', 'household-unknown', 'There is no household with this id.');
  const members = await householdMembers(database, [present.household]);
  const sides = await sidesOf(database, members.map(({ customer }) => ({ customer, node: null })));
  return {
    id: publicId('household', present.household), formerIds: present.former.map((one) => publicId('household', one)),
    customers: members.map(({ customer }, at) => ({ id: publicId('customer', customer), names: sides.get(at)?.names ?? [] })),
  };
}

/** Keeps what somebody said about whether two customers share a home. Errors: `conflict` for one customer; `not-found` for one without claims. */
export async function sayHousehold({ database, outbox }: HouseholdDeps, customer: number, other: number, isOne: boolean, by: string): Promise<void> {
  if (customer === other) throw new AppError('conflict', 'compared-with-itself', 'These are one customer already.');
  await database.transaction(async (tx) => {
    const [a, b] = [await spokesmanOf(tx, customer), await spokesmanOf(tx, other)];
    if (a === null || b === null) throw new AppError('not-found', 'customer-unknown', 'One of these customers has no claims.');
    await putAnswer(tx, [a, b], isOne ? 'household' : 'no-household', by);
    await numberHouseholds(tx, outbox, [customer, other]);
  });
}
