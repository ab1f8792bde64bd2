import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** An organisation that a customer likely belongs to, and why: who said so, and at which domains they have addresses as others of it do. */
export const OrganisationOfCustomer = z.object({
  /** As it was said last, else as most of the others say it; null when nobody says how it is called. */
  name: personal('trait').nullable(), domains: z.array(personal('trait')),
  said: z.array(z.object({ source: z.string(), at: z.string() })),
  /** The other people of it. `isLeast`: there may be more. `shown`: some of them. */
  people: z.object({ count: z.number(), isLeast: z.boolean(), shown: z.array(z.object({ id: z.string(), name: personal('name').nullable() })) }),
  /** Its desks, such as info@. */
  desks: z.array(z.object({ id: z.string(), address: personal('email') })),
});
export type OrganisationOfCustomer = z.infer<typeof OrganisationOfCustomer>;

export const OrganisationsOfCustomer = z.object({ customer: z.string(), organisations: z.array(OrganisationOfCustomer) });
export type OrganisationsOfCustomer = z.infer<typeof OrganisationsOfCustomer>;

export const organisationRoutes = defineRoutes({
  organisations: { method: 'GET', path: '/api/customers/:id/organisations', summary: 'Which organisations a customer likely belongs to, why, and who else of them is known', gate: 'see-customers', params: z.object({ id: z.string() }), response: OrganisationsOfCustomer, audit: 'customer.organisations-seen' },
});
