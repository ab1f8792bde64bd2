import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { routes as people } from '../modules/people/contract.ts';
import { call } from './api.ts';
import { NotFound, PageProblem } from './primitives/problem.tsx';
import { sessionQuery } from './session.ts';
import { Shell } from './shell.tsx';

/** The root of all pages, also those before sign-in. */
export const rootRoute = createRootRouteWithContext<{ readonly queries: QueryClient }>()({ notFoundComponent: NotFound, errorComponent: PageProblem });

/** Pages for people who are signed in, inside the shell. Others are led to sign in, or to the first run. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.query({ ...sessionQuery, staleTime: 'static' });
    if (me !== null) return;
    const { needed } = await call(people.firstRun, {});
    if (needed) throw redirect({ href: '/first-run', replace: true });
    throw redirect({ href: `/sign-in?to=${encodeURIComponent(location.href)}`, replace: true });
  },
});
