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

/** Whoever is told: a person. */
function told(viewer: Viewer | null): string {
  if (viewer?.kind !== 'person') throw new AppError('invalid', 'not-a-person', 'New topics are told to people. A key asks GET /api/voice/topics itself.');
  return viewer.id;
}

/** Hangs the routes of topics on the server. */
export function serveTopicRoutes(server: RouteServer, topics: TopicsModule): void {
  server.handle(routes.topics, ({ query }) => topics.topics(query, undefined, true));
  server.handle(routes.topicRows, ({ query: { format, ...query }, response }) => sendFile(response, 'topics', format, topics.rows(query, format)));
  server.handle(routes.newTopics, async ({ viewer }) => ({ topics: await topics.newTopics(told(viewer)) }));
  server.handle(routes.newTopicsSeen, async ({ body, viewer }) => ({ seen: await topics.newTopicsSeen(told(viewer), body.numbers) }));
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
