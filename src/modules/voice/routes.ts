import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { Voice } from './index.ts';

export { serveScoreAnswerRoutes } from './answers/answers-routes.ts';
export { serveReadingRoutes } from './readings/readings-routes.ts';
export { serveSaidRoutes } from './said/said-routes.ts';
export { serveTeachingRoutes } from './teaching/teaching-routes.ts';
export { serveTopicRoutes } from './topic-tree/topics-routes.ts';
export { serveVerbatimRoutes } from './verbatims/verbatim-routes.ts';

export function serveVoiceRoutes(server: RouteServer, voice: Voice): void {
  server.handle(routes.scores, ({ query }) => voice.scores(query));
  server.handle(routes.drivers, ({ query }) => voice.drivers(query));
}
