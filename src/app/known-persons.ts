import { publicId } from '../kernel/public-id.ts';
import type { Customers } from '../modules/customers/index.ts';
import type { KnownPerson } from '../modules/surveys/index.ts';

/** What surveys may know of a customer: their given name where they told it, their language, and which traits have a value. Shape: of a customer who is gone, nothing. */
export function knownPersons(customers: Pick<Customers, 'one'>): (customer: number) => Promise<KnownPerson> {
  return async (customer) => {
    const { traits } = await customers.one(publicId('customer', customer));
    const valueOf = (name: string): string | null => { const value = traits.find((trait) => trait.name === name)?.value; return value === undefined || value === '' ? null : String(value); };
    return { name: valueOf('givenName'), language: valueOf('language'), traits: new Set(traits.map(({ name }) => name)) };
  };
}
