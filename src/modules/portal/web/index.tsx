import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const CustomerLinks = lazy(() => import('./page-links.tsx').then((module) => ({ default: module.CustomerLinks })));
const CaseLinks = lazy(() => import('./page-links.tsx').then((module) => ({ default: module.CaseLinks })));

const settingRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/customers-pages', component: lazyRouteComponent(() => import('./setting-page.tsx'), 'CustomersPagesPage') });

/** Pages of this module, inside the shell. */
export const routes = [settingRoute] as const;

export const web: WebModule = {
  places: [{ room: 'connect', path: '/connect/customers-pages', label: 'Customers’ own pages', hint: 'How long their links live, and what they can do there', needs: 'see-cases', order: 336 }],
  cards: [
    { page: 'customer', key: 'own-page', title: 'Their own page', order: 6, needs: 'see-cases', Body: CustomerLinks },
    { page: 'case', key: 'own-page', title: 'The customer’s own page', order: 10, needs: 'see-cases', Body: CaseLinks },
  ],
};
