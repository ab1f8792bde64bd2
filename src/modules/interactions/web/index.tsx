import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import Sun from 'lucide-react/icons/sun';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';
import { QUARANTINE_REASONS } from '../contract.ts';

const todayRoute = createRoute({ getParentRoute: () => shellRoute, path: '/', component: lazyRouteComponent(() => import('./today-page.tsx'), 'TodayPage') });
const quarantineRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connect/quarantine',
  validateSearch: z.object({ reason: z.enum(QUARANTINE_REASONS).optional().catch(undefined), state: z.enum(['parked', 'replayed', 'discarded']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./quarantine-page.tsx'), 'QuarantinePage'),
});

/** Pages of this module, inside the shell. */
export const routes = [todayRoute, quarantineRoute] as const;

export const web: WebModule = {
  rooms: [{ key: 'today', label: 'Today', icon: Sun, order: 10 }],
  places: [
    { room: 'today', path: '/', label: 'Today', hint: 'What is arriving now', needs: 'see-today', order: 10 },
    { room: 'connect', path: '/connect/quarantine', label: 'Quarantine', hint: 'What could not be accepted, to mend and replay', needs: 'see-quarantine', order: 320 },
  ],
};
