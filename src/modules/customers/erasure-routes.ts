import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { Erasures } from './erasures.ts';

export function serveErasureRoutes(server: RouteServer, erasures: Erasures): void {
  server.handle(routes.erase, ({ params, body, viewer }) => erasures.erase(params.id, body.reason, body.confirm, viewer?.id ?? ''));
  server.handle(routes.erasures, async () => ({ erasures: await erasures.certificates() }));
}
