import { knownViewer } from '../../platform/http/known-viewer.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { CharterModule } from './index.ts';

/** Serves the charter. */
export function serveCharterRoutes(server: RouteServer, charter: CharterModule): void {
  server.handle(routes.charter, ({ viewer }) => charter.charter(knownViewer(viewer)));
  server.handle(routes.counts, () => charter.counts());
  server.handle(routes.draftCounts, ({ body }) => charter.draftCounts(body.rules));
  server.handle(routes.versions, async () => ({ versions: await charter.versions() }));
  server.handle(routes.compare, async ({ query }) => ({ changes: await charter.compare(query.from, query.to) }));
  server.handle(routes.saveRules, async ({ body, viewer }) => ({ version: await charter.saveRules(body.rules, body.basedOn, body.note, knownViewer(viewer).id) }));
  server.handle(routes.saveCells, async ({ body, viewer }) => ({ version: await charter.saveCells(body.cells, body.basedOn, body.note, knownViewer(viewer).id) }));
  server.handle(routes.govern, async ({ body, viewer }) => {
    await charter.govern(body, knownViewer(viewer).id);
    return { kind: body.kind };
  });
  server.handle(routes.sign, ({ body, viewer }) => charter.sign(body.hash, knownViewer(viewer).id));
  server.handle(routes.standing, ({ params }) => charter.standing(params.id));
}
