import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { CASE_STATES } from '../states/contract.ts';

/** Who the case of an issue has; `name` null: somebody who left. */
const Owner = z.object({ name: z.string().nullable(), isYou: z.boolean() });

/** The case of an issue, the open one where there are several. */
export const CaseOfIssue = z.object({ issue: z.string(), case: z.string(), state: z.enum(CASE_STATES), isOpen: z.boolean(), owner: Owner.nullable() });
export type CaseOfIssue = z.infer<typeof CaseOfIssue>;

/** Issues asked for at once. */
export const ISSUES_AT_ONCE = 100;

export const issueCaseRoutes = defineRoutes({
  casesOfIssues: { method: 'GET', path: '/api/issues/cases', summary: 'Which case each issue has, and who owns it', gate: 'see-cases', query: z.object({ ids: z.string().max(4_000) }), response: z.object({ cases: z.array(CaseOfIssue) }) },
  takeIssue: { method: 'POST', path: '/api/issues/:id/take', summary: 'Own an issue: its open case where nobody has it, else a new one with all contacts of the issue; refused where somebody else has it', gate: 'work-cases', params: z.object({ id: z.string().max(20) }), body: z.object({}), response: z.object({ /** Its case. */ case: z.string() }), audit: 'case.taken' },
  issueOfCase: { method: 'GET', path: '/api/cases/:id/issue', summary: 'The issue in which most of what a case is about lies, and other open cases of the same issue', gate: 'see-cases', params: z.object({ id: z.string().max(20) }), response: z.object({ issue: z.string().nullable(), others: z.array(CaseOfIssue) }) },
});
