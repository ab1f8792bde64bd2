import { may, type Viewer } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { searchRoutes as routes } from './contract.ts';
import type { Searches } from './searches.ts';

/** Who saves and is told: a person. */
function person(viewer: Viewer | null): Extract<Viewer, { kind: 'person' }> {
  if (viewer?.kind !== 'person') throw new AppError('invalid', 'not-a-person', 'Searches are saved by people. A key asks GET /api/voice/verbatims itself.');
  return viewer;
}

/** Hangs the routes of saved searches on the server. */
export function serveSearchRoutes(server: RouteServer, searches: Searches): void {
  server.handle(routes.savedSearches, async ({ viewer }) => ({ searches: await searches.list(person(viewer).id) }));
  server.handle(routes.saveSearch, async ({ body, viewer, auditAbout }) => {
    const saved = await searches.save(body, person(viewer).id);
    auditAbout(saved.id);
    return saved;
  });
  server.handle(routes.changeSearch, ({ params, body, viewer }) => searches.change(params.id, body, person(viewer).id));
  server.handle(routes.deleteSearch, async ({ params, viewer }) => {
    const who = person(viewer);
    await searches.remove(params.id, who.id, may(who, 'manage-people'));
    return { deleted: true };
  });
  server.handle(routes.alertOfSearch, ({ params, body, viewer }) => searches.alert(params.id, body.alert, person(viewer).id));
  server.handle(routes.notices, async ({ viewer }) => ({ notices: await searches.notices(person(viewer).id) }));
  server.handle(routes.noticesSeen, async ({ body, viewer }) => ({ seen: await searches.seen(body.ids, person(viewer).id) }));
}
