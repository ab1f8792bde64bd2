import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const sqlRoute = createRoute({ getParentRoute: () => shellRoute, path: '/sql', component: lazyRouteComponent(() => import('./sql-page.tsx'), 'SqlPage') });

/** Pages of this module, inside the shell. */
export const routes = [sqlRoute] as const;

export const web: WebModule = {
  places: [{ room: 'voice', path: '/sql', label: 'Ask by SQL', hint: 'Questions of your own over documented views of the history', needs: 'ask-sql', order: 39 }],
};
