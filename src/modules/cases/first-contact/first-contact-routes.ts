import type { RouteServer } from '../../../platform/http/server.ts';
import { firstContactRoutes } from './contract.ts';
import { firstContact } from './first-contact-figures.ts';

/** Serves first-contact resolution. */
export function serveFirstContactRoutes(server: RouteServer, deps: Parameters<typeof firstContact>[0]): void {
  server.handle(firstContactRoutes.firstContact, ({ query }) => firstContact(deps, query.days));
}
