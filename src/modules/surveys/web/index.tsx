import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';

const listRoute = createRoute({ getParentRoute: () => shellRoute, path: '/surveys', component: lazyRouteComponent(() => import('./surveys-page.tsx'), 'SurveysPage') });
const oneRoute = createRoute({ getParentRoute: () => shellRoute, path: '/surveys/$id', component: lazyRouteComponent(() => import('./survey-page.tsx'), 'SurveyPage') });

/** Pages of this module, inside the shell. */
export const routes = [listRoute, oneRoute] as const;

export const web: WebModule = {
  places: [{ room: 'voice', path: '/surveys', label: 'Surveys', hint: 'What we ask, whom, how many answer, and who acts on it', needs: 'see-surveys', order: 36 }],
};
