import './zod-without-eval.ts';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@fontsource-variable/source-serif-4/wght-italic.css';
import './tokens.css';
import './page.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as analysts from '../modules/analysts/web/index.tsx';
import * as cases from '../modules/cases/web/index.tsx';
import * as channels from '../modules/channels/web/index.tsx';
import * as charter from '../modules/charter/web/index.tsx';
import * as promises from '../modules/promises/web/index.tsx';
import * as communications from '../modules/communications/web/index.tsx';
import * as customers from '../modules/customers/web/index.tsx';
import * as identity from '../modules/identity/web/index.tsx';
import * as interactions from '../modules/interactions/web/index.tsx';
import * as journeys from '../modules/journeys/web/index.tsx';
import * as outreach from '../modules/outreach/web/index.tsx';
import * as people from '../modules/people/web/index.tsx';
import * as ombudsman from '../modules/ombudsman/web/index.tsx';
import * as portal from '../modules/portal/web/index.tsx';
import * as raised from '../modules/raised/web/index.tsx';
import * as sidePanel from '../modules/side-panel/web/index.tsx';
import * as subjects from '../modules/subjects/web/index.tsx';
import * as surveys from '../modules/surveys/web/index.tsx';
import * as voice from '../modules/voice/web/index.tsx';
import { createQueries } from './queries.ts';
import { RegistryContext, registryOf } from './registry.ts';
import { rootRoute, shellRoute } from './shell-route.tsx';
import * as system from './system/index.tsx';
import { theme, variables } from './theme.ts';

const queries = createQueries();
const registry = registryOf([interactions.web, customers.web, voice.web, analysts.web, charter.web, journeys.web, cases.web, portal.web, ombudsman.web, raised.web, communications.web, promises.web, surveys.web, outreach.web, identity.web, subjects.web, channels.web, sidePanel.web, people.web, system.web]);

const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...people.openRoutes, ...sidePanel.openRoutes, ...raised.openRoutes,
    shellRoute.addChildren([...interactions.routes, ...customers.routes, ...identity.routes, ...voice.routes, ...analysts.routes, ...charter.routes, ...journeys.routes, ...subjects.routes, ...cases.routes, ...portal.routes, ...ombudsman.routes, ...raised.routes, ...communications.routes, ...promises.routes, ...surveys.routes, ...outreach.routes, ...channels.routes, ...sidePanel.routes, ...people.routes, ...system.routes]),
  ]),
  context: { queries },
  defaultPreload: 'intent',
  defaultPendingMinMs: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <Notifications position="bottom-center" limit={3} />
        <QueryClientProvider client={queries}>
          <RegistryContext value={registry}>
            <RouterProvider router={router} />
          </RegistryContext>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
