import { AppError } from '../../kernel/app-error.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { Subjects } from './index.ts';

export function serveSubjectRoutes(server: RouteServer, subjects: Subjects): void {
  server.handle(routes.order, async ({ params, query }) => {
    const order = await subjects.order(params.id, query.brand ?? null);
    if (order === null) throw new AppError('not-found', 'order-unknown', 'Nobody has said anything about an order of this number.');
    return order;
  });
}
