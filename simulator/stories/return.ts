import { FJELL, MYR, SKARV, decimalOf } from '../catalogue.ts';
import { DAY_MS, HOUR_MS, iso } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { paidOrder } from '../silo.ts';
import type { Topic } from '../truth.ts';
import type { Line, Purchase } from './order.ts';
import { raiseIssue } from './issue.ts';

const REASON_WORDS: Partial<Readonly<Record<Topic, string>>> = { 'size-small': 'too small', 'not-warm': 'not as described: not warm enough', 'zip-broken': 'defect: zip', leaks: 'defect: not waterproof', 'parcel-damaged': 'arrived damaged', 'wrong-item': 'wrong item', price: 'changed my mind', 'parcel-late': 'arrived too late' };

/** Whether and why one line of an order comes back: the product's habit, a claim that promised too much, a fault that just started, a size guide that helps. */
export function returnReason(scene: Scene, purchase: Purchase, line: Line, sawClaim: boolean): Topic | null {
  const { random, world } = scene;
  const { id, returnRatio } = line.product;
  if (id === FJELL && sawClaim) return random.chance(world.campaign.returnRatioSeen) ? (random.chance(0.82) ? 'not-warm' : 'size-small') : null;
  if (id === SKARV && purchase.placedMs >= world.fault.fromMs - 2 * DAY_MS && random.chance(0.36)) return 'zip-broken';
  const ratio = id === MYR && purchase.placedMs >= world.sizeGuide.fromMs ? world.sizeGuide.returnRatioAfter : returnRatio;
  if (!random.chance(ratio)) return null;
  if (purchase.isLate && random.chance(0.25)) return 'parcel-late';
  return random.weighted<Topic>([['size-small', line.product.category === 'boots' ? 75 : 45], ['price', 28], ['leaks', line.product.category === 'jackets' ? 10 : 2], ['parcel-damaged', 5], ['wrong-item', 5]]);
}

/** A line goes back: announced, on its way, received, refunded; a slow refund brings them to the phone. */
export function sendBack(scene: Scene, atMs: number, purchase: Purchase, line: Line, reason: Topic, sawClaim: boolean): void {
  const { random, tell, customer, plant } = scene;
  const truth = { person: customer.person };
  const valueMinor = line.quantity * line.priceMinor;
  const returnId = `R${scene.newId().toUpperCase()}`;
  const subjects = [{ type: 'order', id: purchase.orderId }, { type: 'product', id: line.product.id, label: line.product.name }, { type: 'return', id: returnId }];
  const base = { channel: 'return', office: 'service', stage: 'returns', subjects } as const;
  const known = customer.user !== null && purchase.via !== 'marketplace' && random.chance(0.7) ? [{ type: 'user', value: customer.user, verified: 'login' as const }, paidOrder(purchase.orderId)] : [paidOrder(purchase.orderId)];
  tell(atMs, { ...base, source: purchase.via, kind: 'return-announced', direction: 'in', identifiers: known, text: REASON_WORDS[reason] ?? 'other', language: 'en', properties: { reason: REASON_WORDS[reason] ?? 'other' } }, { ...truth });
  const receivedMs = atMs + random.between(60, 190) * HOUR_MS;
  tell(receivedMs, { ...base, source: 'warehouse', kind: 'return-received', direction: 'internal', identifiers: [{ type: 'order', value: purchase.orderId }], order: { id: purchase.orderId, state: 'returned' } }, truth);
  const isSlow = random.chance(0.09);
  const dueMs = receivedMs + 14 * DAY_MS;
  const refundedMs = isSlow ? dueMs + random.between(1, 8) * DAY_MS : receivedMs + random.between(20, 150) * HOUR_MS;
  const ref = tell(refundedMs, { source: purchase.via, channel: 'payment', kind: 'refund-paid', direction: 'out', office: 'service', stage: 'returns', identifiers: [paidOrder(purchase.orderId)], subjects, amounts: [{ role: 'refund', amount: decimalOf(-valueMinor), currency: purchase.currency }] }, truth);
  if (isSlow && random.chance(0.7)) raiseIssue(scene, dueMs - random.between(1, 5) * DAY_MS, 'refund-slow', line.product, purchase, 0.35);
  plant({ kind: 'return', person: customer.person, order: purchase.orderId, product: line.product.id, reason, sawClaim, at: iso(atMs) });
  plant({ kind: 'commitment', clause: 'refund-by', person: customer.person, issue: null, order: purchase.orderId, madeAt: iso(receivedMs), dueAt: iso(dueMs), outcome: refundedMs > dueMs ? 'broken' : 'kept', why: '14 days after the return arrived', planted: false, evidence: [ref] });
}
