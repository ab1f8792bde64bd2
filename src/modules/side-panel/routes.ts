import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { RouteContract } from '../../kernel/route-contract.ts';
import { openEventStream } from '../../platform/http/open-event-stream.ts';
import type { Asked, RouteServer } from '../../platform/http/server.ts';
import type { Cases } from '../cases/index.ts';
import type { Customers } from '../customers/index.ts';
import { routes } from './contract.ts';
import type { SidePanel } from './index.ts';

/** Who works from a panel: a person. */
function person(viewer: Viewer | null): Extract<Viewer, { kind: 'person' }> {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'Cases are worked on by people, who answer for them by name.');
  return viewer;
}

/** Serves the panel beside conversations, and the desks that may show it. */
export function serveSidePanelRoutes(server: RouteServer, panel: SidePanel, live: { readonly cases: Pick<Cases, 'watch'>; readonly customers: Pick<Customers, 'listen'> }): void {
  const { views, desks } = panel;
  const readerOf = ({ viewer, hideNames }: Pick<Asked<RouteContract>, 'viewer' | 'hideNames'>) => ({ viewer, hideNames });
  const moved = (asked: Pick<Asked<RouteContract>, 'viewer' | 'hideNames' | 'request' | 'auditAbout'>, about: string | undefined) => {
    if (about !== undefined) asked.auditAbout(about);
    return { session: views.session(asked.request), reader: readerOf(asked), by: person(asked.viewer).id };
  };

  server.handle(routes.open, ({ body, clientAddress }) => views.open(body, clientAddress));
  server.handle(routes.askLeave, ({ body, clientAddress }) => views.askLeave(body.desk, clientAddress));
  server.handle(routes.hasLeave, async ({ body, clientAddress }) => ({ state: await views.leaveState(body.pairing, clientAddress) }));
  server.handle(routes.leaveAsked, ({ params, viewer }) => views.leaveAsked(params.code, viewer?.id ?? ''));
  server.handle(routes.giveLeave, async ({ params, viewer }) => ({ given: await views.giveLeave(params.code, person(viewer)) }));

  server.handle(routes.panel, async (asked) => {
    const shown = await panel.panel(views.session(asked.request), readerOf(asked), asked.query.customer);
    if (shown.customer !== null) asked.auditAbout(shown.customer.id);
    return shown;
  });
  server.handle(routes.live, async ({ request, response, viewer, query }) => {
    const { customer } = await panel.customerOf(views.session(request), viewer, query.customer);
    const { id, name } = person(viewer);
    const stream = openEventStream(response);
    const changed = (people: { name: string; isWriting: boolean }[] = []): void => { stream.send('changed', { people }); };
    stream.onClose(await live.customers.listen(publicId('customer', customer), () => { changed(); }, () => { changed(); }));
    if (query.case !== undefined) stream.onClose(live.cases.watch(parsePublicId('case', query.case), { id, name }, ({ people }) => { changed(people); }));
    return undefined;
  });
  server.handle(routes.holders, () => panel.holders());
  server.handle(routes.take, (asked) => panel.take(moved(asked, asked.body.case), asked.body));
  server.handle(routes.handOver, (asked) => panel.handOver(moved(asked, asked.body.case), asked.body));
  server.handle(routes.inform, (asked) => panel.inform(moved(asked, asked.body.case), asked.body));
  server.handle(routes.resolve, (asked) => panel.resolve(moved(asked, asked.body.case), asked.body));
  server.handle(routes.note, (asked) => panel.note(moved(asked, asked.body.customer), asked.body.customer));

  server.handle(routes.desks, () => desks.all());
  server.handle(routes.addDesk, async ({ body, viewer, auditAbout }) => {
    const added = await desks.add(body, person(viewer).id);
    auditAbout(added.desk.id);
    return added;
  });
  server.handle(routes.rotateSecret, ({ params, viewer }) => desks.rotate(params.id, person(viewer).id));
  server.handle(routes.removeDesk, async ({ params }) => ({ removed: await desks.remove(params.id) }));
  server.handle(routes.endPanels, async ({ params }) => ({ ended: await desks.endPanels(params.id) }));
}
