import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const IssuesCard = lazy(() => import('./issues-card.tsx').then((module) => ({ default: module.IssuesCard })));
const IssuesToday = lazy(() => import('./issues-today.tsx').then((module) => ({ default: module.IssuesToday })));

const issuesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/issues',
  validateSearch: z.object({ days: z.union([z.literal(30), z.literal(365)]).optional().catch(undefined), least: z.number().int().min(1).max(100).optional().catch(undefined), unanswered: z.literal(true).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./issues-page.tsx'), 'IssuesPage'),
});
const judgeRoute = createRoute({ getParentRoute: () => shellRoute, path: '/issues/judge', component: lazyRouteComponent(() => import('./judge-page.tsx'), 'JudgePage') });
const issueRoute = createRoute({ getParentRoute: () => shellRoute, path: '/issues/$id', component: lazyRouteComponent(() => import('./issue-page.tsx'), 'IssuePage') });

/** Pages of this module, inside the shell. */
export const routes = [issuesRoute, judgeRoute, issueRoute] as const;

export const web: WebModule = {
  places: [
    { room: 'journeys', path: '/issues', label: 'Issues', hint: 'What customers come about again and again, across channels', needs: 'see-customers', order: 41 },
    { room: 'journeys', path: '/issues/judge', label: 'Judge pairs', hint: 'Whether two contacts are about one thing: how good threading is', needs: 'change-identity', order: 42, under: '/issues' },
  ],
  cards: [
    { page: 'customer', key: 'issues', title: 'Issues', order: 2, needs: 'see-customers', Body: IssuesCard },
    { page: 'today', key: 'issues', title: 'Asked again and again', order: 2, needs: 'see-customers', Body: IssuesToday },
  ],
};
