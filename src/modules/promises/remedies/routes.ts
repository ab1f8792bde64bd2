import { parsePublicId } from '../../../kernel/public-id.ts';
import type { Viewer } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { knownViewer } from '../../../platform/http/known-viewer.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { remedyRoutes } from './contract.ts';
import type { Giver, Remedies } from './create-remedies.ts';

/** A person who gives: keys do not. Errors: `forbidden`. */
function giver(viewer: Viewer | null): Giver {
  const known = knownViewer(viewer);
  if (known.kind !== 'person') throw new AppError('forbidden', 'people-alone', 'People give, not keys.');
  return { id: known.id, role: known.role };
}

/** Serves remedies and the mandate. */
export function serveRemedyRoutes(server: RouteServer, remedies: Remedies): void {
  server.handle(remedyRoutes.remedies, ({ query }) => remedies.list(query.state, query.promise === undefined ? null : parsePublicId('promise', query.promise)));
  server.handle(remedyRoutes.mandate, () => remedies.mandate());
  server.handle(remedyRoutes.saveMandate, ({ body, viewer }) => remedies.saveMandate(body.lines, body.basedOn, body.note, knownViewer(viewer).id));
  server.handle(remedyRoutes.card, ({ query, viewer }) => {
    const known = knownViewer(viewer);
    return remedies.card(query.customer, query.case ?? null, { id: known.id, role: known.kind === 'person' ? known.role : 'read-only' });
  });
  server.handle(remedyRoutes.asked, async ({ viewer }) => ({ gifts: await remedies.asked(knownViewer(viewer).id) }));
  server.handle(remedyRoutes.give, ({ body, viewer }) => remedies.give(body, giver(viewer)));
  server.handle(remedyRoutes.ask, ({ body, viewer }) => remedies.ask(body, giver(viewer)));
  server.handle(remedyRoutes.answer, ({ params, body, viewer }) => remedies.answer(Number(params.id), body.granted, body.words, knownViewer(viewer).id));
  server.handle(remedyRoutes.giveGranted, ({ params, viewer }) => remedies.giveGranted(Number(params.id), giver(viewer).id));
  server.handle(remedyRoutes.decline, async ({ params }) => ({ state: await remedies.decline(Number(params.id)) }));
}
