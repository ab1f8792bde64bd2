import type { RouteServer } from '../../platform/http/server.ts';
import { routes, type Drivers, type Scores } from './contract.ts';
import type { Voice } from './index.ts';
import { rememberedBy } from '../../kernel/remembered.ts';

export { serveScoreAnswerRoutes } from './answers/answers-routes.ts';
export { serveFigureRoutes } from './figures/figures-routes.ts';
export { serveMeaningRoutes } from './meaning/meaning-routes.ts';
export { serveNamedRoutes } from './names/names-routes.ts';
export { servePredictedRoutes } from './predicted/predicted-routes.ts';
export { serveReadingRoutes } from './readings/readings-routes.ts';
export { serveRecognitionRoutes } from './recognition/recognition-routes.ts';
export { serveRivalRoutes } from './rivals/rivals-routes.ts';
export { serveSaidRoutes } from './said/said-routes.ts';
export { serveSearchRoutes } from './searches/searches-routes.ts';
export { serveTeachingRoutes } from './teaching/teaching-routes.ts';
export { serveToldRoutes } from './told/told-routes.ts';
export { serveTopicRoutes } from './topic-tree/topics-routes.ts';
export { serveWordedRoutes } from './worded/worded-routes.ts';
export { serveVerbatimRoutes } from './verbatims/verbatim-routes.ts';
export { serveWeighingRoutes } from './weighing/weighing-routes.ts';

/** Many who open a page at once are answered from one reckoning; what comes in shows so much later. Units: ms; questions. */
const REMEMBERED = { forMs: 4_000, most: 100, clock: () => performance.now() } as const;

export function serveVoiceRoutes(server: RouteServer, voice: Voice): void {
  const scores = rememberedBy<Scores>(REMEMBERED);
  const drivers = rememberedBy<Drivers>(REMEMBERED);
  server.handle(routes.scores, ({ query }) => scores(JSON.stringify(query), () => voice.scores(query)));
  server.handle(routes.drivers, ({ query }) => drivers(JSON.stringify(query), () => voice.drivers(query)));
  server.handle(routes.compareScores, ({ query }) => voice.compare(query));
  server.handle(routes.silent, ({ query }) => voice.silent(query));
}
