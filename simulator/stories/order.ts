import { PRODUCT_WEIGHTS, decimalOf, priceIn } from '../catalogue.ts';
import type { Product } from '../catalogue.ts';
import { emailAt, phoneAt } from '../customer.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, iso } from '../happening.ts';
import type { Identifier, Order, Scene, Source } from '../happening.ts';
import { addressOf, nameAsGiven, paidOrder, visitOf } from '../silo.ts';
import { CARRIERS, SLOW_WAREHOUSE, WAREHOUSES } from '../staff.ts';
import { browse } from './browse.ts';

export type Line = { readonly product: Product; readonly quantity: number; readonly priceMinor: number };
/** An order as it truly is; silos say parts of it. */
export type Purchase = {
  readonly orderId: string; readonly parcelId: string; readonly placedMs: number; readonly promisedMs: number; readonly shippedMs: number; readonly deliveredMs: number; readonly isLate: boolean;
  readonly lines: readonly Line[]; readonly currency: string; readonly totalMinor: number; readonly shippingMinor: number; readonly via: 'web' | 'app' | 'marketplace'; readonly warehouse: string; readonly carrier: string; readonly identifiers: readonly Identifier[];
};

/** The order as an `order` field, in a state, with its parcel when there is one. */
export function orderField(purchase: Purchase, state: string, parcel?: { readonly state: string; readonly shippedMs?: number; readonly deliveredMs?: number }): Order {
  return {
    id: purchase.orderId, state, placedAt: iso(purchase.placedMs), promisedAt: iso(purchase.promisedMs), total: decimalOf(purchase.totalMinor), currency: purchase.currency,
    lines: purchase.lines.map((line, index) => ({ id: String(index + 1), product: line.product.id, name: line.product.name, quantity: line.quantity, unitPrice: decimalOf(line.priceMinor) })),
    ...(parcel === undefined ? {} : { parcels: [{ id: purchase.parcelId, carrier: purchase.carrier, state: parcel.state, promisedAt: iso(purchase.promisedMs), ...(parcel.shippedMs === undefined ? {} : { shippedAt: iso(parcel.shippedMs) }), ...(parcel.deliveredMs === undefined ? {} : { deliveredAt: iso(parcel.deliveredMs) }) }] }),
  };
}

export function orderSubjects(purchase: Purchase) {
  return [{ type: 'order', id: purchase.orderId }, ...purchase.lines.map(({ product }) => ({ type: 'product', id: product.id, label: product.name }))];
}

/** Decides an order's whole fate: what, for how much, from where, when it leaves and comes. */
export function planPurchase(scene: Scene, placedMs: number, chosen: Product | null, via: Purchase['via'], identifiers: readonly Identifier[], fate: { readonly late?: boolean } = {}): Purchase {
  const { random, customer, world } = scene;
  const lines: Line[] = [];
  const count = random.weighted([[1, 62], [2, 26], [3, 12]] as const);
  for (let n = 0; n < count; n++) {
    const product = n === 0 && chosen !== null ? chosen : random.weighted(PRODUCT_WEIGHTS);
    if (!lines.some((line) => line.product === product)) lines.push({ product, quantity: product.category === 'accessories' && random.chance(0.25) ? 2 : 1, priceMinor: priceIn(customer.currency, product.priceMinor) });
  }
  const goodsMinor = lines.reduce((sum, line) => sum + line.quantity * line.priceMinor, 0);
  const shippingMinor = goodsMinor > priceIn(customer.currency, 8_000) ? 0 : priceIn(customer.currency, 495);
  const warehouse = random.weighted([[WAREHOUSES[0], 4], [WAREHOUSES[1], 4], [WAREHOUSES[2], 2]]);
  const isSlow = warehouse === SLOW_WAREHOUSE && placedMs >= world.slowWarehouse.fromMs;
  const isLate = fate.late ?? random.chance(isSlow ? world.slowWarehouse.lateRatio : 0.07);
  const promisedMs = Math.floor(placedMs / DAY_MS) * DAY_MS + 4 * DAY_MS + 18 * HOUR_MS;
  const deliveredMs = isLate ? promisedMs + random.between(20, 130) * HOUR_MS : promisedMs - random.between(4, 46) * HOUR_MS;
  const shippedMs = Math.max(placedMs + 5 * HOUR_MS, deliveredMs - random.between(18, 40) * HOUR_MS);
  return { orderId: scene.newOrderId(), parcelId: `P${scene.newId().toUpperCase()}`, placedMs, promisedMs, shippedMs, deliveredMs: Math.max(deliveredMs, shippedMs + 6 * HOUR_MS), isLate, lines, currency: customer.currency, totalMinor: goodsMinor + shippingMinor, shippingMinor, via, warehouse, carrier: random.pick(CARRIERS), identifiers };
}

/** Somebody orders: a visit, the order as its channel tells it, the payment and the confirmation. */
export function placeOrder(scene: Scene, atMs: number, chosen: Product | null, fate: { readonly late?: boolean; readonly via?: Purchase['via']; readonly told?: 'once' } = {}): Purchase {
  const { random, customer, tell } = scene;
  const truth = { person: customer.person };
  const wantsMarketplace = fate.via === 'marketplace' || (fate.via === undefined && random.chance(0.13));
  const visit = visitOf(scene, atMs, 0.75);
  const product = chosen ?? random.weighted(PRODUCT_WEIGHTS);
  const placedMs = wantsMarketplace ? atMs : browse(scene, atMs, product, { cart: true, pages: random.between(1, 3), visit }).endsMs + 90 * SECOND_MS;
  const via = wantsMarketplace ? 'marketplace' : visit.source;
  const purchase = planPurchase(scene, placedMs, product, via, [], fate);
  const { orderId } = purchase;
  const source: Source = via;
  const email: Identifier = { type: 'email', value: customer.officeMail !== null && random.chance(0.5) ? customer.officeMail : emailAt(customer, placedMs), verified: 'paid-order' };
  const identifiers: Identifier[] = via === 'marketplace' ? [paidOrder(orderId), { type: 'alias', value: customer.alias }] : [...visit.identifiers, paidOrder(orderId), email];
  if (via !== 'marketplace' && random.chance(0.55)) identifiers.push({ type: 'phone', value: phoneAt(customer, placedMs) });
  const traits = { ...nameAsGiven(customer, random), ...addressOf(customer, placedMs) };
  const subjects = [...orderSubjects(purchase), ...(via === 'marketplace' ? [{ type: 'place', id: 'plazunto', label: 'Plazunto' }] : [])];
  const amounts = [{ role: 'price' as const, amount: decimalOf(purchase.totalMinor - purchase.shippingMinor), currency: purchase.currency, gross: true }, { role: 'shipping' as const, amount: decimalOf(purchase.shippingMinor), currency: purchase.currency, gross: true }, { role: 'total' as const, amount: decimalOf(purchase.totalMinor), currency: purchase.currency, gross: true }];
  const draft = { source, channel: via === 'marketplace' ? 'marketplace' : 'order', kind: 'order-placed', direction: 'in', office: 'brand', stage: 'order', session: via === 'marketplace' ? undefined : visit.session, identifiers, traits, subjects, amounts, language: customer.language } as const;
  const id = `order-${orderId}`;
  tell(placedMs, { ...draft, id, version: 1, order: orderField(purchase, 'placed') }, truth);
  tell(placedMs + random.between(4, 60) * SECOND_MS, {
    source, channel: 'payment', kind: 'payment-captured', direction: 'in', office: 'service', stage: 'order', identifiers: [paidOrder(orderId)], subjects: [{ type: 'order', id: orderId }],
    amounts: [{ role: 'total', amount: decimalOf(purchase.totalMinor), currency: purchase.currency }], properties: { method: random.pick(['card', 'card', 'transfer', 'wallet', 'invoice']) },
  }, truth);
  // The shop system re-sends its order record when the state changes: the same id, a higher version.
  if (fate.told !== 'once' && (via === 'marketplace' || random.chance(0.25))) tell(placedMs, { ...draft, id, version: 2, order: orderField(purchase, 'shipped', { state: 'shipped', shippedMs: purchase.shippedMs }) }, truth, purchase.shippedMs - placedMs + 20 * MINUTE_MS);
  if (via !== 'marketplace' && random.chance(0.7)) tell(placedMs + 2 * MINUTE_MS, { source: 'mail', channel: 'email', kind: 'confirmation-sent', direction: 'out', office: 'service', stage: 'order', identifiers: [{ type: 'email', value: email.value }], subjects: [{ type: 'order', id: orderId }], title: `Your order ${orderId}`, text: `We have received your order and plan to deliver by ${iso(purchase.promisedMs).slice(0, 10)}.`, language: 'en' }, truth);
  scene.plant({ kind: 'commitment', clause: 'deliver-by', person: customer.person, issue: null, order: orderId, madeAt: iso(placedMs), dueAt: iso(purchase.promisedMs), outcome: purchase.deliveredMs > purchase.promisedMs ? 'broken' : 'kept', why: purchase.isLate ? `late from ${purchase.warehouse}` : 'in time', planted: false, evidence: [`${source}:${id}`] });
  return purchase;
}
