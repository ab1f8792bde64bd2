import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { rootRoute, shellRoute } from '../../../web/shell-route.tsx';
import { SIGN_ON_REFUSALS } from '../contract.ts';

const firstRunRoute = createRoute({ getParentRoute: () => rootRoute, path: '/first-run', component: lazyRouteComponent(() => import('./first-run-page.tsx'), 'FirstRunPage') });
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({ to: z.string().optional().catch(undefined), refused: z.enum(Object.keys(SIGN_ON_REFUSALS) as (keyof typeof SIGN_ON_REFUSALS)[]).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});
const startRoute = createRoute({ getParentRoute: () => shellRoute, path: '/start', component: lazyRouteComponent(() => import('./start-page.tsx'), 'StartPage') });
const accessRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/people', component: lazyRouteComponent(() => import('./access-page.tsx'), 'AccessPage') });
const accountRoute = createRoute({ getParentRoute: () => shellRoute, path: '/account', component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage') });
const hoursRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/opening-hours', component: lazyRouteComponent(() => import('./opening-hours-page.tsx'), 'OpeningHoursPage') });
const keysRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/keys', component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage') });
const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connect/audit',
  validateSearch: z.object({ about: z.string().optional().catch(undefined), who: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
});

/** Pages before sign-in. */
export const openRoutes = [firstRunRoute, signInRoute] as const;
/** Pages of this module, inside the shell. */
export const routes = [startRoute, accountRoute, accessRoute, hoursRoute, keysRoute, auditRoute] as const;

export const web: WebModule = {
  places: [
    { room: 'connect', path: '/start', label: 'Begin', hint: 'Three ways to bring interactions in', needs: 'import-files', order: 305 },
    { room: 'connect', path: '/connect/keys', label: 'Keys', hint: 'What sends interactions in, and what reads them', needs: 'manage-keys', order: 330 },
    { room: 'connect', path: '/connect/people', label: 'People', hint: 'Who has access, and in which role', needs: 'manage-people', order: 340 },
    { room: 'connect', path: '/connect/opening-hours', label: 'Opening hours', hint: 'When somebody is there; what is due is counted by them', needs: 'see-customers', order: 345 },
    { room: 'connect', path: '/connect/audit', label: 'Audit', hint: 'Who saw and did what', needs: 'see-audit', order: 350 },
  ],
};
