import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import Users from 'lucide-react/icons/users';
import { lazy } from 'react';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';
import { CUSTOMER_KINDS } from '../../identity/contract.ts';
import { OFFICES } from '../../interactions/contract.ts';

const TraitsCard = lazy(() => import('./traits-card.tsx').then((module) => ({ default: module.TraitsCard })));
const ConsentsCard = lazy(() => import('./consents-card.tsx').then((module) => ({ default: module.ConsentsCard })));
const IdentityPictureCard = lazy(() => import('./identity-picture-card.tsx').then((module) => ({ default: module.IdentityPictureCard })));
const OrganisationCard = lazy(() => import('./organisation-card.tsx').then((module) => ({ default: module.OrganisationCard })));
const ReachCard = lazy(() => import('./reach-card.tsx').then((module) => ({ default: module.ReachCard })));
const PrivacyCard = lazy(() => import('./privacy-card.tsx').then((module) => ({ default: module.PrivacyCard })));
const StatusCard = lazy(() => import('./status-card.tsx').then((module) => ({ default: module.StatusCard })));
const text = z.string().optional().catch(undefined);

const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers',
  validateSearch: z.object({ q: text, kind: z.enum(CUSTOMER_KINDS).optional().catch(undefined), channel: text }),
  component: lazyRouteComponent(() => import('./customers-page.tsx'), 'CustomersPage'),
});
const customerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/$id',
  validateSearch: z.object({ view: z.enum(['lived', 'departments']).optional().catch(undefined), channel: text, office: z.enum(OFFICES).optional().catch(undefined), stage: text, text, until: z.iso.datetime().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./customer-page.tsx'), 'CustomerPage'),
});
const nobodyRoute = createRoute({ getParentRoute: () => shellRoute, path: '/customers/nobody', validateSearch: z.object({ channel: text, source: text, text }), component: lazyRouteComponent(() => import('./nobody-page.tsx'), 'NobodyPage') });
const printRoute = createRoute({ getParentRoute: () => shellRoute, path: '/customers/$id/print', component: lazyRouteComponent(() => import('./print-page.tsx'), 'PrintPage') });
const compareRoute = createRoute({ getParentRoute: () => shellRoute, path: '/customers/$id/compare/$other', component: lazyRouteComponent(() => import('./compare-page.tsx'), 'ComparePage') });
const goldenRoute = createRoute({ getParentRoute: () => shellRoute, path: '/golden-record', component: lazyRouteComponent(() => import('./golden-record-page.tsx'), 'GoldenRecordPage') });
const privacyRoute = createRoute({ getParentRoute: () => shellRoute, path: '/connect/privacy', component: lazyRouteComponent(() => import('./privacy-page.tsx'), 'PrivacyPage') });
const findingsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/findings', component: lazyRouteComponent(() => import('./findings-page.tsx'), 'FindingsPage') });

/** Pages of this module, inside the shell. */
export const routes = [listRoute, nobodyRoute, customerRoute, printRoute, compareRoute, goldenRoute, findingsRoute, privacyRoute] as const;

export const web: WebModule = {
  rooms: [{ key: 'customers', label: 'Customers', icon: Users, order: 20 }],
  places: [
    { room: 'customers', path: '/customers', label: 'Customers', hint: 'Everybody, the latest seen first', needs: 'see-customers', order: 20 },
    { room: 'customers', path: '/golden-record', label: 'Whose word counts', hint: 'Which source’s word stands in a customer’s record', needs: 'see-customers', order: 22 },
    { room: 'customers', path: '/findings', label: 'What we found', hint: 'Plain findings that open to people', needs: 'see-customers', order: 21 },
    { room: 'customers', path: '/customers/nobody', label: 'Nobody known', hint: 'Unsigned reviews, posts without an account, ads seen', needs: 'see-customers', order: 25 },
    { room: 'connect', path: '/connect/privacy', label: 'Privacy', hint: 'How long what is kept, and who was erased', needs: 'manage-privacy', order: 355 },
  ],
  cards: [
    { page: 'customer', key: 'status', title: 'What we truly know', order: 4, needs: 'see-customers', Body: StatusCard },
    { page: 'customer', key: 'traits', title: 'Who they are', order: 10, needs: 'see-customers', Body: TraitsCard },
    { page: 'customer', key: 'picture', title: 'What ties their records', order: 32, needs: 'see-customers', Body: IdentityPictureCard },
    { page: 'customer', key: 'organisation', title: 'Organisation', order: 36, needs: 'see-customers', Body: OrganisationCard },
    { page: 'customer', key: 'reach', title: 'How they want to be reached', order: 38, needs: 'see-customers', Body: ReachCard },
    { page: 'customer', key: 'consents', title: 'What they allow', order: 40, needs: 'see-customers', Body: ConsentsCard },
    { page: 'customer', key: 'privacy', title: 'Their data', order: 90, needs: 'export-personal-data', Body: PrivacyCard },
  ],
  searches: [{ key: 'customers', label: 'Customers', needs: 'see-customers', find: async (wanted, signal) => (await import('./find-customers.ts')).findCustomers(wanted, signal) }],
};
