import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const ListenOnly = lazy(() => import('./listen-only.tsx').then((module) => ({ default: module.ListenOnly })));
const ContactCard = lazy(() => import('./contact-card.tsx').then((module) => ({ default: module.ContactCard })));
const outreachRoute = createRoute({ getParentRoute: () => shellRoute, path: '/outreach', component: lazyRouteComponent(() => import('./outreach-page.tsx'), 'OutreachPage') });

/** Pages of this module, inside the shell. */
export const routes = [outreachRoute] as const;

export const web: WebModule = {
  places: [{ room: 'connect', path: '/outreach', label: 'What may leave', hint: 'Whether anything is sent, what would have gone, and how often people are asked', needs: 'see-outreach', order: 337 }],
  cards: [
    { page: 'today', key: 'listen-only', title: 'What may leave', order: 1, needs: 'see-today', Body: ListenOnly },
    { page: 'customer', key: 'contact', title: 'May they be asked?', order: 39, needs: 'see-customers', Body: ContactCard },
  ],
};
