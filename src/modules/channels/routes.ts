import type { RouteServer } from '../../platform/http/server.ts';
import { routes } from './contract.ts';
import type { Channels } from './index.ts';

export { serveChatwootRoutes } from './chatwoot/chatwoot-routes.ts';
export { serveMailRoutes } from './email/mail-routes.ts';
export { serveWebhookRoutes } from './webhooks/webhook-routes.ts';

/** Serves the routes of imports. */
export function serveChannelRoutes(server: RouteServer, channels: Channels): void {
  server.handle(routes.upload, ({ request, query }) => {
    const announced = Number(request.headers['content-length'] ?? NaN);
    return channels.upload(request, query.name, Number.isFinite(announced) ? announced : null);
  });
  server.handle(routes.preview, ({ body }) => channels.preview(body.upload, body.kind, body.mapping));
  server.handle(routes.start, ({ body, auditAbout }) => {
    auditAbout(body.source);
    return channels.start(body.upload, body.kind, body.source, body.mapping);
  });
  server.handle(routes.runs, async () => ({ runs: await channels.runs() }));
  server.handle(routes.run, ({ params }) => channels.run(params.id));
  server.handle(routes.resume, ({ params }) => channels.resume(params.id));
  server.handle(routes.rejects, ({ params }) => channels.rejects(params.id));
}
