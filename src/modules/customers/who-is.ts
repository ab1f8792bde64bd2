import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import { claimsThen, ownedBy, type Identity } from '../identity/index.ts';
import type { OrderState } from '../subjects/contract.ts';
import type { Subjects } from '../subjects/index.ts';
import { rulesThatHold } from './golden-of-customers.ts';
import { traitsOfCustomers, traitsSaidUntil, type TraitFact } from './trait-store.ts';
import { asksForProof } from './weigh-words.ts';

/** What is known of some customers at once. */
export type KnownOf = { /** Those of the asked who count as customers: people, not visitors nor desks. */ readonly people: ReadonlySet<number>; readonly traits: readonly (TraitFact & { readonly customer: number })[]; readonly orders: ReadonlyMap<number, readonly OrderState[]> };

/** Tells who some customers are, and what is known of them. `traits`: names of those that are asked for. */
export type WhoIs = (customers: readonly number[], asked: { readonly traits: readonly string[]; readonly orders: boolean }) => Promise<KnownOf>;

type Deps = { readonly database: Queryable; readonly analytics: Analytics; readonly identity: Pick<Identity, 'kindsOf' | 'withOwners' | 'withProof' | 'kindsOfClaims'>; readonly subjects: Pick<Subjects, 'ordersOfCustomers' | 'ordersAsOf'> };

/** Who customers are now. */
export function whoIsNow({ database, identity, subjects }: Deps): WhoIs {
  return async (customers, { traits, orders }) => {
    const [kinds, words] = await Promise.all([identity.kindsOf(customers), rulesThatHold(database)]);
    const people = customers.filter((customer) => { const known = kinds.get(customer); return known?.kind === 'person' && known.customer === customer; });
    const [said, ordered] = await Promise.all([traitsOfCustomers(database, identity.withOwners, people, traits, asksForProof(words) ? identity.withProof : null), orders && people.length > 0 ? subjects.ordersOfCustomers(people) : new Map<number, OrderState[]>()]);
    return { people: new Set(people), traits: said, orders: ordered };
  };
}

/** Who customers were at a moment: by the claims that were theirs then, by what had been recorded of traits and orders then, in its wording of now. Units: ms. Cost: every claim is looked up once for each question. */
export function whoIsThen({ database, analytics, identity, subjects }: Deps, atMs: number): WhoIs {
  return async (customers, { traits, orders }) => {
    const [owners, words] = await Promise.all([claimsThen(analytics, customers, atMs), rulesThatHold(database, new Date(atMs))]);
    const kinds = await identity.kindsOfClaims(owners);
    const people = customers.filter((customer) => kinds.get(customer) === 'person');
    const owned = ownedBy(owners);
    const known = { untilMs: atMs, owners };
    const [said, ordered] = await Promise.all([traitsSaidUntil(database, owned, people, traits, asksForProof(words) ? identity.withProof : null, new Date(atMs)), orders ? subjects.ordersAsOf(people.map((customer) => ({ customer, atMs })), known) : []]);
    return { people: new Set(people), traits: said, orders: new Map(people.map((customer, at) => [customer, ordered[at] ?? []])) };
  };
}
