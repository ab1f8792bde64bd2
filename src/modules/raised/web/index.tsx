import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { rootRoute, shellRoute } from '../../../web/shell-route.tsx';

const RaisedToday = lazy(() => import('./raised-today.tsx').then((module) => ({ default: module.RaisedToday })));

const raiseRoute = createRoute({ getParentRoute: () => shellRoute, path: '/raise', validateSearch: z.object({ about: z.string().max(120).optional().catch(undefined) }), component: lazyRouteComponent(() => import('./raise-page.tsx'), 'RaisePage') });
const mineRoute = createRoute({ getParentRoute: () => shellRoute, path: '/raised', component: lazyRouteComponent(() => import('./mine-page.tsx'), 'MinePage') });
const allRoute = createRoute({ getParentRoute: () => shellRoute, path: '/raised/all', component: lazyRouteComponent(() => import('./all-page.tsx'), 'AllRaisedPage') });
const linksRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/raise-links', component: lazyRouteComponent(() => import('./links-page.tsx'), 'RaiseLinksPage') });
const placeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/raise/at/$token', component: lazyRouteComponent(() => import('./place-page.tsx'), 'PlacePage') });
const followedRoute = createRoute({ getParentRoute: () => rootRoute, path: '/raise/followed/$token', component: lazyRouteComponent(() => import('./followed-page.tsx'), 'FollowedPage') });

/** Pages for people without an account, who have the link of a place. */
export const openRoutes = [placeRoute, followedRoute] as const;
/** Pages of this module, inside the shell. */
export const routes = [raiseRoute, mineRoute, allRoute, linksRoute] as const;

export const web: WebModule = {
  places: [
    { room: 'today', path: '/raise', label: 'Raise it', hint: 'Something went wrong for a customer: say so, in your words', needs: 'raise-it', order: 12 },
    { room: 'today', path: '/raised', label: 'What I raised', hint: 'What you raised, and what became of it', needs: 'raise-it', order: 13 },
    { room: 'act', path: '/raised/all', label: 'Raised by employees', hint: 'What the staff see going wrong', needs: 'govern-cases', order: 66 },
    { room: 'connect', path: '/connect/raise-links', label: 'Links to raise it', hint: 'For shops, teams and chat: people without an account', needs: 'manage-keys', order: 338 },
  ],
  cards: [{ page: 'today', key: 'raised', title: 'What you raised', order: 4, needs: 'raise-it', Body: RaisedToday }],
};
