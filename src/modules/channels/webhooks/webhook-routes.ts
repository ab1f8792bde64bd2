import type { RouteServer } from '../../../platform/http/server.ts';
import { webhookRoutes } from './contract.ts';
import type { Webhooks } from './webhooks.ts';

/** Serves the routes of webhooks. */
export function serveWebhookRoutes(server: RouteServer, webhooks: Webhooks): void {
  server.handle(webhookRoutes.webhooks, async () => ({ webhooks: await webhooks.all(), held: webhooks.held() }));
  server.handle(webhookRoutes.addWebhook, ({ body, viewer }) => webhooks.add(body.name, body.url, body.events, viewer?.id ?? ''));
  server.handle(webhookRoutes.switchWebhook, ({ params, body, viewer, auditAbout }) => {
    auditAbout(params.id);
    return webhooks.switch(params.id, body.on, viewer?.id ?? '');
  });
  server.handle(webhookRoutes.tryWebhook, ({ params, auditAbout }) => {
    auditAbout(params.id);
    return webhooks.try(params.id);
  });
  server.handle(webhookRoutes.removeWebhook, async ({ params, auditAbout }) => {
    auditAbout(params.id);
    return { removed: await webhooks.remove(params.id) };
  });
  server.handle(webhookRoutes.deliveries, async ({ params }) => ({ deliveries: await webhooks.deliveries(params.id) }));
}
