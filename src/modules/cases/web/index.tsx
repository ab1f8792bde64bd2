import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import ClipboardCheck from 'lucide-react/icons/clipboard-check';
import { lazy } from 'react';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';
import { CASE_VIEWS } from '../contract.ts';

const CasesCard = lazy(() => import('./customer-card.tsx').then((module) => ({ default: module.CasesCard })));
const CasesToday = lazy(() => import('./today-card.tsx').then((module) => ({ default: module.CasesToday })));
const CaseStatus = lazy(() => import('./case-status.tsx').then((module) => ({ default: module.CaseStatus })));
const FirstContact = lazy(() => import('./first-contact.tsx').then((module) => ({ default: module.FirstContact })));
const IssueCase = lazy(() => import('./issue-case.tsx').then((module) => ({ default: module.IssueCase })));
const CaseIssue = lazy(() => import('./issue-case.tsx').then((module) => ({ default: module.CaseIssue })));
const CaseMark = lazy(() => import('./interaction-mark.tsx').then((module) => ({ default: module.CaseMark })));

const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cases',
  validateSearch: z.object({ view: z.enum(CASE_VIEWS).optional().catch(undefined), queue: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./cases-page.tsx'), 'CasesPage'),
});
const rulesRoute = createRoute({ getParentRoute: () => shellRoute, path: '/cases/rules', component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage') });
const templatesRoute = createRoute({ getParentRoute: () => shellRoute, path: '/cases/templates', component: lazyRouteComponent(() => import('./templates-page.tsx'), 'TemplatesPage') });
const caseRoute = createRoute({ getParentRoute: () => shellRoute, path: '/cases/$id', component: lazyRouteComponent(() => import('./case-page.tsx'), 'CasePage') });

/** Pages of this module, inside the shell. */
export const routes = [listRoute, rulesRoute, templatesRoute, caseRoute] as const;

export const web: WebModule = {
  rooms: [{ key: 'act', label: 'Act', icon: ClipboardCheck, order: 60 }],
  places: [{ room: 'act', path: '/cases', label: 'Cases', hint: 'Who waits, who owns it, and what is due', needs: 'see-cases', order: 60 }, { room: 'act', path: '/cases/rules', label: 'Rules of cases', hint: 'By when cases are answered and solved, and which teams they wait for', needs: 'see-cases', order: 69, under: '/cases' }, { room: 'act', path: '/cases/templates', label: 'Templates of replies', hint: 'What agents begin a reply with, in each language', needs: 'work-cases', order: 70, under: '/cases' }],
  cards: [{ page: 'customer', key: 'cases', title: 'Cases', order: 3, needs: 'see-cases', Body: CasesCard }, { page: 'today', key: 'cases', title: 'Cases', order: 3, needs: 'see-cases', Body: CasesToday }, { page: 'issues', key: 'first-contact', title: 'Solved at the first contact', order: 1, needs: 'see-cases', Body: FirstContact }, { page: 'issue', key: 'case', title: 'Case', order: 1, needs: 'see-cases', Body: IssueCase }, { page: 'case', key: 'status', title: 'What is true now', order: 0, needs: 'see-customers', Body: CaseStatus }, { page: 'case', key: 'issue', title: 'The issue', order: 1, needs: 'see-cases', Body: CaseIssue }],
  searches: [{ key: 'cases', label: 'Cases', needs: 'see-cases', find: async (wanted, signal) => (await import('./find-cases.ts')).findCases(wanted, signal) }],
  marks: [{ key: 'case', order: 20, needs: 'see-cases', Body: CaseMark }],
};
