import { may, type Viewer } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { teachingRoutes as routes } from './contract.ts';
import type { TeachingModule } from './teaching.ts';

/** Whoever does it, for the log. A key may not teach. */
function known(viewer: Viewer | null): string {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'Sign in: only people teach.');
  return viewer.id;
}

/** Hangs the routes of teaching on the server. */
export function serveTeachingRoutes(server: RouteServer, teaching: TeachingModule): void {
  server.handle(routes.teaching, () => teaching.teaching());
  server.handle(routes.correct, ({ body, viewer, auditAbout }) => {
    auditAbout(body.id);
    return teaching.correct(body, known(viewer));
  });
  server.handle(routes.labelQueue, ({ query, viewer, masked }) => {
    const empty = { output: query.output, labels: [], mayBeNone: true, lookedAt: 0 };
    return teaching.queue(query.output, query.words, {
      isMasked: viewer === null || !may(viewer, 'see-personal-data'),
      mask: (item) => masked({ ...empty, items: [item] }).items[0] as typeof item,
    });
  });
  server.handle(routes.learn, async ({ viewer }) => ({ learning: await teaching.learn(known(viewer)) }));
  server.handle(routes.useReader, async ({ params, viewer, auditAbout }) => {
    auditAbout(`reader ${params.number}`);
    return { version: await teaching.useReader(params.number, known(viewer)) };
  });
  server.handle(routes.drift, () => teaching.drift());
}
