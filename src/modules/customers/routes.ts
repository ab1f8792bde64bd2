import { may, type Viewer } from '../../kernel/access.ts';
import { openEventStream } from '../../platform/http/open-event-stream.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { Customers } from './index.ts';

export function serveCustomerRoutes(server: RouteServer, customers: Customers): void {
  server.handle(routes.list, ({ query, viewer }) => customers.search(query, viewer));
  server.handle(routes.one, async ({ params }) => customers.one(params.id));
  server.handle(routes.timeline, async ({ params, query, viewer, hideNames }) => {
    if (isMasked(viewer)) hideNames(await customers.namesOf(params.id));
    return customers.timeline(params.id, query);
  });
  server.handle(routes.orders, async ({ params }) => ({ orders: await customers.orders(params.id) }));
  server.handle(routes.live, async ({ params, response, viewer, hideNames, masked }) => {
    if (isMasked(viewer)) hideNames(await customers.namesOf(params.id));
    const waiting: unknown[] = [];
    let send: (item: unknown) => void = (item) => { waiting.push(item); };
    const end = await customers.listen(params.id, (item) => { send(masked(item)); });
    const stream = openEventStream(response);
    stream.onClose(end);
    send = (item) => { stream.send('interaction', item); };
    waiting.forEach(send);
    return undefined;
  });
  server.handle(routes.findings, () => customers.findings());
}

function isMasked(viewer: Viewer | null): boolean {
  return viewer === null || !may(viewer, 'see-personal-data');
}
