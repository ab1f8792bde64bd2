import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const OrdersCard = lazy(() => import('./customer-card.tsx').then((module) => ({ default: module.OrdersCard })));
const incidentsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/incidents', component: lazyRouteComponent(() => import('./incidents-page.tsx'), 'IncidentsPage') });

/** Pages of this module, inside the shell. */
export const routes = [incidentsRoute] as const;

export const web: WebModule = {
  places: [{ room: 'act', path: '/incidents', label: 'Known problems', hint: 'What touches customers, what they are told, and who tells what we do not know', needs: 'see-customers', order: 64 }],
  cards: [{ page: 'customer', key: 'orders', title: 'Orders and parcels', order: 20, needs: 'see-customers', Body: OrdersCard }],
};
