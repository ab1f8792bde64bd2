import { knownViewer } from '../../platform/http/known-viewer.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { Journeys, WrongsOf } from './index.ts';

/** Serves issues and what people say of them. */
export function serveJourneyRoutes(server: RouteServer, journeys: Journeys, wrongsOf: WrongsOf): void {
  server.handle(routes.issuesOfCustomer, ({ params }) => journeys.issuesOfCustomer(params.id));
  server.handle(routes.firstIssues, async ({ query }) => ({ issues: await journeys.firstIssues(query.limit, wrongsOf) }));
  server.handle(routes.issueFigures, ({ query }) => journeys.figures(query));
  server.handle(routes.pairsToJudge, async ({ query, viewer }) => ({ pairs: await journeys.pairsToJudge(query.limit, knownViewer(viewer).id) }));
  server.handle(routes.issues, async ({ query }) => ({ issues: await journeys.issues(query) }));
  server.handle(routes.issue, ({ params }) => journeys.issue(params.id));
  server.handle(routes.sayOfTwo, async ({ body, viewer }) => ({ word: String(await journeys.judge(body, knownViewer(viewer).id)) }));
  server.handle(routes.takeOut, async ({ params, body, viewer }) => ({ words: (await journeys.takeOut(params.id, body.interaction, knownViewer(viewer).id)).map(String) }));
  server.handle(routes.moveTo, async ({ params, body, viewer }) => ({ words: (await journeys.moveTo(params.id, body, knownViewer(viewer).id)).map(String) }));
  server.handle(routes.undoWords, async ({ body, viewer }) => ({ undone: await journeys.undoWords(body.words, knownViewer(viewer).id) }));
}
