import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import Cable from 'lucide-react/icons/cable';
import type { WebModule } from '../registry.ts';
import { shellRoute } from '../shell-route.tsx';

const connectRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect', component: lazyRouteComponent(() => import('./connect-page.tsx'), 'ConnectPage') });
const healthRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/health', component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage') });
const apiRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/api', component: lazyRouteComponent(() => import('./api-page.tsx'), 'ApiPage') });

/** Pages about the installation itself. */
export const routes = [connectRoute, healthRoute, apiRoute] as const;

export const web: WebModule = {
  rooms: [{ key: 'connect', label: 'Connect', icon: Cable, order: 80 }],
  places: [
    { room: 'connect', path: '/connect', label: 'Overview', hint: 'How interactions come in, and who may see them', needs: 'see-customers', order: 300 },
    { room: 'connect', path: '/connect/api', label: 'API', hint: 'Every route, with a page to try it', needs: 'see-customers', order: 360 },
    { room: 'connect', path: '/connect/health', label: 'Health', hint: 'Whether everything works, and what mends it', needs: 'see-health-details', order: 370 },
  ],
};
