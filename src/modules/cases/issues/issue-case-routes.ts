import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { caseId, caseNumber } from '../change-case.ts';
import { ISSUES_AT_ONCE, issueCaseRoutes } from './contract.ts';
import type { IssueCases } from './issue-cases.ts';

/** Serves which case an issue has, and which issue a case. */
export function serveIssueCaseRoutes(server: RouteServer, issueCases: IssueCases): void {
  server.handle(issueCaseRoutes.casesOfIssues, async ({ query, viewer }) => ({ cases: await issueCases.ofIssues([...new Set(query.ids.split(',').filter((id) => id !== ''))].slice(0, ISSUES_AT_ONCE), viewer) }));
  server.handle(issueCaseRoutes.issueOfCase, ({ params, viewer }) => issueCases.ofCase(caseNumber(params.id), viewer));
  server.handle(issueCaseRoutes.takeIssue, async ({ params, body, viewer, auditAbout }) => {
    if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'Cases are worked on by people, who answer for them by name.');
    const taken = caseId(await issueCases.take([params.id, ...body.others], viewer.id));
    auditAbout(taken);
    return { case: taken };
  });
}
