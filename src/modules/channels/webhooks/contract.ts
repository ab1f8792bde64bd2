import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** What a webhook can hear of. */
export const WEBHOOK_EVENTS = ['customer.merged', 'customer.split', 'household.changed'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** An address that hears of changes. `waiting`: what is still to be sent; `last`: how the latest try went. */
export const Webhook = z.object({
  id: z.string(), name: z.string(), url: z.string(), events: z.array(z.enum(WEBHOOK_EVENTS)), isOn: z.boolean(), switchedBy: z.string().nullable(), switchedAt: z.string().nullable(), madeAt: z.string(), waiting: z.number(), givenUp: z.number(),
  last: z.object({ at: z.string(), status: z.number().nullable(), problem: z.string().nullable() }).nullable(),
});
export type Webhook = z.infer<typeof Webhook>;

/** One message of a webhook. `state` held: it would have gone, but nothing leaves this installation. */
export const WebhookDelivery = z.object({ id: z.string(), event: z.string(), madeAt: z.string(), state: z.enum(['waiting', 'held', 'delivered', 'given-up']), tries: z.number(), nextAt: z.string().nullable(), status: z.number().nullable(), problem: z.string().nullable(), body: z.record(z.string(), z.unknown()) });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

const Id = z.object({ id: z.string() });
const isWeb = (url: string): boolean => URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol) && new URL(url).username === '';

export const webhookRoutes = defineRoutes({
  webhooks: { method: 'GET', path: '/api/webhooks', summary: 'Addresses that hear of changes, with how their messages fare', gate: 'manage-keys', response: z.object({ webhooks: z.array(Webhook), /** Why nothing leaves; null where it does. */ held: z.string().nullable() }) },
  addWebhook: { method: 'POST', path: '/api/webhooks', summary: 'Add an address; off until it is switched on. The secret that signs its messages is shown once', gate: 'manage-keys', body: z.object({ name: z.string().trim().min(1).max(120), url: z.string().max(2_000).refine(isWeb, 'must be an http or https address without a password in it'), events: z.array(z.enum(WEBHOOK_EVENTS)).min(1).max(WEBHOOK_EVENTS.length) }), response: z.object({ secret: z.string(), webhook: Webhook }), audit: 'webhook.added' },
  switchWebhook: { method: 'POST', path: '/api/webhooks/:id/switch', summary: 'Switch an address on or off; what happened while it was off is not told later', gate: 'manage-keys', params: Id, body: z.object({ on: z.boolean() }), response: Webhook, audit: 'webhook.switched' },
  tryWebhook: { method: 'POST', path: '/api/webhooks/:id/try', summary: 'Send a message of the kind "ping", also while it is off', gate: 'manage-keys', params: Id, body: z.object({}), response: WebhookDelivery, audit: 'webhook.tried' },
  removeWebhook: { method: 'POST', path: '/api/webhooks/:id/remove', summary: 'Remove an address with what waits for it', gate: 'manage-keys', params: Id, body: z.object({}), response: z.object({ removed: z.boolean() }), audit: 'webhook.removed' },
  deliveries: { method: 'GET', path: '/api/webhooks/:id/deliveries', summary: 'The latest messages of an address', gate: 'manage-keys', params: Id, response: z.object({ deliveries: z.array(WebhookDelivery) }) },
});
