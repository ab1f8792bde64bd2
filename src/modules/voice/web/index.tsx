import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import MessageSquareQuote from 'lucide-react/icons/message-square-quote';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const text = z.string().optional().catch(undefined);
const scoresRoute = createRoute({ getParentRoute: () => shellRoute, path: '/scores', validateSearch: z.object({ months: z.coerce.number().int().min(1).max(36).optional().catch(undefined), source: text, channel: text, brand: text, drivers: text }), component: lazyRouteComponent(() => import('./scores-page.tsx'), 'ScoresPage') });

/** Pages of this module, inside the shell. */
export const routes = [scoresRoute] as const;

export const web: WebModule = {
  rooms: [{ key: 'voice', label: 'Voice', icon: MessageSquareQuote, order: 30 }],
  places: [{ room: 'voice', path: '/scores', label: 'Scores', hint: 'NPS, CSAT, effort, stars: with how many people are behind them', needs: 'see-customers', order: 30 }],
};
