import { parsePublicId } from '../../kernel/public-id.ts';
import { ADDRESS_OF_CHANNEL } from '../interactions/contract.ts';
import type { Identity } from '../identity/index.ts';
import type { Reach, Reason } from './contract.ts';

/** Whom a send is for. Exactly as asked: a customer, an address, or both. */
export type AskedPerson = { readonly customer?: string | undefined; readonly to?: string | undefined };

/** A person found: by which claim and address they are reached. `address` null: the channel has none. */
export type Target = { readonly customer: number; readonly node: number; readonly address: string | null };

type Finder = Pick<Identity, 'kindsOf' | 'normalForm' | 'reach'>;

/**
 * Finds people and the claim by which each is reached: an address that was named, else that of their latest claim.
 * Shape: as asked; a reason for those who can not be found. Errors: `invalid` for what is no id of a customer.
 */
export async function findTargets(identity: Finder, people: readonly AskedPerson[], channel: Reach): Promise<(Target | Reason)[]> {
  const numbers = people.map(({ customer }) => (customer === undefined ? null : parsePublicId('customer', customer)));
  const known = await identity.kindsOf([...new Set(numbers.filter((number) => number !== null))]);
  const customers = numbers.map((number) => (number === null ? null : known.get(number)?.customer ?? null));
  const type = ADDRESS_OF_CHANNEL[channel];
  const named = [...new Set(customers.filter((customer) => customer !== null))];
  if (type === undefined) {
    const nodes = new Map((await identity.reach.latestNodes(named)).map(({ customer, node }) => [customer, node]));
    return customers.map((customer) => { const node = customer === null ? undefined : nodes.get(customer); return customer === null || node === undefined ? 'person-unknown' : { customer, node, address: null }; });
  }
  const wanted = people.map(({ to }) => (to === undefined ? null : identity.normalForm(type, to)?.value ?? ''));
  const nameless = [...new Set(wanted.flatMap((value, at) => (numbers[at] === null && value !== null && value !== '' ? [value] : [])))];
  const [addresses, holders] = await Promise.all([named.length === 0 ? [] : identity.reach.addressesOf(named, type), nameless.length === 0 ? [] : identity.reach.holdersOf(type, nameless)]);
  const ofCustomer = Map.groupBy(addresses, ({ customer }) => customer);
  const ofValue = Map.groupBy(holders, ({ value }) => value);
  return people.map((_, at) => {
    const [customer, value] = [customers[at] ?? null, wanted[at] ?? null];
    if (numbers[at] !== null && customer === null) return 'person-unknown';
    const found = customer === null ? ofValue.get(value ?? '')?.[0] : (ofCustomer.get(customer) ?? []).find((one) => value === null || one.value === value);
    return found === undefined ? (customer === null ? 'person-unknown' : 'no-address') : { customer: found.customer, node: found.node, address: found.value };
  });
}

/** Who is asked as one with each customer: who reads the same inbox, and who shares a home. Shape: customers who stand alone are missing; nobody is their own companion. */
export async function companionsOf(identity: Pick<Identity, 'reach'>, targets: readonly Target[], channel: Reach): Promise<Map<number, { readonly customer: number; readonly whose: 'inbox' | 'home' }[]>> {
  const type = ADDRESS_OF_CHANNEL[channel];
  const values = [...new Set(targets.flatMap(({ address }) => address ?? []))];
  const [holders, mates] = await Promise.all([type === undefined || values.length === 0 ? [] : identity.reach.holdersOf(type, values), targets.length === 0 ? [] : identity.reach.housematesOf([...new Set(targets.map(({ customer }) => customer))])]);
  const byValue = Map.groupBy(holders, ({ value }) => value);
  const byMate = Map.groupBy(mates, ({ customer }) => customer);
  const companions = new Map<number, { customer: number; whose: 'inbox' | 'home' }[]>();
  for (const { customer, address } of targets) {
    const inbox = (address === null ? [] : byValue.get(address) ?? []).map((one) => one.customer).filter((other) => other !== customer);
    const home = (byMate.get(customer) ?? []).map(({ other }) => other).filter((other) => other !== customer && !inbox.includes(other));
    if (inbox.length + home.length > 0) companions.set(customer, [...inbox.map((other) => ({ customer: other, whose: 'inbox' as const })), ...home.map((other) => ({ customer: other, whose: 'home' as const }))]);
  }
  return companions;
}
