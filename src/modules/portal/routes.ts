import { knownViewer } from '../../platform/http/known-viewer.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { Portal } from './index.ts';

export { serveCustomersPages } from './page-routes.ts';

/** Serves what staff do with links to customers' pages. */
export function servePortalRoutes(server: RouteServer, portal: Portal, nameOf: (id: string) => Promise<string | null>): void {
  server.handle(routes.make, async ({ body, viewer, auditAbout }) => {
    const made = await portal.linkFor(body, knownViewer(viewer).id);
    auditAbout(made.link.id);
    return made;
  });
  server.handle(routes.links, async ({ query }) => ({ links: await portal.links(query) }));
  server.handle(routes.revoke, ({ params, viewer }) => portal.revoke(params.id, knownViewer(viewer).id));
  server.handle(routes.setting, async () => {
    const { version, setting, by, at } = await portal.setting();
    return { version, setting, by: by === null ? null : await nameOf(by), at: at?.toISOString() ?? null };
  });
  server.handle(routes.saveSetting, async ({ body, viewer }) => ({ version: await portal.saveSetting(body.setting, body.basedOn, knownViewer(viewer).id) }));
}
