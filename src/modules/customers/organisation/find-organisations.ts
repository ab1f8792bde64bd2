import { publicId } from '../../../kernel/public-id.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { AtDomain, Identity } from '../../identity/index.ts';
import { rulesThatHold } from '../golden-of-customers.ts';
import { goldenTraits, NAME_TRAITS, nameOf } from '../golden-record.ts';
import { presentCustomer } from '../present-customer.ts';
import { traitsOfCustomers, traitsOfNodes, type TraitFact } from '../trait-store.ts';
import { asksForProof } from '../weigh-words.ts';
import { customersSaying } from './company-view.ts';
import type { OrganisationOfCustomer, OrganisationsOfCustomer } from './contract.ts';
import { companiesOf, organisationsOf, providersAmong, type Organisation, type Other, type SaidCompany } from './organisations.ts';
import { workDomain } from './work-domain.ts';

/** Domains and companies of one customer that are followed, the companies said last first. */
const FOLLOWED = 5;
const PEOPLE_SHOWN = 8;
const DESKS_SHOWN = 5;

/** Which organisations a customer likely belongs to, with some of the others of each. Cost: bounded, however many people a domain has or say a company. Errors: `not-found`. */
export async function findOrganisations({ database, identity }: { readonly database: Database; readonly identity: Identity }, id: string): Promise<OrganisationsOfCustomer> {
  const customer = await presentCustomer(identity, id);
  const [who] = await identity.outline([customer]);
  const addresses = (who?.identifiers ?? []).flatMap(({ type, value }) => (type === 'email' ? workDomain(value) ?? [] : []));
  const said = companiesSaid(await traitsOfNodes(database, who?.nodes ?? []));
  const followed = [...new Set(addresses)].slice(0, FOLLOWED);
  const [there, saying, rules] = await Promise.all([identity.customersAtDomains(followed), customersSaying(database, identity.withOwners, companiesOf(said).slice(0, FOLLOWED)), rulesThatHold(database)]);
  // Of a provider nobody asks who its people are.
  const providers = providersAmong(there);
  const placesOf = Map.groupBy(there.filter(({ domain }) => !providers.has(domain)), (place) => place.customer);
  const numbers = [...new Set([...placesOf.keys(), ...saying.customers])].filter((number) => number !== customer);
  const [kinds, facts] = await Promise.all([identity.kindsOf(numbers), traitsOfCustomers(database, identity.withOwners, numbers, NAME_TRAITS, asksForProof(rules) ? identity.withProof : null)]);
  const factsOf = Map.groupBy(facts, (fact) => fact.customer);
  const others = numbers.flatMap((number): Other[] => {
    const kind = kinds.get(number)?.kind ?? 'visitor';
    return kind === 'visitor' ? [] : [{ customer: number, kind, domains: (placesOf.get(number) ?? []).map(({ domain }) => domain), companies: companiesOf(companiesSaid(factsOf.get(number) ?? [])) }];
  });
  const cut = new Set(there.filter(({ isCut }) => isCut).map(({ domain }) => domain));
  const told = (one: Organisation): OrganisationOfCustomer => ({
    name: one.name, domains: [...one.domains], said: one.said.map(({ source, saidMs }) => ({ source, at: new Date(saidMs).toISOString() })),
    people: {
      count: one.people.length, isLeast: (one.said.length > 0 && saying.isCut) || one.domains.some((domain) => cut.has(domain)),
      shown: one.people.slice(0, PEOPLE_SHOWN).map((number) => ({ id: publicId('customer', number), name: nameOf(goldenTraits(factsOf.get(number) ?? [], rules)) })),
    },
    desks: one.desks.slice(0, DESKS_SHOWN).map((number) => ({ id: publicId('customer', number), address: addressAt(placesOf.get(number) ?? [], one.domains) })),
  });
  return { customer: publicId('customer', customer), organisations: organisationsOf({ domains: followed.filter((domain) => !providers.has(domain)), said }, others).map(told) };
}

function companiesSaid(facts: readonly TraitFact[]): SaidCompany[] {
  return facts.flatMap(({ name, value, source, saidMs }) => (name === 'company' && value !== null ? [{ company: value, source, saidMs }] : []));
}

function addressAt(places: readonly AtDomain[], domains: readonly string[]): string {
  return (places.find(({ domain }) => domains.includes(domain)) ?? places[0])?.address ?? '';
}
