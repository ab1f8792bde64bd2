import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { CASE_STATES } from '../states/contract.ts';

/** Who the case of an issue has; `name` null: somebody who left. */
const Owner = z.object({ name: z.string().nullable(), isYou: z.boolean() });

/** The case of an issue, the open one where there are several. */
export const CaseOfIssue = z.object({ issue: z.string(), case: z.string(), state: z.enum(CASE_STATES), isOpen: z.boolean(), owner: Owner.nullable() });
export type CaseOfIssue = z.infer<typeof CaseOfIssue>;

/** Issues that one takes at once, at most. */
const TAKEN_AT_ONCE = 20;
/** Issues asked for at once. */
export const ISSUES_AT_ONCE = 100;

export const issueCaseRoutes = defineRoutes({
  casesOfIssues: { method: 'GET', path: '/api/issues/cases', summary: 'Which case each issue has, and who owns it', gate: 'see-cases', query: z.object({ ids: z.string().max(4_000) }), response: z.object({ cases: z.array(CaseOfIssue) }) },
  takeIssue: { method: 'POST', path: '/api/issues/:id/take', summary: 'Own an issue, and others of the same customer that are told with it, as one: one case with all their contacts, an open one where there is; refused where somebody else has one of them', gate: 'work-cases', params: z.object({ id: z.string().max(20) }), body: z.object({ /** What is told with it. */ others: z.array(z.string().max(20)).max(TAKEN_AT_ONCE - 1).default([]) }), response: z.object({ /** Its case. */ case: z.string() }), audit: 'case.taken' },
  issueOfCase: { method: 'GET', path: '/api/cases/:id/issue', summary: 'The issues that a case is about, the main one first, and other open cases of them', gate: 'see-cases', params: z.object({ id: z.string().max(20) }), response: z.object({ issues: z.array(z.string()), others: z.array(CaseOfIssue) }) },
});
