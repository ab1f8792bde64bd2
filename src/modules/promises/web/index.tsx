import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const listRoute = createRoute({ getParentRoute: () => shellRoute, path: '/promises', component: lazyRouteComponent(() => import('./promises-page.tsx'), 'PromisesPage') });
const oneRoute = createRoute({ getParentRoute: () => shellRoute, path: '/promises/$id', component: lazyRouteComponent(() => import('./promise-page.tsx'), 'PromisePage') });
const newRoute = createRoute({ getParentRoute: () => shellRoute, path: '/promises/new/$key', component: lazyRouteComponent(() => import('./new-promise-page.tsx'), 'NewPromisePage') });

const mandateRoute = createRoute({ getParentRoute: () => shellRoute, path: '/promises/mandate', component: lazyRouteComponent(() => import('./mandate-page.tsx'), 'MandatePage') });

/** Pages of this module, inside the shell. */
export const routes = [listRoute, mandateRoute, oneRoute, newRoute] as const;

export const web: WebModule = {
  places: [{ room: 'act', path: '/promises', label: 'Promises', hint: 'What we promised, and whether we keep it', needs: 'see-promises', order: 61 }, { room: 'act', path: '/promises/mandate', label: 'Who may give what', hint: 'Refunds, replacements and vouchers that each role gives without asking', needs: 'see-promises', order: 62, under: '/promises' }],
};
