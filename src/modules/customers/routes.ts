import { may } from '../../kernel/access.ts';
import { TimelineItem } from '../interactions/contract.ts';
import { compileMask } from '../../platform/http/mask-answer.ts';
import { openEventStream } from '../../platform/http/open-event-stream.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { Customers } from './index.ts';

export function serveCustomerRoutes(server: RouteServer, customers: Customers): void {
  server.handle(routes.list, ({ query, viewer }) => customers.search(query, viewer));
  server.handle(routes.one, async ({ params }) => customers.one(params.id));
  server.handle(routes.timeline, ({ params, query }) => customers.timeline(params.id, query));
  server.handle(routes.orders, async ({ params }) => ({ orders: await customers.orders(params.id) }));
  const maskItem = compileMask(TimelineItem);
  server.handle(routes.live, async ({ params, response, viewer }) => {
    const seesPersonal = viewer !== null && may(viewer, 'see-personal-data');
    const waiting: unknown[] = [];
    let send: (item: unknown) => void = (item) => { waiting.push(item); };
    const end = await customers.listen(params.id, (item) => { send(seesPersonal ? item : maskItem(item)); });
    const stream = openEventStream(response);
    stream.onClose(end);
    send = (item) => { stream.send('interaction', item); };
    waiting.forEach(send);
    return undefined;
  });
  server.handle(routes.findings, () => customers.findings());
}
