import { AppError } from '../../../kernel/app-error.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Database, Queryable } from '../../../platform/pg/transaction.ts';
import { probabilityOf } from '../likelihood/likelihood-model.ts';
import { isSharedAtHome } from '../likelihood/record-field.ts';
import { householdSaid, putAnswer, spokesmanOf } from './answer-store.ts';
import { CLAIM_FIELDS } from './claim-record.ts';
import type { Household } from './contract.ts';
import { homePairs } from './household-view.ts';
import { loadModel, weigherOver } from './load-weigher.ts';
import { recordsByNumber } from './record-store.ts';
import { sidesOf } from './side-view.ts';

/** People of one household at most. */
const MOST_MEMBERS = 12;
/** Levels at which a value counts as shared, whatever small things differ in how it is written. */
const SHARED_LEVELS: ReadonlySet<string> = new Set(['equal', 'same words', 'very similar', 'one letter off']);

/** Somebody of a household. `a`, `b`: the records that say so; null where a person said it. */
type Member = { readonly customer: number; readonly probability: number; readonly isRefused: boolean; readonly records: { readonly a: number; readonly b: number } | null };

/** Who shares a home with a customer, over one and several steps, nearest first; whoever was said not to comes last and leads no further. */
async function membersOf(tx: Queryable, customer: number): Promise<Member[]> {
  const members = new Map<number, Member>();
  const refused = new Map<number, Member>();
  let frontier = [customer];
  while (frontier.length > 0 && members.size < MOST_MEMBERS - 1) {
    const said = await householdSaid(tx, frontier);
    const against = new Set(said.flatMap((one) => (one.isOne ? [] : [`${one.customer} ${one.other}`])));
    const found = [
      ...said.flatMap(({ customer: from, other, isOne }) => (isOne ? [{ from, customer: other, probability: 1, records: null }] : [])),
      ...(await homePairs(tx, frontier)).map(({ customer: from, other, householdBits, a, b }) => ({ from, customer: other, probability: probabilityOf(householdBits), records: { a, b } })).sort((a, b) => b.probability - a.probability),
    ];
    if (frontier[0] === customer) for (const { other, isOne } of said) if (!isOne) refused.set(other, { customer: other, probability: found.find((one) => one.customer === other)?.probability ?? 0, isRefused: true, records: null });
    const next: number[] = [];
    for (const { from, customer: other, probability, records } of found) {
      if (other === customer || members.has(other) || refused.has(other) || against.has(`${from} ${other}`) || members.size >= MOST_MEMBERS - 1) continue;
      members.set(other, { customer: other, probability, isRefused: false, records });
      next.push(other);
    }
    frontier = next;
  }
  return [...members.values(), ...refused.values()];
}

/** The fields that two records share at home. */
async function sharedFields(tx: Queryable, pairs: readonly { readonly a: number; readonly b: number }[]): Promise<string[][]> {
  const inUse = await loadModel(tx);
  if (inUse === null || pairs.length === 0) return pairs.map(() => []);
  const weigher = await weigherOver(tx, inUse.model, await recordsByNumber(tx, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]));
  const atHome = new Set([...CLAIM_FIELDS.filter((field) => isSharedAtHome(field.kind)).map((field) => field.name), 'surname']);
  return pairs.map(({ a, b }) => weigher.explain(a, b).fields.filter(({ field, level }) => atHome.has(field) && SHARED_LEVELS.has(level)).map(({ field }) => field));
}

/** Who shares a home with a customer, as far as what they say of themselves and what people here said tells. */
export async function householdOf(tx: Queryable, customer: number): Promise<Household> {
  const members = await membersOf(tx, customer);
  const sides = await sidesOf(tx, members.map((member) => ({ customer: member.customer, node: null })));
  const bySaying = members.flatMap(({ records }) => (records === null ? [] : [records]));
  const shared = new Map((await sharedFields(tx, bySaying)).map((fields, at) => [bySaying[at], fields]));
  return {
    members: members.flatMap(({ customer: number, probability, isRefused, records }, at) => {
      const side = sides.get(at);
      return side === undefined ? [] : [{ id: publicId('customer', number), names: side.names, probability, shares: records === null ? [] : shared.get(records) ?? [], isRefused }];
    }),
  };
}

/** Keeps what somebody said about whether two customers share a home. Errors: `invalid` for one customer; `not-found` for one without claims. */
export async function sayHousehold(database: Database, customer: number, other: number, isOne: boolean, by: string): Promise<void> {
  if (customer === other) throw new AppError('invalid', 'compared-with-itself', 'These are one customer already.');
  await database.transaction(async (tx) => {
    const [a, b] = [await spokesmanOf(tx, customer), await spokesmanOf(tx, other)];
    if (a === null || b === null) throw new AppError('not-found', 'customer-unknown', 'One of these customers has no claims.');
    await putAnswer(tx, [a, b], isOne ? 'household' : 'no-household', by);
  });
}
