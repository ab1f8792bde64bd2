import { publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { wordsOfCustomers } from './consent/consent-store.ts';
import type { Quoting } from './consent/contract.ts';
import { decideQuoting } from './consent/may-quote.ts';
import { goldenOfCustomers } from './golden-of-customers.ts';
import { NAME_TRAITS, nameOf } from './golden-record.ts';
import { valuesOfTraits } from './trait-store.ts';

/** Who said something, as whoever quotes it names them. `names`: every name that they gave, to be hidden in running text; empty unless asked for. `quoting`: whether they agreed that it is shown to others. */
export type QuotedCustomer = { readonly id: string; readonly name: string | null; readonly names: readonly string[]; readonly quoting: Quoting };

/** Every name that a customer's claims gave. Claims carry their names from the moment they are recorded; other traits follow a little later. */
export async function namesOfCustomer(deps: { readonly database: Database; readonly identity: Identity }, customer: number): Promise<string[]> {
  const [said, known] = await Promise.all([deps.identity.namesSaid(customer), valuesOfTraits(deps.database, deps.identity.claimsOf(customer), NAME_TRAITS)]);
  return [...new Set([...said, ...known])];
}

/** Who made these claims. Shape: by claim; nobody for claims that are not recorded any more. */
export async function quotedCustomers(deps: { readonly database: Database; readonly identity: Identity; readonly clock: () => number }, nodes: readonly number[], isNamed: boolean): Promise<Map<number, QuotedCustomer>> {
  const customerOf = await deps.identity.customerOfNodes([...new Set(nodes)]);
  const customers = [...new Set(customerOf.values())];
  const [goldenOf, words] = await Promise.all([deps.identity.outline(customers).then((outlined) => goldenOfCustomers(deps, outlined)), customers.length === 0 ? [] : wordsOfCustomers(deps.database, deps.identity.withOwners, customers)]);
  const wordsOf = Map.groupBy(words, ({ customer }) => customer);
  const quoted = new Map(await Promise.all(customers.map(async (customer) => [customer, {
    id: publicId('customer', customer), name: nameOf(goldenOf.get(customer) ?? []), names: isNamed ? await namesOfCustomer(deps, customer) : [], quoting: decideQuoting(wordsOf.get(customer) ?? [], deps.clock()),
  } satisfies QuotedCustomer] as const)));
  return new Map([...customerOf].flatMap(([node, customer]) => { const one = quoted.get(customer); return one === undefined ? [] : [[node, one] as const]; }));
}
