import { publicId } from '../../kernel/public-id.ts';
import { knownViewer } from '../../platform/http/known-viewer.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { Promises } from './index.ts';
import { LIBRARY } from './library.ts';
import { serveRemedyRoutes } from './remedies/routes.ts';
import { promiseNumber } from './present-promises.ts';

/** Serves promises. */
export function servePromiseRoutes(server: RouteServer, promises: Promises): void {
  serveRemedyRoutes(server, promises.remedies);
  server.handle(routes.promises, async () => ({ promises: await promises.promises(), people: await promises.people() }));
  server.handle(routes.library, () => Promise.resolve({ promises: [...LIBRARY] }));
  server.handle(routes.promise, ({ params }) => promises.one(promiseNumber(params.id)));
  server.handle(routes.forecast, ({ params }) => promises.forecast(promiseNumber(params.id)));
  server.handle(routes.matters, ({ params }) => promises.matters(promiseNumber(params.id)));
  server.handle(routes.contradictions, ({ body }) => Promise.resolve({ promises: promises.contradictions(body.terms, body.id === undefined ? null : promiseNumber(body.id)).map(({ promise, name }) => ({ id: publicId('promise', promise), name })) }));
  server.handle(routes.verdicts, ({ params, query }) => promises.verdicts(promiseNumber(params.id), query));
  server.handle(routes.draft, async ({ body, viewer }) => ({ id: publicId('promise', await promises.draft(body.terms, body.note, knownViewer(viewer).id)), version: 1 }));
  server.handle(routes.save, async ({ params, body, viewer }) => ({ id: params.id, version: await promises.save(promiseNumber(params.id), body.terms, body.basedOn, body.note, knownViewer(viewer).id) }));
  server.handle(routes.publish, async ({ params, body, viewer }) => {
    await promises.publish(promiseNumber(params.id), body.version, knownViewer(viewer).id, body.since ?? null);
    return { id: params.id, version: body.version };
  });
  server.handle(routes.stop, async ({ params, viewer }) => ({ id: params.id, version: await promises.stop(promiseNumber(params.id), knownViewer(viewer).id) }));
  server.handle(routes.backTest, ({ body }) => promises.backTest(body.terms, body.period));
  server.handle(routes.backTestVerdicts, ({ body }) => promises.backTestVerdicts(body.terms, body.period, body.part));
}
