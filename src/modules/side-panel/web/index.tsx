import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { rootRoute, shellRoute } from '../../../web/shell-route.tsx';

const text = z.string().max(4_000).optional().catch(undefined);
const signedRoute = createRoute({ getParentRoute: () => rootRoute, path: '/embed/customer', validateSearch: z.object({ token: text }), component: lazyRouteComponent(() => import('./signed-page.tsx'), 'SignedPage') });
const chatwootRoute = createRoute({ getParentRoute: () => rootRoute, path: '/embed/chatwoot', validateSearch: z.object({ desk: text }), component: lazyRouteComponent(() => import('./chatwoot-page.tsx'), 'ChatwootPage') });
const leaveRoute = createRoute({ getParentRoute: () => shellRoute, path: '/desk-leave', validateSearch: z.object({ code: text }), component: lazyRouteComponent(() => import('./leave-page.tsx'), 'LeavePage') });
const desksRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/desks', component: lazyRouteComponent(() => import('./desks-page.tsx'), 'DesksPage') });

/** Pages that help desks show in a frame. */
export const openRoutes = [signedRoute, chatwootRoute] as const;
/** Pages of this module, inside the shell. */
export const routes = [leaveRoute, desksRoute] as const;

export const web: WebModule = { places: [{ room: 'connect', path: '/connect/desks', label: 'Help desks', hint: 'The panel beside each conversation, and Chatwoot both ways', needs: 'manage-keys', order: 337 }] };
