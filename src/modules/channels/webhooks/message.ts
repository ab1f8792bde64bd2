import { createHmac } from 'node:crypto';
import { publicId } from '../../../kernel/public-id.ts';
import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { CustomerMoved } from '../../identity/contract.ts';
import type { HouseholdChanged } from '../../identity/matching/contract.ts';
import type { WebhookEvent } from './contract.ts';

/** What a webhook is told of one event: ids and words of ours, never what somebody said or is called. */
export type MessageBody = { readonly type: WebhookEvent | 'ping'; readonly [field: string]: unknown };

const customer = (number: number): string => publicId('customer', number);
const household = (number: number): string => publicId('household', number);

/** The body of a message. Shape: `claims` how many moved; null for an event that nobody is told of. */
export function messageOf(event: OutboxEvent): MessageBody | null {
  if (event.type === 'customer.merged' || event.type === 'customer.split') {
    const { type, from, into, nodes, reason } = event as CustomerMoved;
    return { type, from: customer(from), into: customer(into), claims: nodes.length, reason };
  }
  if (event.type === 'household.changed') {
    const { household: number, into, customers } = event as HouseholdChanged;
    return { type: 'household.changed', household: household(number), into: into === null ? null : household(into), customers: customers.map(customer) };
  }
  return null;
}

/** The header `custos-signature` of a message: when it was signed (seconds since 1970) and an HMAC-SHA256 over that, a point and the body as sent, so that nobody else can send or repeat one later. */
export function signatureOf(secret: string, body: string, atMs: number): string {
  const seconds = Math.floor(atMs / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
