import { AppError } from '../../kernel/app-error.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { incidentRoutes, routes, statusRoutes, type HeldStatusSetting } from './contract.ts';
import type { Status, Subjects } from './index.ts';

/** Hangs the routes of orders on the server. */
export function serveSubjectRoutes(server: RouteServer, subjects: Subjects): void {
  server.handle(routes.order, async ({ params, query }) => {
    const order = await subjects.order(params.id, query.brand ?? null);
    if (order === null) throw new AppError('not-found', 'order-unknown', 'Nobody has said anything about an order of this number.');
    return order;
  });
}

/** Hangs the routes of incidents and of how a status is said on the server. `nameOf` tells who of the company set something. */
export function serveStatusRoutes(server: RouteServer, status: Status, nameOf: (id: string) => Promise<string | null>): void {
  const named = async (held: HeldStatusSetting): Promise<HeldStatusSetting> => ({ ...held, by: held.by === null ? null : (await nameOf(held.by)) ?? held.by });
  server.handle(incidentRoutes.incidents, async () => ({ incidents: await status.incidents() }));
  server.handle(incidentRoutes.sayIncident, ({ body }) => status.sayIncident(body));
  server.handle(statusRoutes.statusSetting, async () => named(await status.setting()));
  server.handle(statusRoutes.setStatusSetting, async ({ body, viewer }) => named(await status.setSetting(body, viewer?.id ?? '')));
}
