import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const StopsToday = lazy(() => import('./today-cards.tsx').then((module) => ({ default: module.StopsToday })));
const EscalationsToday = lazy(() => import('./today-cards.tsx').then((module) => ({ default: module.EscalationsToday })));
const CaseCard = lazy(() => import('./case-card.tsx').then((module) => ({ default: module.EscalateCase })));

const search = z.object({ state: z.enum(['open', 'closed']).optional().catch(undefined) });
const listRoute = createRoute({ getParentRoute: () => shellRoute, path: '/ombudsman', validateSearch: search, component: lazyRouteComponent(() => import('./list-page.tsx'), 'OmbudsmanPage') });
const reportRoute = createRoute({ getParentRoute: () => shellRoute, path: '/ombudsman/year', validateSearch: z.object({ year: z.coerce.number().int().optional().catch(undefined) }), component: lazyRouteComponent(() => import('./report-page.tsx'), 'YearPage') });
const limitsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/ombudsman/limits', component: lazyRouteComponent(() => import('./limits-page.tsx'), 'LimitsPage') });
const oneRoute = createRoute({ getParentRoute: () => shellRoute, path: '/ombudsman/$id', component: lazyRouteComponent(() => import('./escalation-page.tsx'), 'EscalationPage') });
const bringRoute = createRoute({ getParentRoute: () => shellRoute, path: '/escalate', component: lazyRouteComponent(() => import('./bring-page.tsx'), 'BringPage') });

/** Pages of this module, inside the shell. */
export const routes = [listRoute, reportRoute, limitsRoute, oneRoute, bringRoute] as const;

export const web: WebModule = {
  places: [
    { room: 'act', path: '/ombudsman', label: 'Ombudsman', hint: 'What was brought to the ombudsman, until only they close it', needs: 'see-escalations', order: 80 },
    { room: 'act', path: '/ombudsman/year', label: 'The ombudsman’s year', hint: 'What was brought, how it ended, what was stopped, what remained open', needs: 'see-escalations', order: 81, under: '/ombudsman' },
    { room: 'act', path: '/ombudsman/limits', label: 'Limits of the ombudsman', hint: 'When customers are brought to the ombudsman by themselves', needs: 'see-escalations', order: 82, under: '/ombudsman' },
    { room: 'today', path: '/escalate', label: 'Turn to the ombudsman', hint: 'What nobody of the line should close', needs: 'escalate', order: 14 },
  ],
  cards: [
    { page: 'today', key: 'stops', title: 'Stopped by the ombudsman', order: 0, needs: 'see-today', Body: StopsToday },
    { page: 'today', key: 'escalations', title: 'Before the ombudsman', order: 2, needs: 'see-escalations', Body: EscalationsToday },
    { page: 'case', key: 'escalate', title: 'The ombudsman', order: 20, needs: 'escalate', Body: CaseCard },
  ],
};
