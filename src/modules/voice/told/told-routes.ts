import type { RouteServer } from '../../../platform/http/server.ts';
import { toldRoutes } from './contract.ts';
import type { ToldAgainstFacts } from './told-against-fact.ts';

/** Hangs the check of what was told against the facts on the server. */
export function serveToldRoutes(server: RouteServer, told: ToldAgainstFacts): void {
  server.handle(toldRoutes.told, async ({ query }) => ({ told: await told.told(query.ids.split(',').filter((id) => id !== '')) }));
}
