import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** The ways in which rules put customers into groups: lifecycle stage, persona and value segment, of which each customer has one at most, and saved segments, of which they have any number. */
export const GROUP_KINDS = ['lifecycle', 'persona', 'segment', 'saved'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'expected the key of a rule such as "high-value"').optional();

/** Of which customers: those who are in all of these groups, as they are today. By the keys of rules. */
export const InGroups = z.object({ lifecycle: key, persona: key, segment: key, saved: key });
export type InGroups = z.infer<typeof InGroups>;

/** Whether any group is asked for. */
export function asksForGroups(asked: { readonly [K in GroupKind]?: unknown }): boolean {
  return GROUP_KINDS.some((kind) => asked[kind] !== undefined);
}

/** Groups of customers to choose from, in the order of their rules. `countedAt` null: nobody was put into groups yet. Units: people. */
export const CustomerGroups = z.object({
  countedAt: z.string().nullable(), /** A newer count is on its way. */ isCounting: z.boolean(), /** The last count broke off; asking again begins another. */ hasFailed: z.boolean(), customers: z.number(),
  groups: z.array(z.object({ kind: z.enum(GROUP_KINDS), key: z.string(), name: z.string(), people: z.number() })),
});
export type CustomerGroups = z.infer<typeof CustomerGroups>;

export const groupRoutes = defineRoutes({
  customerGroups: { method: 'GET', path: '/api/customer-groups', summary: 'Groups of customers by lifecycle stage, persona, value segment and saved segment, with how many people are in each and when they were counted; asking has them counted anew in the background when that is long ago', gate: 'see-customers', response: CustomerGroups },
});
