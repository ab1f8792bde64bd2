import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const IdentityCard = lazy(() => import('./customer-card.tsx').then((module) => ({ default: module.IdentityCard })));
const HouseholdCard = lazy(() => import('./household-card.tsx').then((module) => ({ default: module.HouseholdCard })));
const ReviewWaits = lazy(() => import('./review-waits.tsx').then((module) => ({ default: module.ReviewWaits })));
const reviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/review',
  validateSearch: z.object({ list: z.enum(['aside']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./review-page.tsx'), 'ReviewPage'),
});

/** Pages of this module, inside the shell. */
export const routes = [reviewRoute] as const;

export const web: WebModule = {
  places: [{ room: 'customers', path: '/customers/review', label: 'Who is who', hint: 'Customers that may be one person, to be said by you', needs: 'see-customers', order: 22 }],
  cards: [
    { page: 'today', key: 'review', title: 'Who is who', order: 20, needs: 'change-identity', Body: ReviewWaits },
    { page: 'customer', key: 'identity', title: 'Why this is one customer', order: 30, needs: 'see-customers', Body: IdentityCard },
    { page: 'customer', key: 'household', title: 'Household', order: 35, needs: 'see-customers', Body: HouseholdCard },
  ],
};
