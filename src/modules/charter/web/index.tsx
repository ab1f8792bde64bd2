import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import Landmark from 'lucide-react/icons/landmark';
import { lazy } from 'react';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const StandingCard = lazy(() => import('./standing-card.tsx').then((module) => ({ default: module.StandingCard })));
const charterRoute = createRoute({ getParentRoute: () => shellRoute, path: '/charter', component: lazyRouteComponent(() => import('./charter-page.tsx'), 'CharterPage') });

/** Pages of this module, inside the shell. */
export const routes = [charterRoute] as const;

export const web: WebModule = {
  rooms: [{ key: 'journeys', label: 'Journeys', icon: Landmark, order: 40 }],
  places: [{ room: 'journeys', path: '/charter', label: 'Charter', hint: 'Stages, personas, value segments, and what we aspire to', needs: 'see-customers', order: 40 }],
  cards: [{ page: 'customer', key: 'standing', title: 'Stage, persona, value', order: 5, needs: 'see-customers', Body: StandingCard }],
};
