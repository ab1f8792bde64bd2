import { emailAt, phoneAt } from '../customer.ts';
import { HOUR_MS, MINUTE_MS } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { paidOrder } from '../silo.ts';
import { orderField } from './order.ts';
import type { Purchase } from './order.ts';

/** The parcel's way from the shelf to the door, as warehouse and carrier report it, with the notices that went out. */
export function fulfil(scene: Scene, purchase: Purchase): void {
  const { random, tell, customer } = scene;
  const truth = { person: customer.person };
  const { orderId, parcelId, carrier, shippedMs, deliveredMs, warehouse } = purchase;
  const identifiers = [{ type: 'order', value: orderId }];
  const subjects = [{ type: 'order', id: orderId }, { type: 'parcel', id: parcelId, label: carrier }];
  const base = { channel: 'delivery', direction: 'internal', office: 'service', stage: 'fulfilment', identifiers, subjects } as const;
  const packedMs = Math.max(purchase.placedMs + HOUR_MS, shippedMs - random.between(2, 9) * HOUR_MS);
  tell(packedMs, { ...base, source: 'warehouse', kind: 'parcel-packed', subjects: [...subjects, { type: 'place', id: `warehouse-${warehouse}`, label: warehouse }], order: orderField(purchase, 'packed', { state: 'packed' }) }, truth);
  tell(shippedMs, { ...base, source: 'warehouse', kind: 'parcel-shipped', subjects: [...subjects, { type: 'place', id: `warehouse-${warehouse}`, label: warehouse }], order: orderField(purchase, 'shipped', { state: 'shipped', shippedMs }) }, truth);
  const outMs = deliveredMs - random.between(2, 6) * HOUR_MS;
  tell(outMs, { ...base, source: 'carrier', kind: 'out-for-delivery', order: { id: orderId, parcels: [{ id: parcelId, carrier, state: 'out-for-delivery' }] } }, truth);
  // Carriers send their events in bundles: some arrive after the next one.
  tell(deliveredMs, { ...base, source: 'carrier', kind: 'parcel-delivered', order: { id: orderId, state: 'delivered', parcels: [{ id: parcelId, carrier, state: 'delivered', deliveredAt: new Date(deliveredMs).toISOString() }] }, properties: { where: random.pick(['door', 'door', 'neighbour', 'parcel-shop', 'letterbox']) } }, truth, random.chance(0.08) ? random.between(1, 30) * HOUR_MS : 0);
  if (random.chance(0.45)) {
    const how = random.weighted([['sms', 3], ['push', 3], ['email', 4]] as const);
    const noticeSource = how === 'email' ? 'mail' : how === 'push' ? 'app' : 'carrier';
    tell(shippedMs + 20 * MINUTE_MS, {
      source: noticeSource, channel: how, kind: 'notice-sent', direction: 'out', office: 'service', stage: 'fulfilment', subjects,
      identifiers: how === 'email' ? [{ type: 'email', value: emailAt(customer, shippedMs) }, paidOrder(orderId)] : how === 'sms' ? [{ type: 'phone', value: phoneAt(customer, shippedMs) }, { type: 'order', value: orderId }] : customer.user === null ? identifiers : [{ type: 'user', value: customer.user }],
      text: random.pick([`Good news: your parcel ${parcelId} is with ${carrier}.`, `Your order ${orderId} has left our warehouse.`, `${carrier} has your parcel. Expected soon.`]),
    }, truth);
  }
  if (random.chance(0.2)) tell(deliveredMs + 5 * MINUTE_MS, { source: 'warehouse', channel: 'packaging', kind: 'leaflet-enclosed', direction: 'out', office: 'brand', stage: 'fulfilment', identifiers, subjects, claims: [{ id: 'claim-60-days', text: '60 days to send it back, no questions asked', about: `order:${orderId}` }], text: random.pick(['Thank you for going outside with us. 60 days to return, no questions.', 'Repair it before you replace it: ask in any shop.', 'You never have to explain twice. Ask us once.']) }, truth);
}
