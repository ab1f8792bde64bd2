import { counted } from '../../../web/primitives/number.ts';
import type { OrganisationOfCustomer } from '../contract.ts';

/** What addresses say about somebody's belonging to an organisation. Shape: null where they say nothing. */
export function addressWords({ name, domains, said }: Pick<OrganisationOfCustomer, 'name' | 'domains' | 'said'>): string | null {
  if (domains.length === 0) return null;
  const have = domains.length === 1 ? 'They have an address there' : 'They have addresses there';
  if (said.length > 0) return `${have}.`;
  return name === null ? `${have}, as others of it do.` : `${have}, as others who say this company do.`;
}

/** How many others of it are known, before some of them are named. */
export function othersWords({ count, isLeast, shown }: OrganisationOfCustomer['people']): string {
  return `${isLeast ? 'At least ' : ''}${counted(count, 'other person', 'other people')} of it${shown.length < count ? ', such as' : ''}:`;
}
