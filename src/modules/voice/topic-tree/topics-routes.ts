import { may, type Viewer } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { sendFile } from '../figures/send-file.ts';
import { topicRoutes as routes } from './contract.ts';
import type { TopicsModule } from './topics.ts';

/** Whoever does it, for the log. A key may not decide. */
function known(viewer: Viewer | null): string {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'Sign in: only people shape topics.');
  return viewer.id;
}

/** Hangs the routes of topics on the server. */
export function serveTopicRoutes(server: RouteServer, topics: TopicsModule): void {
  server.handle(routes.topics, ({ query }) => topics.topics(query, undefined, true));
  server.handle(routes.topicRows, ({ query: { format, ...query }, response }) => sendFile(response, 'topics', format, topics.rows(query, format)));
  server.handle(routes.topicVerbatims, ({ params, query, viewer, masked, auditAbout }) => {
    auditAbout(params.id);
    return topics.verbatims(params.id, query, {
      isMasked: viewer === null || !may(viewer, 'see-personal-data'),
      mask: (verbatim) => masked({ verbatims: [verbatim], next: null, version: 0 }).verbatims[0] ?? verbatim,
    });
  });
  server.handle(routes.decideTopics, async ({ body, viewer, auditAbout }) => {
    auditAbout(body.kind === 'merge' ? body.into : body.kind === 'undo' ? `decision ${body.number}` : body.id);
    return { number: await topics.decide(body, known(viewer)) };
  });
  server.handle(routes.findTopics, async ({ viewer }) => ({ tree: await topics.find(known(viewer)) }));
}
