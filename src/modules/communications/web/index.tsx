import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const MondayToday = lazy(() => import('./monday-today.tsx').then((module) => ({ default: module.MondayToday })));

const mondayRoute = createRoute({ getParentRoute: () => shellRoute, path: '/monday', validateSearch: z.object({ week: z.iso.date().optional().catch(undefined) }), component: lazyRouteComponent(() => import('./monday-page.tsx'), 'MondayPageView') });
const questionsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/monday/questions', component: lazyRouteComponent(() => import('./questions-page.tsx'), 'QuestionsPage') });
const mailRoute = createRoute({ getParentRoute: () => shellRoute, path: '/monday/mail', component: lazyRouteComponent(() => import('./mail-page.tsx'), 'MondayMailPage') });

/** Pages of this module, inside the shell. */
export const routes = [mondayRoute, questionsRoute, mailRoute] as const;

export const web: WebModule = {
  places: [
    { room: 'today', path: '/monday', label: 'Monday', hint: 'The week in five lines, read within a minute', needs: 'see-monday', order: 11 },
  ],
  cards: [{ page: 'today', key: 'monday', title: 'Monday', order: 0, needs: 'see-monday', Body: MondayToday }],
};
