import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';
import { IMPORT_KINDS } from '../contract.ts';

const importsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/imports', component: lazyRouteComponent(() => import('./imports-page.tsx'), 'ImportsPage') });
const previewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connect/imports/new',
  validateSearch: z.object({ upload: z.string().catch(''), kind: z.enum(IMPORT_KINDS).catch('interactions') }),
  component: lazyRouteComponent(() => import('./preview-page.tsx'), 'PreviewPage'),
});
const runRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/imports/$id', component: lazyRouteComponent(() => import('./run-page.tsx'), 'RunPage') });
const webhooksRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/webhooks', component: lazyRouteComponent(() => import('./webhooks-page.tsx'), 'WebhooksPage') });
const mailRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/mail', component: lazyRouteComponent(() => import('./mail-page.tsx'), 'MailPage') });

/** Pages of this module, inside the shell. */
export const routes = [importsRoute, previewRoute, runRoute, webhooksRoute, mailRoute] as const;

export const web: WebModule = {
  places: [
    { room: 'connect', path: '/connect/imports', label: 'Imports', hint: 'Files that you already have become customers', needs: 'import-files', order: 310 },
    { room: 'connect', path: '/connect/mail', label: 'Mail', hint: 'How customers’ mails come in and answers go out', needs: 'manage-keys', order: 320 },
    { room: 'connect', path: '/connect/webhooks', label: 'Webhooks', hint: 'Your own systems hear when customers are joined or parted', needs: 'manage-keys', order: 335 },
  ],
};
